package org.sgdyn.cli.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.PartDocumentation;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.plugin.PluginInfo;
import org.sgdyn.plugin.PluginLoader;
import picocli.CommandLine.Option;

/** The option by which a subcommand is told its plug-ins. */
final class PluginOptions {

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A directory of plug-in jars, or one jar. Default: plugins/ beside the program.")
    private @Nullable Path plugins;

    /** Loads the plug-ins. */
    LoadedPlugins load() {
        return PluginLoader.load(directory());
    }

    /** The classes of the program and of its plug-ins. */
    ClassLoader classes() {
        return PluginLoader.classes(directory());
    }

    /** The directory that plug-ins are loaded from. */
    Optional<Path> directory() {
        if (plugins == null) {
            return defaultDirectory();
        }
        if (!Files.exists(plugins)) {
            throw new BadInputException("--plugins " + Words.shortened(plugins.toString())
                    + ": there is nothing of that name; give a directory of jars, or a jar");
        }
        if (Files.isDirectory(plugins) && !hasJar(plugins)) {
            throw new BadInputException("--plugins " + Words.shortened(plugins.toString())
                    + ": there is no jar in this directory; give one that has plug-ins, or a jar");
        }
        return Optional.of(plugins);
    }

    private static boolean hasJar(Path directory) {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
            return jars.iterator().hasNext();
        } catch (IOException unreadable) {
            throw new BadInputException("--plugins " + directory + ": cannot be read: " + unreadable.getMessage());
        }
    }

    /** Loads the plug-ins beside the program. */
    static LoadedPlugins loadDefault() {
        return PluginLoader.load(defaultDirectory());
    }

    private static Optional<Path> defaultDirectory() {
        return Optional.ofNullable(System.getProperty("sgdyn.home"))
                .map(home -> Path.of(home, "plugins"))
                .filter(Files::isDirectory);
    }

    /** The jar that a part comes from. */
    static String jar(LoadedPlugins loaded, PartDocumentation part) {
        return loaded.plugins().stream()
                .filter(plugin -> plugin.className().equals(part.plugin().getName()))
                .map(PluginInfo::jar)
                .findFirst()
                .orElseThrow();
    }
}
