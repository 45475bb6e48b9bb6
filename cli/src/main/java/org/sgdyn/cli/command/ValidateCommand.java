package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.sgdyn.cli.plot.ValidationFigure;
import org.sgdyn.cli.result.Checkpoint;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.TakenOverException;
import org.sgdyn.cli.result.ValidationTable;
import org.sgdyn.cli.result.Verdict;
import org.sgdyn.execution.Share;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.Validation;
import org.sgdyn.run.Validation.CurveValidation;
import org.sgdyn.run.Validation.Row;
import org.sgdyn.spi.Executor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sgdyn validate}: theory against simulation at a ladder of dimensions. */
@Command(
        name = "validate",
        header = "Measures how fast simulation approaches theory as the dimension grows.",
        description = {
            "Simulates an experiment at growing dimensions and measures how fast it approaches the theory: the largest "
                    + "distance over time should fall like d^-1/2. Exit code 1 if the fitted exponent's 95 %% interval "
                    + "excludes -1/2 while the simulated mean is biased. Finished replicates are kept: after a kill the same "
                    + "command goes on."
        },
        footerHeading = "%nExample:%n",
        footer = "  sgdyn validate logistic-power-law-a -o validation --dimensions 100,200,400,800")
public final class ValidateCommand extends ExperimentSubcommand {

    private static final String TABLE = "validation.csv";
    private static final String FIGURE = "validation";

    @Option(
            names = "--dimensions",
            split = ",",
            defaultValue = "100,200,400,800,1600,3200",
            paramLabel = "D",
            description = "The ladder. Default: ${DEFAULT-VALUE}.")
    private List<Integer> dimensions;

    @Option(
            names = "--replicates",
            defaultValue = "20",
            paramLabel = "N",
            description = "Simulated runs at each dimension, at least 2. Default: ${DEFAULT-VALUE}.")
    private int replicates;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Where table and figure go.")
    private Path out;

    @Mixin
    private ShareOptions shares;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        source.requireOne("validate");
        List<Integer> ladder = dimensions.stream().distinct().sorted().toList();
        if (ladder.size() < 3) {
            throw new BadInputException("--dimensions: give three different ones or more, not " + dimensions);
        }
        if (replicates < 2) {
            throw new BadInputException("--replicates: must be >= 2, not " + replicates);
        }
        Share share = shares.share();
        LoadedPlugins loaded = source.plugins();
        source.requireDimension(loaded);
        List<Experiment> experiments = new ArrayList<>();
        for (int d : ladder) {
            experiments.add(source.read(loaded, "dimension=" + d, "simulation.replicates=" + replicates));
        }
        experiments.forEach(RunLimits::require);
        List<String> files = new ArrayList<>(List.of(TABLE));
        files.addAll(FigureOptions.files(FIGURE));
        ResultDirectory directory = OutputOptions.directory(out);
        byte[] fingerprint = fingerprint(experiments, Version.text() + loaded.identity());
        if (!output.goesOn(directory, fingerprint)) {
            output.claim(directory, files);
        }
        try (Checkpoint checkpoint =
                output.open(directory, path -> Checkpoint.open(path, fingerprint, output.isForced()))) {
            // Whoever writes while this one computes writes the same.
            directory.replace();
            return compute(experiments, share, directory, files, checkpoint);
        } catch (TakenOverException over) {
            return output.takenOver(Chatter.of(spec), directory, files);
        }
    }

    private static byte[] fingerprint(List<Experiment> ladder, String program) {
        StringBuilder prints = new StringBuilder("validation");
        ladder.forEach(experiment -> prints.append(HexFormat.of().formatHex(Fingerprint.of(experiment, program))));
        return Fingerprint.of(prints.toString());
    }

    private int compute(
            List<Experiment> ladder, Share share, ResultDirectory directory, List<String> files, Checkpoint checkpoint)
            throws IOException {
        int total = ladder.size() * replicates * ladder.get(0).curves().size();
        Executor executor = ladder.get(0).executor();
        RunListener progress = ProgressLine.of(spec, total);
        if (checkpoint.size() > 0) {
            Chatter.of(spec)
                    .println("  takes up an unfinished validation: " + checkpoint.size()
                            + " replicates are there already");
        }
        Validation validation;
        Interruption watched = Interruption.of(spec, "replicates", checkpoint::refreshed, total);
        try {
            if (shares.isGiven()) {
                Validation.compute(ladder, progress, Launching.here(executor), share, checkpoint::curve);
                int each = replicates * ladder.get(0).curves().size();
                shares.report(Chatter.of(spec), share, ladder.size() * share.count(each), "replicate", directory);
                return ExitCode.OK;
            }
            progress.phase(ladder.get(0).name());
            OptionalInt elsewhere = new Launching(
                            spec,
                            source.experiment(),
                            directory.path(),
                            checkpoint::refreshed,
                            "replicates",
                            () -> total,
                            done -> progress.replicateFinished(done, total))
                    .by(executor);
            if (elsewhere.isPresent()) {
                return elsewhere.getAsInt();
            }
            validation = Validation.of(ladder, progress, Launching.here(executor), checkpoint::curve);
        } finally {
            watched.end();
        }
        checkpoint.requireOwn();
        int code = write(validation, directory, files);
        checkpoint.discard();
        return code;
    }

    private int write(Validation validation, ResultDirectory directory, List<String> files) throws IOException {
        directory.add(TABLE, ValidationTable.toCsv(validation));
        directory.write(files);
        List<String> written = new ArrayList<>(List.of(TABLE));
        written.addAll(output.figures()
                .draw(spec.commandLine().getErr(), directory, FIGURE, () -> ValidationFigure.of(validation)));
        PrintWriter console = spec.commandLine().getOut();
        console.println(validation.name() + ": " + replicates + " replicates at each dimension");
        validation.curves().forEach(curve -> print(console, curve));
        console.flush();
        Chatter.of(spec).println("  written to " + directory.path() + ": " + String.join(", ", written));
        if (validation.curves().stream().anyMatch(CurveValidation::disagrees)) {
            return ExitCode.DISAGREEMENT;
        }
        boolean troubled =
                validation.curves().stream().anyMatch(curve -> !curve.troubles().isEmpty());
        return troubled || output.figures().areMissing() ? ExitCode.NUMERICAL_TROUBLE : ExitCode.OK;
    }

    private static void print(PrintWriter console, CurveValidation curve) {
        if (!curve.name().isEmpty()) {
            console.println("  " + curve.name());
        }
        console.println("  " + verdict(curve));
        console.println(format(
                "  %8s  sup |%s - theory|  95 %% interval           agreement of means", "d", curve.statistic()));
        for (Row row : curve.fitted()) {
            if (Double.isNaN(row.distance())) {
                console.println(format("  %8d  nothing to compare up to the end", row.dimension()));
                continue;
            }
            double half = Validation.HALF_WIDTH * row.standardError();
            console.println(format(
                    "  %8d  %-12.5g        %.5g to %-12.5g  %s",
                    row.dimension(),
                    row.distance(),
                    row.distance() - half,
                    row.distance() + half,
                    Double.isNaN(row.p()) ? "not judged" : Verdict.probability(row.p())));
        }
        curve.troubles().forEach(trouble -> console.println("  " + trouble));
        console.println("  "
                + curve.exponent()
                        .map(exponent -> format(
                                "exponent %.3f, 95 %% interval %.3f to %.3f (expected -0.5)",
                                exponent.value(),
                                exponent.value() - Validation.HALF_WIDTH * exponent.standardError(),
                                exponent.value() + Validation.HALF_WIDTH * exponent.standardError()))
                        .orElse("no exponent: a distance is 0, or too few replicates reached the end"));
        Verdict.of(curve.agreement(), UnaryOperator.identity(), "--replicates")
                .forEach(words -> console.println("  at the largest dimension " + words));
        curve.firstDeparture()
                .ifPresent(first -> console.println("  at the largest dimension " + first.column()
                        + " departs first, at t = " + Decimals.rounded(first.first())));
    }

    /** What the exponent and the means say together. */
    private static String verdict(CurveValidation curve) {
        if (curve.disagrees()) {
            return "theory and simulation disagree: the distance does not fall like d^-0.5, and the mean of "
                    + curve.statistic() + " departs";
        }
        String distance = curve.exponent()
                .map(exponent -> exponent.excludesExpected()
                        ? "the distance does not fall like d^-0.5"
                        : "the distance falls like d^-0.5")
                .orElse("nothing is known of how the distance falls");
        String mean = curve.departs()
                ? "the mean of " + curve.statistic() + " departs at some dimension"
                : curve.agreement().isJudged()
                        ? "the mean of " + curve.statistic() + " agrees with the theory at every dimension"
                        : "replicates are too few to judge the mean of " + curve.statistic();
        return distance + ", and " + mean;
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
