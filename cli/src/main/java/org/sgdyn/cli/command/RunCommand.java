package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.Overview;
import org.sgdyn.cli.result.Checkpoint;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.Summary;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentResult;
import org.sgdyn.experiment.ExperimentRunner;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.experiment.InvalidExperimentException;
import org.sgdyn.experiment.MemoryNeed;
import org.sgdyn.experiment.Problem;
import org.sgdyn.experiment.TheoryCheck;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.simulation.ReplicateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sgdyn run}: one experiment, or all bundled ones, to a directory of results. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        header = "Runs an experiment and writes tables and figures.",
        description = {
            "Computes the theory of an experiment, simulates it if the experiment says so, and writes "
                    + "theory.csv, simulation.csv, summary.json, figure.svg and figure.png."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  sgdyn run logistic-isotropic --out results",
            "  sgdyn run mine.yaml --out results --integrator runge-kutta-4 --set integrator.step=0.01",
            "  sgdyn run mine.yaml --out - --format jsonl | head -n 1"
        })
public final class RunCommand implements Callable<Integer> {

    private static final String STREAM = "-";

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static final long MEBIBYTE = 1 << 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExperimentOptions source;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the results go; - sends one table, theory and simulation side by side, to a pipe.")
    private Path out;

    @Option(
            names = "--certify",
            description =
                    "Solves the theory again with a finer integrator, finer moments and more modes, one at a time, and"
                            + " reports the error of every curve.")
    private boolean certify;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "How tables are written: csv, jsonl or npz (NumPy); - takes csv and jsonl. Default: csv.")
    private TableFormat format;

    /** For picocli. */
    public RunCommand() {}

    /** An experiment to run and where its results go. */
    private record Job(Experiment experiment, ResultDirectory directory) {}

    @Override
    public Integer call() throws IOException {
        LoadedPlugins loaded = source.plugins();
        if (out.toString().equals(STREAM)) {
            return stream(loaded);
        }
        boolean paper = source.isPaper();
        List<Job> jobs = new ArrayList<>();
        // Every experiment is checked before the first is run.
        List<Problem> problems = new ArrayList<>();
        for (String name : paper ? BundledExperiments.names() : List.of(source.experiment())) {
            try {
                Experiment checked = source.read(name, loaded);
                jobs.add(new Job(checked, directory(paper ? out.resolve(name) : out)));
            } catch (InvalidExperimentException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidExperimentException(problems);
        }
        for (Job job : jobs) {
            requireMemory(job.experiment());
        }
        PrintWriter console = Program.chatter(spec);
        List<ExperimentResult> results = new ArrayList<>();
        boolean trouble = false;
        for (Job job : jobs) {
            Report.begin(console, job.experiment());
            ExperimentResult result = run(job, loaded, console);
            trouble |= Report.hasTrouble(result);
            results.add(result);
        }
        if (paper) {
            ResultDirectory top = directory(out);
            Figure overview = Overview.of(results, BundledExperiments.columns());
            top.add("overview.svg", overview.toSvg());
            top.add("overview.png", overview.toPng());
            top.write(List.of());
            console.println("overview: " + top.path().resolve("overview.svg") + ", overview.png");
        }
        return trouble ? ExitCode.NUMERICAL_TROUBLE : ExitCode.OK;
    }

    /** One table to a pipe; what is said otherwise would spoil it. */
    private int stream(LoadedPlugins loaded) {
        if (source.isPaper()) {
            throw new BadInputException("--out -: takes one experiment, not all of the paper");
        }
        if (format == TableFormat.NPZ) {
            throw new BadInputException("--out -: writes csv or jsonl; give a directory for npz");
        }
        Experiment experiment = source.read(loaded);
        requireMemory(experiment);
        ExperimentResult result = run(experiment, curve -> ReplicateStore.NONE);
        Report.words(spec.commandLine().getErr(), result);
        PrintWriter pipe = spec.commandLine().getOut();
        pipe.print(new String(format.write(ResultTable.all(result)), StandardCharsets.UTF_8));
        pipe.flush();
        return Report.hasTrouble(result) ? ExitCode.NUMERICAL_TROUBLE : ExitCode.OK;
    }

    private ExperimentResult run(Job job, LoadedPlugins loaded, PrintWriter console) throws IOException {
        Experiment experiment = job.experiment();
        if (experiment.simulation().isEmpty()) {
            ExperimentResult result = run(experiment, curve -> ReplicateStore.NONE);
            Report.end(console, result, job.directory().path(), write(result, job.directory(), loaded));
            return result;
        }
        try (Checkpoint checkpoint = checkpoint(job, loaded)) {
            if (checkpoint.size() > 0) {
                console.println("  takes up an unfinished run: " + checkpoint.size() + " replicates are there already");
                console.flush();
            }
            ExperimentResult result = run(experiment, checkpoint::curve);
            List<String> files = write(result, job.directory(), loaded);
            checkpoint.discard();
            Report.end(console, result, job.directory().path(), files);
            return result;
        }
    }

    private ExperimentResult run(Experiment experiment, IntFunction<ReplicateStore> stores) {
        return ExperimentRunner.run(
                experiment,
                ProgressLine.of(spec),
                THREADS,
                certify ? TheoryCheck.CERTIFICATE : TheoryCheck.QUICK,
                stores);
    }

    private static Checkpoint checkpoint(Job job, LoadedPlugins loaded) {
        try {
            return Checkpoint.open(
                    job.directory().path(), Fingerprint.of(job.experiment(), Version.text() + loaded.plugins()));
        } catch (IOException unusable) {
            throw new BadInputException("--out: " + unusable.getMessage());
        }
    }

    static void requireMemory(Experiment experiment) {
        long need = MemoryNeed.bytes(experiment, THREADS);
        long heap = Runtime.getRuntime().maxMemory();
        if (need > heap) {
            throw new BadInputException(experiment.name() + ": the simulation needs about " + need / MEBIBYTE
                    + " MiB of memory, and there are " + heap / MEBIBYTE
                    + "; lower the dimension, the replicates, the times or the statistics, or give more with"
                    + " SGDYN_JAVA_OPTS=-Xmx" + (need / MEBIBYTE / 700 + 1) + "g");
        }
    }

    static ResultDirectory directory(Path path) {
        if (path.toString().isBlank()) {
            throw new BadInputException("--out: the directory's name is empty; give one, or . for this directory");
        }
        try {
            return ResultDirectory.of(path);
        } catch (IOException unusable) {
            throw new BadInputException("--out: " + unusable.getMessage());
        }
    }

    private List<String> write(ExperimentResult result, ResultDirectory directory, LoadedPlugins loaded)
            throws IOException {
        List<String> names = new ArrayList<>();
        names.add("theory." + format.extension());
        directory.add(names.get(0), format.write(ResultTable.theory(result)));
        if (result.experiment().simulation().isPresent()) {
            names.add("simulation." + format.extension());
            directory.add(names.get(1), format.write(ResultTable.simulation(result)));
        }
        directory.add("summary.json", Summary.toJson(result, loaded.plugins(), Version.text()));
        Figure figure = Figure.of(result);
        directory.add("figure.svg", figure.toSvg());
        directory.add("figure.png", figure.toPng());
        directory.write(Arrays.stream(TableFormat.values())
                .flatMap(each -> Stream.of("theory." + each.extension(), "simulation." + each.extension()))
                .toList());
        names.addAll(List.of("summary.json", "figure.svg", "figure.png"));
        return names;
    }
}
