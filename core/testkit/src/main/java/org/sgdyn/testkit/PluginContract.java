package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.plugin.PluginInfo;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.plugin.PluginModule;

/**
 * What every plug-in must satisfy: the service file names it, and each part that it brings is described, with the parameters
 * that its factory reads and no others. Extend it and name the plug-in.
 */
public abstract class PluginContract {

    /** For subclasses. */
    protected PluginContract() {}

    /**
     * The plug-in under test, which lies on the class path.
     *
     * @return its class
     */
    protected abstract Class<? extends PluginModule> plugin();

    private List<PartDocumentation> parts() {
        LoadedPlugins loaded = PluginLoader.load(Optional.empty());
        return Arrays.stream(PartKind.values())
                .flatMap(kind -> PartDocumentation.all(kind, loaded.catalog()).stream())
                .filter(part -> part.plugin() == plugin())
                .toList();
    }

    /** The service loader finds the plug-in, and it brings something. */
    @Test
    final void theServiceFileNamesThePlugin() {
        assertThat(PluginLoader.load(Optional.empty()).plugins())
                .extracting(PluginInfo::className)
                .contains(plugin().getName());
        assertThat(parts()).isNotEmpty();
    }

    /** A part has one line that says what it is. */
    @Test
    final void everyPartSaysWhatItIs() {
        for (PartDocumentation part : parts()) {
            assertThat(part.description().meaning())
                    .as("the meaning of the %s %s", part.kind().title(), part.name())
                    .isNotBlank()
                    .doesNotContain("\n")
                    .doesNotEndWith(".");
        }
    }

    /** What is said of parameters is said of those that the factory reads. */
    @Test
    final void everyParameterIsDescribedAndNoOther() {
        for (PartDocumentation part : parts()) {
            assertThat(part.description().parameters().keySet())
                    .as("the described parameters of the %s %s", part.kind().title(), part.name())
                    .containsExactlyInAnyOrderElementsOf(part.keys());
        }
    }
}
