package org.sgdyn.cli.theory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.yaml.Setting;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.model.Trajectory;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.simulation.ReplicateStore;

/** Runs experiments the way the command does, on the parts of all modules. */
final class Experiments {

    private static final Catalog CATALOG = PluginLoader.load(Optional.empty()).catalog();

    private Experiments() {}

    /** The text of a file on the class path, relative to org/sgdyn/cli. */
    static String resource(String name) {
        try (InputStream stream = Experiments.class.getResourceAsStream("/org/sgdyn/cli/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where that file is. */
    static Path path(String name) {
        try {
            return Path.of(
                    Experiments.class.getResource("/org/sgdyn/cli/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Experiment read(String yaml, Path baseDirectory, String... settings) {
        ConfigNode.Mapping root = YamlReader.read(yaml, "test");
        for (String setting : settings) {
            root = Setting.of(setting).apply(root);
        }
        return ExperimentReader.read(root, baseDirectory, CATALOG);
    }

    static ExperimentResult run(String yaml, String... settings) {
        return run(yaml, Path.of("."), settings);
    }

    /** The same, of an experiment whose files are in a directory. */
    static ExperimentResult run(String yaml, Path baseDirectory, String... settings) {
        return ExperimentRunner.run(read(yaml, baseDirectory, settings), RunListener.SILENT);
    }

    /** The one curve of a plain experiment, with its errors. */
    static CurveResult certified(String yaml, String... settings) {
        return ExperimentRunner.run(
                        read(yaml, Path.of("."), settings),
                        RunListener.SILENT,
                        LocalExecutor.of(1),
                        TheoryCheck.CERTIFICATE,
                        curve -> ReplicateStore.NONE)
                .curves()
                .get(0);
    }

    /** The one curve of a plain experiment. */
    static CurveResult plain(String yaml, String... settings) {
        return run(yaml, settings).curves().get(0);
    }

    static Trajectory theory(String yaml, String... settings) {
        return plain(yaml, settings).theory();
    }

    /** The same, of an experiment whose files are in a directory. */
    static Trajectory theory(String yaml, Path baseDirectory, String... settings) {
        return run(yaml, baseDirectory, settings).curves().get(0).theory();
    }

    /** The last value of a curve. */
    static double last(Trajectory trajectory, String column) {
        double[] curve = trajectory.curve(column);
        return curve[curve.length - 1];
    }
}
