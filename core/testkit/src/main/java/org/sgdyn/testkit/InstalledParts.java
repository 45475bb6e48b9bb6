package org.sgdyn.testkit;

import java.util.Optional;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.spi.PartFactory;

/**
 * The parts of the plug-ins on the class path, by the name that experiments use, for tests of how a part reads its parameters.
 *
 * <pre>{@code
 * Loss loss = TestParameters.of("width", 0.5).create(InstalledParts.factory(Loss.class, "smoothed-hinge"));
 * }</pre>
 */
public final class InstalledParts {

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    private InstalledParts() {}

    /**
     * The factory that a plug-in registered.
     *
     * @param kind the kind of part
     * @param name the {@code type} that names it
     * @param <T> the kind of part
     * @return the factory
     * @throws AssertionError if no plug-in brings it
     */
    public static <T> PartFactory<T> factory(Class<T> kind, String name) {
        return CATALOG.find(kind, name)
                .orElseThrow(() -> new AssertionError("no plug-in brings the " + kind.getSimpleName() + " " + name))
                .factory()::create;
    }
}
