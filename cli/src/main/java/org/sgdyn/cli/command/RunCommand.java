package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.Overview;
import org.sgdyn.cli.report.RunReport;
import org.sgdyn.cli.result.Checkpoint;
import org.sgdyn.cli.result.RecordFile;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.Summary;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.experiment.Citations;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Problem;
import org.sgdyn.simulation.ReplicateStore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sgdyn run}: one experiment, or all bundled ones, to a directory of results. */
@Command(
        name = "run",
        header = "Runs an experiment and writes tables and figures.",
        description = {
            "Computes the theory of an experiment, simulates it if the experiment says so, and writes "
                    + "theory.csv, simulation.csv, summary.json, report.html and the figure as SVG, PDF and PNG. Results that the directory "
                    + "holds already are replaced by --force alone; a run that was killed goes on without it."
        },
        footer = {
            "  sgdyn run logistic-isotropic --out results",
            "  sgdyn run mine.yaml --out results --integrator runge-kutta-4 --set integrator.step=0.01",
            "  sgdyn run mine.yaml --out - --format jsonl | head -n 1"
        })
public final class RunCommand extends ExperimentSubcommand {

    private static final String STREAM = "-";

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static final long MEBIBYTE = 1 << 20;

    /** Some 800 MB as text, which is put together in memory. */
    private static final long MOST_NUMBERS = 40_000_000;

    private static final String FIGURE = "figure";
    private static final String REPORT = "report.html";
    private static final String OVERVIEW = "overview";

    /** Every file that a run may write, whatever the format of its tables. */
    private static final List<String> FILES = Stream.concat(
                    Arrays.stream(TableFormat.values())
                            .flatMap(format ->
                                    Stream.of("theory." + format.extension(), "simulation." + format.extension())),
                    Stream.concat(Stream.of("summary.json", REPORT), FigureOptions.files(FIGURE).stream()))
            .toList();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description = "Where the results go; - sends one table, theory and simulation side by side, to a pipe.")
    private Path out;

    @Mixin
    private OutputOptions output;

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
            description =
                    "How tables are written: csv, jsonl, npz (NumPy) or parquet (pandas, Polars, DuckDB); - takes csv and jsonl. Default: csv.")
    private TableFormat format;

    /** An experiment to run and where its results go. */
    private record Job(Experiment experiment, ResultDirectory directory) {}

    @Override
    public Integer call() throws IOException {
        LoadedPlugins loaded = source.plugins();
        if (out.toString().equals(STREAM)) {
            return stream(loaded);
        }
        boolean paper = source.isPaper();
        List<Job> jobs = jobs(loaded, paper);
        ResultDirectory top = OutputOptions.directory(out);
        if (paper) {
            output.claim(top, FigureOptions.files(OVERVIEW));
        }
        PrintWriter console = Chatter.of(spec);
        RunListener progress = ProgressLine.of(spec, replicates(jobs));
        List<ExperimentResult> results = new ArrayList<>();
        // Kept until all is written, so that the whole paper can be taken up where it was.
        List<Checkpoint> checkpoints = new CopyOnWriteArrayList<>();
        try {
            Interruption watched = Interruption.of(spec, "replicates", () -> kept(checkpoints), replicates(jobs));
            try {
                for (Job job : jobs) {
                    Report.begin(console, job.experiment());
                    results.add(run(job, loaded, console, progress, checkpoints));
                }
            } finally {
                watched.end();
            }
            if (paper) {
                boolean drawn = output.figures()
                        .draw(
                                spec.commandLine().getErr(),
                                top,
                                () -> output.figures()
                                        .add(top, OVERVIEW, Overview.of(results, BundledExperiments.columns())));
                if (drawn) {
                    console.println(
                            "overview in " + top.path() + ": " + String.join(", ", FigureOptions.files(OVERVIEW)));
                }
            }
            for (Checkpoint checkpoint : checkpoints) {
                checkpoint.discard();
            }
        } finally {
            for (Checkpoint checkpoint : checkpoints) {
                checkpoint.close();
            }
        }
        return output.figures().areMissing() || results.stream().anyMatch(Report::hasTrouble)
                ? ExitCode.NUMERICAL_TROUBLE
                : ExitCode.OK;
    }

    private static int kept(List<Checkpoint> checkpoints) {
        return checkpoints.stream().mapToInt(Checkpoint::size).sum();
    }

    private static int replicates(List<Job> jobs) {
        return jobs.stream().mapToInt(job -> replicates(job.experiment())).sum();
    }

    private static int replicates(Experiment experiment) {
        return experiment.curves().size()
                * experiment.simulation().map(Experiment.Simulation::replicates).orElse(0);
    }

    /** Every experiment and its directory are checked before the first is run. */
    private List<Job> jobs(LoadedPlugins loaded, boolean paper) throws IOException {
        List<Job> jobs = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : paper ? BundledExperiments.names() : List.of(source.experiment())) {
            try {
                Experiment checked = source.read(name, loaded);
                jobs.add(new Job(checked, OutputOptions.directory(paper ? out.resolve(name) : out)));
            } catch (InvalidExperimentException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        if (!problems.isEmpty()) {
            // A wrong setting is wrong in all of them.
            throw new InvalidExperimentException(problems.stream().distinct().toList());
        }
        for (Job job : jobs) {
            requireMemory(job.experiment());
            claim(job, loaded);
        }
        return jobs;
    }

    /** Results stay unless they may be replaced; an unfinished run of the same experiment goes on. */
    private void claim(Job job, LoadedPlugins loaded) throws IOException {
        if (job.experiment().simulation().isPresent() && output.goesOn(job.directory(), fingerprint(job, loaded))) {
            return;
        }
        output.requireNoForeignCheckpoint(job.directory());
        output.claim(job.directory(), files(job.experiment()));
    }

    /** What must not stay of an earlier run; a checkpoint that is in use is removed by itself. */
    private static List<String> files(Experiment experiment) {
        return experiment.simulation().isPresent()
                ? FILES
                : Stream.concat(FILES.stream(), Stream.of(RecordFile.NAME)).toList();
    }

    private static byte[] fingerprint(Job job, LoadedPlugins loaded) {
        return Fingerprint.of(job.experiment(), Version.text() + loaded.identity());
    }

    /** One table to a pipe; what is said otherwise would spoil it. */
    private int stream(LoadedPlugins loaded) {
        if (source.isPaper()) {
            throw new BadInputException("--out -: takes one experiment, not all of the paper");
        }
        if (!format.isText()) {
            throw new BadInputException("--out -: writes csv or jsonl; give a directory for " + format.extension());
        }
        Experiment experiment = source.read(loaded);
        requireMemory(experiment);
        ExperimentResult result =
                run(experiment, ProgressLine.of(spec, replicates(experiment)), curve -> ReplicateStore.NONE);
        Report.words(spec.commandLine().getErr(), result);
        PrintWriter pipe = spec.commandLine().getOut();
        pipe.print(new String(format.write(ResultTable.all(result)), StandardCharsets.UTF_8));
        pipe.flush();
        return Report.hasTrouble(result) ? ExitCode.NUMERICAL_TROUBLE : ExitCode.OK;
    }

    private ExperimentResult run(
            Job job, LoadedPlugins loaded, PrintWriter console, RunListener progress, List<Checkpoint> checkpoints)
            throws IOException {
        IntFunction<ReplicateStore> stores = curve -> ReplicateStore.NONE;
        if (job.experiment().simulation().isPresent()) {
            Checkpoint checkpoint = checkpoint(job, loaded);
            checkpoints.add(checkpoint);
            if (checkpoint.size() > 0) {
                console.println("  takes up an unfinished run: " + checkpoint.size() + " replicates are there already");
                console.flush();
            }
            stores = checkpoint::curve;
        }
        ExperimentResult result = run(job.experiment(), progress, stores);
        Report.end(console, result, job.directory().path(), write(result, job.directory(), loaded));
        return result;
    }

    private ExperimentResult run(Experiment experiment, RunListener progress, IntFunction<ReplicateStore> stores) {
        return ExperimentRunner.run(
                experiment, progress, THREADS, certify ? TheoryCheck.CERTIFICATE : TheoryCheck.QUICK, stores);
    }

    private static Checkpoint checkpoint(Job job, LoadedPlugins loaded) {
        try {
            return Checkpoint.open(job.directory().path(), fingerprint(job, loaded));
        } catch (IOException unusable) {
            throw new BadInputException("--out: " + unusable.getMessage());
        }
    }

    /** Refuses what this machine cannot hold. */
    static ExperimentSize requireMemory(Experiment experiment) {
        ExperimentSize size = ExperimentSize.of(experiment, THREADS);
        long heap = Runtime.getRuntime().maxMemory();
        if (size.bytes() > heap) {
            throw new BadInputException(experiment.name() + ": the run needs about " + size.bytes() / MEBIBYTE
                    + " MiB of memory, and there are " + heap / MEBIBYTE
                    + "; lower the dimension, the replicates, the times or the statistics" + size.memoryAdvice());
        }
        long numbers = size.rows() * size.columns();
        if (numbers > MOST_NUMBERS) {
            throw new BadInputException(experiment.name() + ": the table of the theory would hold " + numbers
                    + " numbers, and " + MOST_NUMBERS + " are the most; lower time.points or the statistics");
        }
        return size;
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
        names.add("summary.json");
        directory.write(files(result.experiment()));
        boolean drawn = output.figures().draw(spec.commandLine().getErr(), directory, () -> {
            output.figures().add(directory, FIGURE, Figure.of(result));
            directory.add(
                    REPORT,
                    RunReport.toHtml(
                            result,
                            loaded.plugins(),
                            Citations.of(result.experiment()),
                            Version.text(),
                            output.figures().theme()));
        });
        if (drawn) {
            names.addAll(FigureOptions.files(FIGURE));
            names.add(REPORT);
        }
        return names;
    }
}
