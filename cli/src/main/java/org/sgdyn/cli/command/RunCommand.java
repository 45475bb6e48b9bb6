package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.sgdyn.cli.plot.CurveOrder;
import org.sgdyn.cli.result.Checkpoint;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.Summary;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.cli.result.TakenOverException;
import org.sgdyn.execution.Share;
import org.sgdyn.experiment.Experiment;
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
import picocli.CommandLine.Parameters;

/** {@code sgdyn run}: one experiment or several, to directories of results. */
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
            "  sgdyn run mine.yaml --out - --column risk | tail -n 1",
            "  sgdyn run first.yaml second.yaml --out both",
            "  sgdyn run paper:fig1 --out fig1 --width page"
        })
public final class RunCommand extends ExperimentSubcommand {

    private static final String STREAM = "-";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "FURTHER",
            completionCandidates = Candidates.Experiments.class,
            description =
                    "Further experiments: each gets a directory of its own below DIR, and overview shows the risk of all.")
    private List<String> further = new ArrayList<>();

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
        List<RunJob> jobs = jobs(loaded);
        RunPictures pictures = new RunPictures(
                spec.commandLine().getErr(),
                output.figures(),
                report.isWanted(),
                loaded,
                group(),
                CurveOrder.of(jobs.stream().map(RunJob::curves).toList()));
        ResultDirectory top = OutputOptions.directory(out);
        if (jobs.size() > 1) {
            output.claim(top, RunPictures.overviewFiles());
        }
        // Kept until all is written, so that the whole paper can be taken up where it was.
        Map<RunJob, Checkpoint> checkpoints = new LinkedHashMap<>();
        try {
            for (RunJob job : jobs) {
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
            return compute(jobs, share, top, pictures, checkpoints);
        } catch (TakenOverException over) {
            return output.takenOver(Chatter.of(spec), jobs.get(jobs.size() - 1).directory(), RunJob.FILES);
        } finally {
            for (Checkpoint checkpoint : checkpoints.values()) {
                checkpoint.close();
            }
        }
    }

    private int compute(
            List<RunJob> jobs,
            Share share,
            ResultDirectory top,
            RunPictures pictures,
            Map<RunJob, Checkpoint> checkpoints)
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
            for (RunJob job : jobs) {
                Report.begin(console, job.experiment());
                Optional<Checkpoint> checkpoint = Optional.ofNullable(checkpoints.get(job));
                checkpoint.filter(kept -> kept.size() > 0).ifPresent(kept -> {
                    console.println("  takes up " + (kept.isFinishedBefore() ? "a finished" : "an unfinished")
                            + " run: " + Math.min(kept.size(), job.replicates())
                            + " replicates are there already");
                    console.flush();
                });
                if (!shares.isGiven()) {
                    results.add(run(job, pictures, console, progress, checkpoint));
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
            List<String> drawn = pictures.overview(top, results);
            if (!drawn.isEmpty()) {
                console.println("overview in " + top.path() + ": " + String.join(", ", drawn));
            }
        }
        for (Checkpoint checkpoint : checkpoints.values()) {
            checkpoint.finish();
        }
        return output.figures().areMissing() || results.stream().anyMatch(Report::hasTrouble)
                ? ExitCode.NUMERICAL_TROUBLE
                : ExitCode.OK;
    }

    private Launching launching(
            ResultDirectory top, Map<RunJob, Checkpoint> checkpoints, int total, RunListener progress) {
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

    private static int kept(Map<RunJob, Checkpoint> checkpoints, ToIntFunction<Checkpoint> size) {
        return checkpoints.values().stream().mapToInt(size).sum();
    }

    private static int replicates(List<RunJob> jobs) {
        return jobs.stream().mapToInt(RunJob::replicates).sum();
    }

    private ExperimentGroup group() {
        return ExperimentGroup.of(source.experiment(), further);
    }

    private List<String> changes() {
        return theoryOnly ? List.of("simulation=none") : List.of();
    }

    /** Every experiment and its directory are checked before the first is run. */
    private List<RunJob> jobs(LoadedPlugins loaded) throws IOException {
        List<RunJob> jobs = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        ExperimentGroup group = group();
        for (String name : group.names()) {
            try {
                Experiment checked = source.read(name, loaded, changes());
                jobs.add(new RunJob(
                        checked,
                        OutputOptions.directory(group.directory(out, name)),
                        Fingerprint.ofReplicates(checked, Version.text() + loaded.identity())));
            } catch (InvalidExperimentException invalid) {
                problems.addAll(invalid.problems());
            }
        }
        if (!problems.isEmpty()) {
            // A wrong setting is wrong in all of them.
            throw new InvalidExperimentException(problems.stream().distinct().toList());
        }
        if (shares.isGiven() && jobs.stream().noneMatch(RunJob::isSimulated)) {
            throw new BadInputException("--shard: " + source.experiment()
                    + " has no simulation, and shares are made of its" + " replicates; run it as a whole");
        }
        if (jobs.stream().noneMatch(RunJob::isSimulated)) {
            Launching.requireNone(
                    jobs.get(0).experiment().executor(), "there is no simulation, whose replicates could be shared");
        }
        for (RunJob job : jobs) {
            RunLimits.require(job.experiment());
            claim(job);
        }
        return jobs;
    }

    /** Results stay unless they may be replaced; an unfinished run of the same experiment goes on. */
    private void claim(RunJob job) throws IOException {
        if (job.isSimulated() && output.goesOn(job.directory(), job.fingerprint())) {
            return;
        }
        output.requireNoForeignCheckpoint(job.directory());
        output.claim(job.directory(), job.files());
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
        if (!group().isAlone()) {
            throw new BadInputException("--out -: takes one experiment, not several");
        }
        if (shares.isGiven()) {
            throw new BadInputException("--out -: a share keeps its replicates on disk; give a directory");
        }
        if (!format.isText()) {
            throw new BadInputException("--out -: writes csv or jsonl; give a directory for " + format.extension());
        }
        Experiment experiment = source.read(source.experiment(), loaded, changes());
        requireColumns(experiment);
        RunLimits.require(experiment);
        Launching.requireNone(experiment.executor(), "--out - takes what this process computes");
        ExperimentResult result =
                run(experiment, ProgressLine.of(spec, RunJob.replicates(experiment)), curve -> ReplicateStore.NONE);
        Report.words(spec.commandLine().getErr(), result);
        PrintWriter pipe = spec.commandLine().getOut();
        pipe.print(new String(format.write(ResultTable.all(result, columns)), StandardCharsets.UTF_8));
        pipe.flush();
        return Report.hasTrouble(result) ? ExitCode.NUMERICAL_TROUBLE : ExitCode.OK;
    }

    private ExperimentResult run(
            RunJob job,
            RunPictures pictures,
            PrintWriter console,
            RunListener progress,
            Optional<Checkpoint> checkpoint)
            throws IOException {
        IntFunction<ReplicateStore> stores =
                curve -> checkpoint.map(kept -> kept.curve(curve)).orElse(ReplicateStore.NONE);
        ExperimentResult result = run(job.experiment(), progress, stores);
        checkpoint.ifPresent(Checkpoint::requireOwn);
        Report.end(console, result, job.directory().path(), write(result, job, pictures));
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

    private List<String> write(ExperimentResult result, RunJob job, RunPictures pictures) throws IOException {
        ResultDirectory directory = job.directory();
        List<String> names = new ArrayList<>();
        names.add("theory." + format.extension());
        directory.add(names.get(0), file -> format.write(ResultTable.theory(result), file));
        if (result.experiment().simulation().isPresent()) {
            names.add("simulation." + format.extension());
            directory.add(names.get(1), file -> format.write(ResultTable.simulation(result), file));
        }
        directory.add("summary.json", Summary.toJson(result, pictures.loaded().plugins(), Version.text()));
        names.add("summary.json");
        directory.write(job.files());
        names.addAll(pictures.draw(result, directory));
        return names;
    }
}
