package org.sgdyn.cli.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgdyn.cli.yaml.Setting;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.experiment.ConfigNode;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.plugin.PluginLoader;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options by which a subcommand is told its experiment. */
final class ExperimentOptions {

    @Parameters(
            paramLabel = "FILE|NAME",
            description = "An experiment file, the name of a bundled experiment, or, to run, 'paper' for all of those.")
    private String experiment;

    @Option(
            names = "--set",
            paramLabel = "KEY.PATH=VALUE",
            description = "Changes a value of the experiment, such as learningRate.value=2; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A directory of plug-in jars. Default: plugins/ beside the program.")
    private Path plugins;

    ExperimentOptions() {}

    /** The file or name as given. */
    String experiment() {
        return experiment;
    }

    /** Whether all bundled experiments are meant. */
    boolean isPaper() {
        return experiment.equals(BundledExperiments.PAPER) && !isFile(experiment);
    }

    /** Loads the plug-ins. */
    LoadedPlugins plugins() {
        return PluginLoader.load(pluginDirectory());
    }

    /** Reads the experiment that was asked for. */
    Experiment read(LoadedPlugins loaded) {
        return read(experiment, loaded);
    }

    private Optional<Path> pluginDirectory() {
        if (plugins != null) {
            if (!Files.isDirectory(plugins)) {
                throw new BadInputException("--plugins " + plugins + ": there is no such directory");
            }
            return Optional.of(plugins);
        }
        return Optional.ofNullable(System.getProperty("sgdyn.home"))
                .map(home -> Path.of(home, "plugins"))
                .filter(Files::isDirectory);
    }

    private static boolean isFile(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException notAPath) {
            return false;
        }
    }

    /** Reads a file or bundled experiment with the changes asked for. */
    Experiment read(String name, LoadedPlugins loaded) {
        boolean file = isFile(name) || name.endsWith(".yaml") || name.endsWith(".yml") || name.contains("/");
        ConfigNode.Mapping root = file ? YamlReader.read(Path.of(name)) : BundledExperiments.read(name);
        for (String change : settings) {
            root = Setting.of(change).apply(root);
        }
        Path parent = file ? Path.of(name).toAbsolutePath().getParent() : Path.of("");
        return ExperimentReader.read(root, parent, loaded.catalog());
    }
}
