package org.sgdyn.plugin;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.spi.Executor;

/**
 * Work that needs parts of plug-ins. Serialized and read again, as in another process, it takes them from the class path there and
 * from the directory it was given, or from the jars that were shipped; each process loads them once.
 *
 * @param <T> a task
 * @param <R> a result
 */
public abstract class PluginWork<T extends Serializable, R extends Serializable> implements Executor.Work<T, R> {

    private static final long serialVersionUID = 1L;

    private static final Map<String, Catalog> LOADED = new ConcurrentHashMap<>();

    /** The directory of plug-ins, or one jar; empty for none. */
    private final String plugins;

    private final transient @Nullable Catalog catalog;

    /**
     * Work in this process, and others.
     *
     * @param catalog the parts in this process
     */
    protected PluginWork(Catalog catalog) {
        this.catalog = catalog;
        plugins =
                catalog.plugins().map(path -> path.toAbsolutePath().toString()).orElse("");
    }

    /**
     * The parts.
     *
     * @return those that this was made with, or those that this process has loaded
     * @throws org.sgdyn.plugin.PluginException if plug-ins cannot be loaded here
     */
    protected final Catalog catalog() {
        return catalog != null
                ? catalog
                : LOADED.computeIfAbsent(
                        System.getProperty(JARS, plugins),
                        place -> PluginLoader.load(place.isEmpty() ? Optional.empty() : Optional.of(Path.of(place)))
                                .catalog());
    }

    @Override
    public final List<Path> jars() {
        if (plugins.isEmpty()) {
            return List.of();
        }
        Path place = Path.of(plugins);
        try (Stream<Path> files = Files.isDirectory(place) ? Files.list(place) : Stream.of(place)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the plug-in directory " + place, e);
        }
    }
}
