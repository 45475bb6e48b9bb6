package org.sgdyn.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.cli.yaml.Setting;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Problem;
import org.sgdyn.sweep.Sweep;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options by which a subcommand is told its experiment. */
final class ExperimentOptions {

    @Parameters(
            index = "0",
            paramLabel = "FILE|NAME",
            completionCandidates = Candidates.Experiments.class,
            description =
                    "An experiment file, the name of a bundled experiment, - for standard input, or, to run or cite, 'paper' for the ten of the paper and 'paper:fig1' for the four of its first figure.")
    private String experiment;

    @Mixin
    private SettingOptions settings;

    @Option(
            names = "--loss",
            paramLabel = "LOSS",
            completionCandidates = Candidates.Losses.class,
            description = "Takes another loss, with those of the experiment's parameters that it knows.")
    private @Nullable String loss;

    @Option(
            names = "--integrator",
            paramLabel = "INTEGRATOR",
            completionCandidates = Candidates.Integrators.class,
            description = "Takes another integrator, with those of the experiment's parameters that it knows.")
    private @Nullable String integrator;

    @Option(
            names = "--executor",
            paramLabel = "EXECUTOR",
            completionCandidates = Candidates.Executors.class,
            description = "Takes another executor, with those of the experiment's parameters that it knows.")
    private @Nullable String executor;

    @Mixin
    private PluginOptions plugins;

    /** What was read already: standard input cannot be read again. */
    private @Nullable Source read;

    /** The file or name as given. */
    String experiment() {
        return experiment;
    }

    /** Whether several experiments of the paper are meant. */
    boolean isPaper() {
        return Source.isPaper(experiment) || Source.isFirstFigure(experiment);
    }

    /** Refuses all experiments of the paper at once, for a command that takes one. */
    void requireOne(String command) {
        if (isPaper()) {
            throw new BadInputException(command + " takes one experiment: a file, or the name of a bundled one");
        }
    }

    /** Forgets what was read: the file may have changed. */
    void readAnew() {
        read = null;
    }

    /** Where plug-ins come from, if from anywhere. */
    Optional<Path> pluginDirectory() {
        return plugins.directory();
    }

    /** Loads the plug-ins. */
    LoadedPlugins plugins() {
        LinearAlgebra.requireKnown();
        return plugins.load();
    }

    /** Reads the experiment that was asked for, with further changes made after the user's. */
    Experiment read(LoadedPlugins loaded, String... changes) {
        return read(experiment, loaded, List.of(changes));
    }

    /** Reads a file or bundled experiment with the changes asked for, and further ones made after them. */
    Experiment read(String name, LoadedPlugins loaded, List<String> changes) {
        return read(
                name, Stream.concat(settings.all().stream(), changes.stream()).toList(), loaded);
    }

    /**
     * Refuses an experiment whose dimension cannot be another: that of a fitted mixture, and infinity, where nothing can be
     * simulated.
     */
    void requireDimension(LoadedPlugins loaded) {
        Map<String, ConfigNode> entries = tree(source().requireExperiment(), settings.all(), loaded, new ArrayList<>())
                .entries();
        ConfigNode mixture = entries.get("mixture");
        if (mixture != null) {
            throw new InvalidExperimentException(List.of(new Problem(
                    mixture.location(),
                    "mixture",
                    "has one dimension, that of its file, and validate compares several; run the experiment with"
                            + " simulation: {replicates: 20} to see how far simulations are from the theory")));
        }
        if (entries.get("dimension") instanceof ConfigNode.Scalar dimension && "infinite".equals(dimension.value())) {
            throw new InvalidExperimentException(List.of(new Problem(
                    dimension.location(),
                    "dimension",
                    "must be an integer here, not infinite: simulations are compared with the theory at the same"
                            + " dimension; give one, and --dimensions says which others to try")));
        }
    }

    private Experiment read(String name, List<String> changes, LoadedPlugins loaded) {
        Source source = name.equals(experiment) ? source().requireExperiment() : Source.experiment(name);
        List<Problem> problems = new ArrayList<>();
        ConfigNode.Mapping root = tree(source, changes, loaded, problems);
        try {
            Experiment read = ExperimentReader.read(root, source.directory(), loaded.catalog());
            if (problems.isEmpty()) {
                return read;
            }
        } catch (InvalidExperimentException invalid) {
            problems.addAll(invalid.problems());
        }
        throw new InvalidExperimentException(problems);
    }

    /** Reads what may be a sweep too. */
    Source source() {
        read = read == null ? Source.of(experiment) : read;
        return read;
    }

    /** Reads a sweep with the changes asked for. */
    Sweep read(Source sweep, LoadedPlugins loaded) {
        if (loss != null || integrator != null) {
            String part = loss != null ? "loss" : "integrator";
            throw new BadInputException(
                    "--" + part + ": " + experiment + " is a sweep; write --set experiment." + part + "={type: NAME}");
        }
        return SweepFile.read(sweep, executor, settings.all(), loaded.catalog());
    }

    private ConfigNode.Mapping tree(Source source, List<String> changes, LoadedPlugins loaded, List<Problem> problems) {
        ConfigNode.Mapping root = source.root();
        root = PartSwap.apply(root, "loss", PartKind.LOSS, loss, loaded.catalog());
        root = PartSwap.apply(root, "integrator", PartKind.INTEGRATOR, integrator, loaded.catalog());
        root = PartSwap.apply(root, "executor", PartKind.EXECUTOR, executor, loaded.catalog());
        root = Setting.applyAll(root, changes, problems);
        return ExecutorDefaults.apply(root, source.directory(), loaded.catalog(), problems);
    }
}
