package org.sgdyn.cli;

import com.google.inject.Module;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Registration;
import org.sgdyn.cli.command.ExitCode;
import org.sgdyn.cli.command.Program;
import org.sgdyn.cli.command.SweepFile;
import org.sgdyn.cli.yaml.Setting;
import org.sgdyn.cli.yaml.YamlReader;
import org.sgdyn.dynamics.Stability;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.execution.Share;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.plugin.PluginException;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.AsymptoticAnalysis;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.StabilityAnalysis;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.run.Validation;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Loss;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepRunner;
import org.sgdyn.sweep.SweepStore;
import org.sgdyn.sweep.SweepWorker;

/**
 * sgdyn inside another program, and its {@code main}. Immutable and thread-safe.
 *
 * <pre>{@code
 * Sgdyn sgdyn = Sgdyn.of().withLoss("mine", new MyLoss());
 * Experiment experiment = sgdyn.read(Path.of("experiment.yaml"), "loss={type: mine}");
 * ExperimentResult result = sgdyn.run(experiment);
 * double[] times = result.curves().get(0).theory().times();
 * double[] risk = result.curves().get(0).theory().curve("risk");
 * }</pre>
 *
 * <p>Nothing here prints, writes a file or ends the process, {@link #main} apart.
 */
public final class Sgdyn {

    private static final String LOGGING = "logback.configurationFile";

    private final Catalog catalog;

    private Sgdyn(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Knows the parts of all plug-ins on the class path and of the caller's modules.
     *
     * @param modules {@link org.sgdyn.plugin.PluginModule}s, and other modules that these need
     * @return the program
     * @throws PluginException if a plug-in cannot be loaded, or two bring parts of the same kind and name
     */
    public static Sgdyn of(Module... modules) {
        return of(Optional.empty(), modules);
    }

    /**
     * Knows the parts of a directory of plug-in jars too.
     *
     * @param plugins the directory
     * @param modules as for {@link #of(Module...)}
     * @return the program
     * @throws PluginException if a plug-in cannot be loaded, or two bring parts of the same kind and name
     */
    public static Sgdyn of(Path plugins, Module... modules) {
        return of(Optional.of(plugins), modules);
    }

    private static Sgdyn of(Optional<Path> plugins, Module... modules) {
        return new Sgdyn(PluginLoader.load(plugins, List.of(modules)).catalog());
    }

    /**
     * Knows one loss more, which experiments then name as {@code {type: NAME}}.
     *
     * @param name a name that no loss has yet
     * @param loss the loss, immutable and thread-safe
     * @return a program that knows it
     * @throws IllegalArgumentException if the name is taken
     */
    public Sgdyn withLoss(String name, Loss loss) {
        return new Sgdyn(catalog.with(new Registration<>(
                Loss.class,
                name,
                parameters -> loss,
                Description.none(),
                loss.getClass(),
                loss.getClass().getName())));
    }

    /**
     * Reads an experiment file.
     *
     * @param file the file
     * @param settings changes to it, such as {@code learningRate.value=2}
     * @return the experiment, complete and checked
     * @throws InvalidExperimentException with everything that is wrong
     */
    public Experiment read(Path file, String... settings) {
        return read(YamlReader.read(file), file.toAbsolutePath().resolveSibling(""), settings);
    }

    /**
     * Reads an experiment's text. Tables that it names are sought in the working directory.
     *
     * @param yaml the text
     * @param settings changes to it, such as {@code learningRate.value=2}
     * @return the experiment, complete and checked
     * @throws InvalidExperimentException with everything that is wrong
     */
    public Experiment read(String yaml, String... settings) {
        return read(YamlReader.read(yaml, "experiment"), Path.of(""), settings);
    }

    /**
     * Begins an experiment that is written in Java.
     *
     * @param name its name
     * @return a builder that knows the same parts
     */
    public ExperimentBuilder experiment(String name) {
        return new ExperimentBuilder(catalog, name);
    }

    private Experiment read(ConfigNode.Mapping root, Path baseDirectory, String... settings) {
        ConfigNode.Mapping changed = root;
        for (String setting : settings) {
            changed = Setting.of(setting).apply(changed);
        }
        return ExperimentReader.read(changed, baseDirectory, catalog);
    }

    /**
     * Runs an experiment on all processors.
     *
     * @param experiment the experiment
     * @return the result; trouble in the numerics is part of it
     */
    public ExperimentResult run(Experiment experiment) {
        return run(experiment, RunListener.SILENT);
    }

    /**
     * Runs an experiment on all processors.
     *
     * @param experiment the experiment
     * @param listener follows the run, and may end it
     * @return the result; trouble in the numerics is part of it
     * @throws java.util.concurrent.CancellationException if the listener ends the run
     */
    public ExperimentResult run(Experiment experiment, RunListener listener) {
        return ExperimentRunner.run(experiment, listener);
    }

    /**
     * Runs an experiment; the result does not depend on the number of threads.
     *
     * @param experiment the experiment
     * @param listener follows the run and may end it
     * @param threads how many replicates are simulated at a time, &gt;= 1
     * @param check how the theory's errors are measured, such as by a certificate
     * @return the result; numerical trouble is part of it
     * @throws CancellationException if the listener ends the run
     */
    public ExperimentResult run(Experiment experiment, RunListener listener, int threads, TheoryCheck check) {
        return ExperimentRunner.run(
                experiment, listener, LocalExecutor.of(threads), check, curve -> ReplicateStore.NONE);
    }

    /**
     * Runs an experiment by an executor; the result does not depend on which.
     *
     * @param experiment the experiment
     * @param listener follows the run and may end it
     * @param executor works off the replicates, and the theory of several curves
     * @param check how the theory's errors are measured, such as by a certificate
     * @param stores where the finished replicates of each curve, by its number, are kept and looked for
     * @return the result; numerical trouble is part of it
     * @throws CancellationException if the listener ends the run
     */
    public ExperimentResult run(
            Experiment experiment,
            RunListener listener,
            Executor executor,
            TheoryCheck check,
            IntFunction<ReplicateStore> stores) {
        return ExperimentRunner.run(experiment, listener, executor, check, stores);
    }

    /**
     * Finds the critical learning rate of an experiment.
     *
     * @param experiment the experiment; its own learning rates do not matter
     * @param listener may end the search
     * @return the critical learning rate and how it was found
     * @throws CancellationException if the listener ends the search
     */
    public Stability stability(Experiment experiment, RunListener listener) {
        return StabilityAnalysis.of(experiment, listener);
    }

    /**
     * Integrates an experiment to late times, and compares its limits and rates with what theory predicts.
     *
     * @param experiment the experiment; its times do not matter
     * @param end the last time, &gt; 0.01, such as {@link AsymptoticAnalysis#DEFAULT_END}
     * @param listener follows the integration and may end it
     * @return an analysis per curve
     * @throws CancellationException if the listener ends it
     */
    public List<AsymptoticAnalysis> asymptotics(Experiment experiment, double end, RunListener listener) {
        return AsymptoticAnalysis.of(experiment, end, listener);
    }

    /**
     * Measures how fast simulated runs approach the theory as the dimension grows.
     *
     * @param ladder the experiment at each dimension, ascending, with two replicates or more
     * @param listener follows the runs and may end them
     * @param threads how many replicates are simulated at a time, &gt;= 1
     * @return the comparison
     * @throws CancellationException if the listener ends the runs
     */
    public Validation validate(List<Experiment> ladder, RunListener listener, int threads) {
        return Validation.of(ladder, listener, LocalExecutor.of(threads), curve -> ReplicateStore.NONE);
    }

    /**
     * Reads a sweep.
     *
     * @param file a sweep file; the experiment that it names lies beside it, in it, or is bundled
     * @param settings changes {@code key.path=value}
     * @return the sweep, complete and checked at every point
     * @throws InvalidExperimentException with everything that is wrong
     * @throws IllegalArgumentException if the file is not there, or holds no sweep
     */
    public Sweep readSweep(Path file, String... settings) {
        return SweepFile.read(file, List.of(settings), catalog);
    }

    /**
     * Computes all points of a sweep by its executor.
     *
     * @param sweep the sweep
     * @param store where finished points are kept and looked for; {@link SweepStore#NONE} forgets them
     * @param progress receives the number of points that are finished, whenever it grows
     * @return a row per point, in the order of the grid
     */
    public List<SweepRow> run(Sweep sweep, SweepStore store, IntConsumer progress) {
        return SweepRunner.run(
                        sweep,
                        sweep.executor(),
                        SweepWorker.of(sweep, catalog),
                        Share.ALL,
                        store,
                        Cancellation.NEVER,
                        (done, total) -> progress.accept(done))
                .rows();
    }

    /**
     * Runs the program and ends the process with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        if (Arrays.asList(args).contains("-v") || Arrays.asList(args).contains("--verbose")) {
            // Read by the logging configuration, which is loaded with the first logger.
            System.setProperty("sgdyn.log", "DEBUG");
        }
        String home = System.getProperty("sgdyn.home");
        if (home != null && System.getProperty(LOGGING) == null) {
            // Beside the jars, not in one: the program decides how it logs, the library leaves that to its host.
            System.setProperty(LOGGING, Path.of(home, "lib", "logback.xml").toString());
        }
        // System.out would swallow what goes wrong.
        System.exit(Program.execute(
                new FileOutputStream(FileDescriptor.out),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args));
    }

    /**
     * Runs the program as from a terminal; the process goes on.
     *
     * @param args the command line
     * @return the exit code, see {@link ExitCode}
     */
    public static int execute(String... args) {
        return execute(
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                args);
    }

    /**
     * Runs the program as from a terminal; the process goes on.
     *
     * @param out receives what the program says
     * @param err receives messages of trouble
     * @param args the command line
     * @return the exit code, see {@link ExitCode}
     */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        return Program.execute(out, err, args);
    }
}
