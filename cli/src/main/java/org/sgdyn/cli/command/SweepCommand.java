package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.SweepFigures;
import org.sgdyn.cli.report.SweepReport;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.Summary;
import org.sgdyn.cli.result.SweepCheckpoint;
import org.sgdyn.cli.result.SweepTable;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.cli.result.TakenOverException;
import org.sgdyn.execution.Share;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.run.RunListener;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.sweep.MeasuredBoundary;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepRunner;
import org.sgdyn.sweep.SweepWorker;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sgdyn sweep}: an experiment at every point of a grid. */
@Command(
        name = "sweep",
        header = "Runs an experiment at every point of a grid, and draws what was measured.",
        description = {
            "Writes sweep.csv, a row per point, summary.json, figures and report.html. Finished points are kept on disk: after a kill the "
                    + "same command goes on. A point that cannot be computed is a row with its outcome in words."
        },
        footer = {
            "  sgdyn sweep phase-power-law --out phase",
            "  sgdyn sweep mine.yaml -o maps -s grid.0.points=11 -s experiment.time.end=9"
        })
public final class SweepCommand extends PluginSubcommand {

    private static final double NANOS_PER_SECOND = 1e9;

    @Parameters(
            paramLabel = "FILE|NAME",
            completionCandidates = Candidates.Sweeps.class,
            description = "A sweep file, or the name of a bundled sweep.")
    private String source;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Where the results go.")
    private Path out;

    @Mixin
    private SettingOptions settings;

    @Option(
            names = "--executor",
            paramLabel = "EXECUTOR",
            completionCandidates = Candidates.Executors.class,
            description = "Takes another executor, with those of the sweep's parameters that it knows.")
    private @Nullable String executor;

    @Option(
            names = "--format",
            defaultValue = "csv",
            paramLabel = "FORMAT",
            description = "The format of the table: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private TableFormat format;

    @Mixin
    private ShareOptions shares;

    @Mixin
    private OutputOptions output;

    @Mixin
    private ReportOptions report;

    @Override
    public Integer call() throws IOException {
        if (out.toString().equals("-")) {
            throw new BadInputException("--out -: a sweep keeps finished points on disk; give it a directory");
        }
        Share share = shares.share();
        LinearAlgebra.requireKnown();
        LoadedPlugins loaded = plugins.load();
        Sweep sweep = SweepFile.read(Source.sweep(source), executor, settings.all(), loaded.catalog());
        ResultDirectory directory = OutputOptions.directory(out);
        byte[] fingerprint = Fingerprint.of(Version.text() + loaded.identity() + sweep.digest());
        if (!output.goesOn(directory, fingerprint)) {
            output.claim(directory, files(sweep));
        }
        PrintWriter console = Chatter.of(spec);
        console.println(sweep.name() + ": " + words(sweep));
        console.flush();
        try (SweepCheckpoint checkpoint =
                output.open(directory, path -> SweepCheckpoint.open(path, fingerprint, output.isForced()))) {
            // Whoever writes while this one computes writes the same.
            directory.replace();
            return compute(sweep, share, loaded, directory, checkpoint, console);
        } catch (TakenOverException over) {
            return output.takenOver(console, directory, files(sweep));
        }
    }

    private int compute(
            Sweep sweep,
            Share share,
            LoadedPlugins loaded,
            ResultDirectory directory,
            SweepCheckpoint checkpoint,
            PrintWriter console)
            throws IOException {
        int found = checkpoint.size();
        if (found > 0) {
            console.println("  takes up an unfinished sweep: " + found + " points are there already");
            console.flush();
        }
        RunListener progress = ProgressLine.of(spec, "point", sweep.size());
        progress.phase(sweep.name());
        progress.replicatesFound(found);
        long start = System.nanoTime();
        SweepRunner.Result result;
        Interruption watched = Interruption.of(spec, "points", checkpoint::refreshed, sweep.size());
        try {
            if (!shares.isGiven()) {
                IntSupplier total = () -> SweepRunner.total(sweep, checkpoint);
                OptionalInt elsewhere = new Launching(
                                spec,
                                sweep.name(),
                                directory.path(),
                                checkpoint::refreshed,
                                "points",
                                total,
                                done -> progress.replicateFinished(done, Math.max(done, total.getAsInt())))
                        .by(sweep.executor());
                if (elsewhere.isPresent()) {
                    return elsewhere.getAsInt();
                }
            }
            result = SweepRunner.run(
                    sweep,
                    Launching.here(sweep.executor()),
                    SweepWorker.of(sweep, loaded.catalog()),
                    share,
                    checkpoint,
                    Cancellation.NEVER,
                    progress::replicateFinished);
        } finally {
            watched.end();
        }
        if (shares.isGiven()) {
            if (sweep.refinement().isPresent()) {
                shares.reportRound(console, share, checkpoint.refreshed(), result.isWhole(), directory);
            } else {
                shares.report(console, share, share.count(sweep.size()), "point", directory);
            }
            return ExitCode.OK;
        }
        List<SweepRow> rows = result.rows();
        checkpoint.requireOwn();
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        List<String> written = write(sweep, rows, directory, loaded, seconds, found);
        checkpoint.discard();
        return report(console, sweep, rows, directory, written, seconds);
    }

    private static String words(Sweep sweep) {
        return sweep.refinement()
                .map(refinement -> "a grid that is refined where " + refinement.measure() + " changes, up to "
                        + sweep.size() + " points")
                .orElse(sweep.size() + " points");
    }

    /** Every file that a sweep may write, whatever the format of its table. */
    private static List<String> files(Sweep sweep) {
        return Stream.of(
                        Arrays.stream(TableFormat.values()).map(each -> "sweep." + each.extension()),
                        Stream.of("summary.json", ReportOptions.FILE),
                        SweepFigures.names(sweep).stream().flatMap(name -> FigureOptions.files(name).stream()))
                .flatMap(names -> names)
                .toList();
    }

    private List<String> write(
            Sweep sweep,
            List<SweepRow> rows,
            ResultDirectory directory,
            LoadedPlugins loaded,
            double seconds,
            int found)
            throws IOException {
        List<String> names = new ArrayList<>(List.of("sweep." + format.extension(), "summary.json"));
        directory.add(names.get(0), file -> format.write(SweepTable.of(sweep, rows), file));
        directory.add(names.get(1), Summary.toJson(sweep, rows, loaded.plugins(), Version.text(), seconds, found));
        directory.write(files(sweep));
        if (output.figures().areWanted() || report.isWanted()) {
            List<String> shown = new ArrayList<>();
            boolean areDrawn = output.figures()
                    .draw(
                            spec.commandLine().getErr(),
                            directory,
                            () -> shown.addAll(show(sweep, rows, directory, loaded)));
            names.addAll(areDrawn ? shown : List.of());
        }
        return names;
    }

    /** Adds figures and report; their names. */
    private List<String> show(Sweep sweep, List<SweepRow> rows, ResultDirectory directory, LoadedPlugins loaded) {
        FigureOptions figures = output.figures();
        List<String> names = new ArrayList<>();
        Optional<Map<String, Figure>> drawn =
                figures.areWanted() ? Optional.of(SweepFigures.of(sweep, rows)) : Optional.empty();
        drawn.orElse(Map.of()).forEach((name, figure) -> {
            figures.add(directory, name, figure);
            names.addAll(figures.written(name));
        });
        if (report.isWanted()) {
            directory.add(
                    ReportOptions.FILE,
                    SweepReport.toHtml(
                            sweep,
                            rows,
                            drawn,
                            "sweep." + format.extension(),
                            loaded.plugins(),
                            Version.text(),
                            figures.theme()));
            names.add(ReportOptions.FILE);
        }
        return names;
    }

    private int report(
            PrintWriter console,
            Sweep sweep,
            List<SweepRow> rows,
            ResultDirectory directory,
            List<String> written,
            double seconds) {
        List<SweepRow> troubled = rows.stream().filter(row -> !row.isComplete()).toList();
        console.println(String.format(
                Locale.ROOT,
                "  %.1f s; %d of %d points without trouble",
                seconds,
                rows.size() - troubled.size(),
                rows.size()));
        troubled.stream()
                .findFirst()
                .ifPresent(row ->
                        console.println("  first trouble, at " + sweep.words(row.index()) + ": " + row.outcome()));
        for (int m = 0; m < sweep.measures().size(); m++) {
            int measure = m;
            long missing = rows.stream()
                    .filter(SweepRow::isComplete)
                    .filter(row -> !Double.isFinite(row.value(0, measure)))
                    .count();
            if (missing > 0) {
                console.println(
                        "  " + sweep.measures().get(m).name() + " has no finite value at " + missing + " of them");
            }
        }
        MeasuredBoundary.of(sweep, rows)
                .ifPresent(boundary -> console.println(String.format(
                        Locale.ROOT,
                        "  measured and predicted boundary are at most %.2f cells of the grid apart",
                        boundary.worst())));
        if (output.figures().areWanted()) {
            if (SweepFigures.names(sweep).isEmpty()) {
                console.println("  " + SweepFigures.NEEDS);
            } else if (!output.figures().areMissing() && written.stream().noneMatch(FigureOptions::isPicture)) {
                console.println("  no figure: no point gave a value");
            }
        }
        console.println("  written to " + directory.path() + ": " + String.join(", ", written));
        console.flush();
        return troubled.isEmpty() && !output.figures().areMissing() ? ExitCode.OK : ExitCode.NUMERICAL_TROUBLE;
    }
}
