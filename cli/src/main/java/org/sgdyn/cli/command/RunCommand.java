package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.Overview;
import org.sgdyn.cli.plot.Page;
import org.sgdyn.cli.plot.RunFigure;
import org.sgdyn.cli.report.RunReport;
import org.sgdyn.cli.result.Checkpoint;
import org.sgdyn.cli.result.RecordStore;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.Summary;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.cli.result.TakenOverException;
import org.sgdyn.execution.Share;
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
import org.sgdyn.settings.Names;
import org.sgdyn.settings.Problem;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.Executor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sgdyn run}: one experiment, or all of the paper, to a directory of results. */
@Command(
        name = "run",
        header = "Runs an experiment and writes tables and figures.",
        description = {
            "Computes the theory of an experiment, simulates it if the experiment says so, and writes "
                    + "theory.csv, simulation.csv, summary.json, report.html and the figure in the formats of --figures. Results that the directory "
                    + "holds already are replaced by --force alone; a run that was killed goes on without it."
        },
        footer = {
            "  sgdyn run logistic-isotropic --out results",
            "  sgdyn run mine.yaml -o rk4 --integrator runge-kutta-4 -s integrator.step=1",
            "  sgdyn run mine.yaml --out - --column risk | tail -n 1"
        })
public final class RunCommand extends ExperimentSubcommand {

    private static final String STREAM = "-";

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static final long MEBIBYTE = 1 << 20;

    /** Some 800 MB as text, which is put together in memory. */
    private static final long MOST_NUMBERS = 40_000_000;

    private static final String FIGURE = "figure";
    private static final String OVERVIEW = "overview";

    /** Every file that a run may write, whatever the format of its tables. */
    private static final List<String> FILES = Stream.concat(
                    Arrays.stream(TableFormat.values())
                            .flatMap(format ->
                                    Stream.of("theory." + format.extension(), "simulation." + format.extension())),
                    Stream.concat(Stream.of("summary.json", ReportOptions.FILE), FigureOptions.files(FIGURE).stream()))
            .toList();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Where the results go; - sends one table, theory and simulation side by side, to a pipe.")
    private Path out;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ReportOptions report;

    @Option(names = "--theory-only", description = "Leaves the simulation out, as the key simulation with none does.")
    private boolean theoryOnly;

    @Option(
            names = "--watch",
            description =
                    "Runs again whenever the file, a table beside it or a plug-in changes, in place of the results before; Ctrl-C ends it.")
    private boolean watch;

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

    @Option(
            names = "--column",
            paramLabel = "COLUMN",
            description = "With --out -, only this curve of the theory, and the runs' beside it; may be repeated.")
    private List<String> columns = List.of();

    @Mixin
    private ShareOptions shares;

    /** An experiment to run, where its results go, and what tells its replicates apart. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Job(Experiment experiment, ResultDirectory directory, byte[] fingerprint) {

        boolean isSimulated() {
            return experiment.simulation().isPresent();
        }
    }

    @Override
    public Integer call() throws IOException {
        if (!watch) {
            return runOnce();
        }
        if (!Source.isFile(source.experiment()) || out.toString().equals(STREAM)) {
            throw new BadInputException("--watch: takes an experiment file, and a directory for its results");
        }
        return new Watch(spec, Path.of(source.experiment()), source.pluginDirectory()).run(() -> {
            source.readAnew();
            int code = runOnce();
            output.replaceFromNowOn();
            return code;
        });
    }

    private int runOnce() throws IOException {
        LoadedPlugins loaded = source.plugins();
        if (out.toString().equals(STREAM)) {
            return stream(loaded);
        }
        if (!columns.isEmpty()) {
            throw new BadInputException(
                    "--column: goes with --out -, which writes one table; a directory gets all columns");
        }
        Share share = shares.share();
        boolean paper = source.isPaper();
        List<Job> jobs = jobs(loaded, paper);
        ResultDirectory top = OutputOptions.directory(out);
        if (paper) {
            output.claim(top, FigureOptions.files(OVERVIEW));
        }
        // Kept until all is written, so that the whole paper can be taken up where it was.
        Map<Job, Checkpoint> checkpoints = new LinkedHashMap<>();
        try {
            for (Job job : jobs) {
                if (job.isSimulated()) {
                    checkpoints.put(
                            job,
                            output.open(
                                    job.directory(),
                                    path -> Checkpoint.open(path, job.fingerprint(), output.isForced())));
                    // Whoever writes while this one computes writes the same.
                    job.directory().replace();
                }
            }
            return compute(jobs, share, top, loaded, checkpoints);
        } catch (TakenOverException over) {
            return output.takenOver(Chatter.of(spec), jobs.get(jobs.size() - 1).directory(), FILES);
        } finally {
            for (Checkpoint checkpoint : checkpoints.values()) {
                checkpoint.close();
            }
        }
    }

    private int compute(
            List<Job> jobs, Share share, ResultDirectory top, LoadedPlugins loaded, Map<Job, Checkpoint> checkpoints)
            throws IOException {
        PrintWriter console = Chatter.of(spec);
        int total = replicates(jobs);
        RunListener progress = ProgressLine.of(spec, total);
        List<ExperimentResult> results = new ArrayList<>();
        Interruption watched =
                Interruption.of(spec, "replicates", () -> kept(checkpoints, Checkpoint::refreshed), total);
        try {
            Executor executor = jobs.get(0).experiment().executor();
            if (total > 0 && !shares.isGiven() && Launching.isElsewhere(executor)) {
                OptionalInt elsewhere =
                        launching(top, checkpoints, total, progress).by(executor);
                if (elsewhere.isPresent()) {
                    return elsewhere.getAsInt();
                }
            }
            for (Job job : jobs) {
                Report.begin(console, job.experiment());
                Optional<Checkpoint> checkpoint = Optional.ofNullable(checkpoints.get(job));
                checkpoint.filter(kept -> kept.size() > 0).ifPresent(kept -> {
                    console.println("  takes up " + (kept.isFinishedBefore() ? "a finished" : "an unfinished")
                            + " run: " + Math.min(kept.size(), replicates(job.experiment()))
                            + " replicates are there already");
                    console.flush();
                });
                if (!shares.isGiven()) {
                    results.add(run(job, loaded, console, progress, checkpoint));
                } else if (checkpoint.isPresent()) {
                    ExperimentRunner.compute(
                            job.experiment(),
                            progress,
                            Launching.here(job.experiment().executor()),
                            share,
                            checkpoint.get()::curve);
                }
            }
        } finally {
            watched.end();
        }
        if (shares.isGiven()) {
            shares.report(console, share, share.count(total), "replicate", top);
            return ExitCode.OK;
        }
        if (jobs.size() > 1) {
            overview(top, results, console);
        }
        for (Checkpoint checkpoint : checkpoints.values()) {
            checkpoint.finish();
        }
        return output.figures().areMissing() || results.stream().anyMatch(Report::hasTrouble)
                ? ExitCode.NUMERICAL_TROUBLE
                : ExitCode.OK;
    }

    private Launching launching(
            ResultDirectory top, Map<Job, Checkpoint> checkpoints, int total, RunListener progress) {
        progress.phase(source.experiment());
        return new Launching(
                spec,
                source.experiment(),
                top.path(),
                () -> kept(checkpoints, Checkpoint::refreshed),
                "replicates",
                () -> total,
                done -> progress.replicateFinished(done, total));
    }

    private void overview(ResultDirectory top, List<ExperimentResult> results, PrintWriter console) throws IOException {
        List<String> drawn = output.figures()
                .draw(
                        spec.commandLine().getErr(),
                        top,
                        OVERVIEW,
                        () -> Overview.of(results, BundledExperiments.columns()),
                        Page.SCREEN);
        if (!drawn.isEmpty()) {
            console.println("overview in " + top.path() + ": " + String.join(", ", drawn));
        }
    }

    private static int kept(Map<Job, Checkpoint> checkpoints, ToIntFunction<Checkpoint> size) {
        return checkpoints.values().stream().mapToInt(size).sum();
    }

    private static int replicates(List<Job> jobs) {
        return jobs.stream().mapToInt(job -> replicates(job.experiment())).sum();
    }

    private static int replicates(Experiment experiment) {
        return experiment.curves().size()
                * experiment.simulation().map(Experiment.Simulation::replicates).orElse(0);
    }

    private List<String> changes() {
        return theoryOnly ? List.of("simulation=none") : List.of();
    }

    /** Every experiment and its directory are checked before the first is run. */
    private List<Job> jobs(LoadedPlugins loaded, boolean paper) throws IOException {
        List<Job> jobs = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : paper ? BundledExperiments.ofPaper() : List.of(source.experiment())) {
            try {
                Experiment checked = source.read(name, loaded, changes());
                jobs.add(new Job(
                        checked,
                        OutputOptions.directory(paper ? out.resolve(name) : out),
                        Fingerprint.ofReplicates(checked, Version.text() + loaded.identity())));
            } catch (InvalidExperimentException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        if (!problems.isEmpty()) {
            // A wrong setting is wrong in all of them.
            throw new InvalidExperimentException(problems.stream().distinct().toList());
        }
        if (shares.isGiven() && jobs.stream().noneMatch(Job::isSimulated)) {
            throw new BadInputException("--shard: " + source.experiment()
                    + " has no simulation, and shares are made of its" + " replicates; run it as a whole");
        }
        if (jobs.stream().noneMatch(Job::isSimulated)) {
            Launching.requireNone(
                    jobs.get(0).experiment().executor(), "there is no simulation, whose replicates could be shared");
        }
        for (Job job : jobs) {
            requireMemory(job.experiment());
            claim(job);
        }
        return jobs;
    }

    /** Results stay unless they may be replaced; an unfinished run of the same experiment goes on. */
    private void claim(Job job) throws IOException {
        if (job.isSimulated() && output.goesOn(job.directory(), job.fingerprint())) {
            return;
        }
        output.requireNoForeignCheckpoint(job.directory());
        output.claim(job.directory(), files(job));
    }

    /** What must not stay of an earlier run; a checkpoint that is in use is removed by itself. */
    private static List<String> files(Job job) throws IOException {
        if (job.isSimulated()) {
            return FILES;
        }
        return Stream.concat(
                        FILES.stream(),
                        RecordStore.files(job.directory().path()).stream()
                                .map(file -> file.getFileName().toString()))
                .toList();
    }

    private void requireColumns(Experiment experiment) {
        List<String> known = experiment.columns().stream().map(Column::name).toList();
        for (String column : columns) {
            if (!known.contains(column)) {
                throw new BadInputException("--column " + column + ": the theory of " + experiment.name()
                        + " has no such curve; " + Names.advice(column, known));
            }
        }
    }

    /** One table to a pipe; what is said otherwise would spoil it. */
    private int stream(LoadedPlugins loaded) {
        if (source.isPaper()) {
            throw new BadInputException("--out -: takes one experiment, not all of the paper");
        }
        if (shares.isGiven()) {
            throw new BadInputException("--out -: a share keeps its replicates on disk; give a directory");
        }
        if (!format.isText()) {
            throw new BadInputException("--out -: writes csv or jsonl; give a directory for " + format.extension());
        }
        Experiment experiment = source.read(source.experiment(), loaded, changes());
        requireColumns(experiment);
        requireMemory(experiment);
        Launching.requireNone(experiment.executor(), "--out - takes what this process computes");
        ExperimentResult result =
                run(experiment, ProgressLine.of(spec, replicates(experiment)), curve -> ReplicateStore.NONE);
        Report.words(spec.commandLine().getErr(), result);
        PrintWriter pipe = spec.commandLine().getOut();
        pipe.print(new String(format.write(ResultTable.all(result, columns)), StandardCharsets.UTF_8));
        pipe.flush();
        return Report.hasTrouble(result) ? ExitCode.NUMERICAL_TROUBLE : ExitCode.OK;
    }

    private ExperimentResult run(
            Job job, LoadedPlugins loaded, PrintWriter console, RunListener progress, Optional<Checkpoint> checkpoint)
            throws IOException {
        IntFunction<ReplicateStore> stores =
                curve -> checkpoint.map(kept -> kept.curve(curve)).orElse(ReplicateStore.NONE);
        ExperimentResult result = run(job.experiment(), progress, stores);
        checkpoint.ifPresent(Checkpoint::requireOwn);
        Report.end(console, result, job.directory().path(), write(result, job, loaded));
        return result;
    }

    private ExperimentResult run(Experiment experiment, RunListener progress, IntFunction<ReplicateStore> stores) {
        return ExperimentRunner.run(
                experiment,
                progress,
                Launching.here(experiment.executor()),
                certify ? TheoryCheck.CERTIFICATE : TheoryCheck.QUICK,
                stores);
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

    private List<String> write(ExperimentResult result, Job job, LoadedPlugins loaded) throws IOException {
        ResultDirectory directory = job.directory();
        List<String> names = new ArrayList<>();
        names.add("theory." + format.extension());
        directory.add(names.get(0), file -> format.write(ResultTable.theory(result), file));
        if (result.experiment().simulation().isPresent()) {
            names.add("simulation." + format.extension());
            directory.add(names.get(1), file -> format.write(ResultTable.simulation(result), file));
        }
        directory.add("summary.json", Summary.toJson(result, loaded.plugins(), Version.text()));
        names.add("summary.json");
        directory.write(files(job));
        if (output.figures().areWanted() || report.isWanted()) {
            boolean drawn = output.figures()
                    .draw(spec.commandLine().getErr(), directory, () -> show(result, directory, loaded));
            names.addAll(drawn ? shown() : List.of());
        }
        return names;
    }

    private void show(ExperimentResult result, ResultDirectory directory, LoadedPlugins loaded) {
        FigureOptions figures = output.figures();
        Optional<Figure> figure = figures.areWanted() ? Optional.of(RunFigure.of(result)) : Optional.empty();
        figure.ifPresent(each -> figures.add(
                directory, FIGURE, each, RunFigure.page(result.experiment().figure())));
        if (report.isWanted()) {
            directory.add(
                    ReportOptions.FILE,
                    RunReport.toHtml(
                            result,
                            figure,
                            loaded.plugins(),
                            Citations.of(result.experiment()),
                            Version.text(),
                            figures.theme()));
        }
    }

    private List<String> shown() {
        return Stream.concat(
                        output.figures().written(FIGURE).stream(),
                        report.isWanted() ? Stream.of(ReportOptions.FILE) : Stream.empty())
                .toList();
    }
}
