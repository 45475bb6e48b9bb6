package org.sgdyn.cli.command;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.plot.PredictionCharts;
import org.sgdyn.cli.result.Forecast;
import org.sgdyn.cli.result.ForecastSummary;
import org.sgdyn.cli.result.PredictedCurve;
import org.sgdyn.cli.result.PredictionTable;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.data.DataException;
import org.sgdyn.data.SampleFiles;
import org.sgdyn.fit.FitSettings;
import org.sgdyn.fit.FitSummary;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.fit.MixtureFile;
import org.sgdyn.plugin.LoadedPlugins;
import org.sgdyn.run.RunListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sgdyn predict}: from real samples to SGD's learning curve, with the real one beside it. */
@Command(
        name = "predict",
        header = "Predicts SGD's learning curve on labelled samples in a file, and runs SGD on them.",
        description = {
            "Fits a Gaussian mixture to the samples, solves the theory of one-pass SGD on it, takes away what the fit flatters by its half "
                    + "fits, and lets SGD pass over the same samples, measured on others that the fit has not seen. Writes mixture.npz, "
                    + "experiment.yaml, which sgdyn run repeats, prediction.csv, summary.json and the figure in the formats of --figures."
        },
        footer = {
            "  sgdyn predict mine.csv --loss softmax --out prediction",
            "  sgdyn predict train-images-idx3-ubyte.gz --pca 100 --loss softmax \\",
            "      --learning-rate 0.05,0.1 --out fashion",
            "  sgdyn predict mine.csv --classes a,b --quick --out two \\",
            "      --loss '{type: huber, delta: 2}'"
        })
public final class PredictCommand extends Subcommand {

    private static final String MIXTURE = "mixture.npz";
    private static final String EXPERIMENT = "experiment.yaml";
    private static final String TABLE = "prediction.csv";
    private static final String SUMMARY = "summary.json";
    private static final String FIGURE = "figure";

    private static final double TENFOLD = 10;

    /** Samples after which the first output time lies; before, chance in single samples is all. */
    private static final double FIRST = 10;

    /** The decades of time that are shown at most. */
    private static final double LONGEST = 1e4;

    @Mixin
    private FitOptions fit;

    @Option(
            names = "--loss",
            required = true,
            paramLabel = "LOSS",
            completionCandidates = Candidates.Losses.class,
            description = "The name of a loss, or an object such as '{type: huber, delta: 1}'.")
    private String loss;

    @Option(
            names = "--learning-rate",
            split = ",",
            paramLabel = "RATE",
            description =
                    "Constant learning rates. Default: of eight between 1/64 and 1/2 of the largest stable one of least squares the best in theory, and its neighbours.")
    private List<Double> rates = List.of();

    @Option(
            names = "--time",
            paramLabel = "T",
            description = "Where the curves end, in units of d samples. Default: one pass over the fitted samples.")
    private @Nullable Double time;

    @Option(
            names = "--replicates",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Passes of SGD over the samples, each in an order of its own; 0 for prediction alone. Default: ${DEFAULT-VALUE}.")
    private int replicates;

    @Option(
            names = "--resamples",
            paramLabel = "N",
            defaultValue = "8",
            description =
                    "How often samples are drawn anew from the fit, for the band that chance in the samples leaves; 0 for none. Default: ${DEFAULT-VALUE}.")
    private int resamples;

    @Option(
            names = "--quick",
            description =
                    "Leaves out the resamples, twice the components per class, and what ten times the samples would give.")
    private boolean quick;

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Where the results go.")
    private Path out;

    @Mixin
    private PluginOptions plugins;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws IOException {
        FitSettings settings = fit.settings();
        requireOptions(settings);
        if (replicates > 0 && SampleFiles.isParquet(fit.data())) {
            throw new BadInputException(
                    fit.data() + ": it is Parquet, of which a mixture is fitted, but SGD reads none;"
                            + " save it as NPY, NPZ, CSV, IDX or libsvm, or give --replicates 0 for prediction alone");
        }
        LoadedPlugins loaded = plugins.load();
        PredictLoss asked = PredictLoss.of(loss, loaded.catalog());
        String algebra = LinearAlgebra.name();
        List<String> files = new ArrayList<>(List.of(MIXTURE, EXPERIMENT, TABLE, SUMMARY));
        files.addAll(FigureOptions.files(FIGURE));
        ResultDirectory directory = OutputOptions.directory(out);
        for (String each : files) {
            fit.requireApart(out, directory.path().resolve(each));
        }
        output.claim(directory, files);
        try (Scratch scratch = Scratch.of(spec)) {
            FitOptions.Fitted fitted = fit.fit(spec, plugins, settings);
            return predict(fitted.mixture(), asked, algebra, loaded, directory, files, scratch.file(MIXTURE));
        }
    }

    private int predict(
            FittedMixture mixture,
            PredictLoss asked,
            String algebra,
            LoadedPlugins loaded,
            ResultDirectory directory,
            List<String> files,
            Path file)
            throws IOException {
        PredictLoss.Chosen chosen = asked.with(mixture);
        FitSummary summary = FitSummary.of(mixture);
        double end = end(mixture);
        double start = Math.min(end / 10, Math.max(FIRST / mixture.dimension(), end / LONGEST));
        PredictedExperiment plan =
                new PredictedExperiment(name(), chosen, mixture.settings().seed(), start, end);
        try (OutputStream stream = Files.newOutputStream(file)) {
            MixtureFile.write(mixture, stream);
        }
        PredictReport report = new PredictReport(spec.commandLine().getOut(), mixture, chosen);
        report.begin(name(), summary, end);
        RunListener progress = ProgressLine.of(spec, 0);
        Predictor predictor = new Predictor(plan, mixture, file, loaded.catalog(), progress);
        List<Double> learned = rates.isEmpty()
                ? predictor.rates(summary)
                : rates.stream().sorted().toList();
        Forecast forecast = forecast(predictor, learned);
        directory.add(MIXTURE, stream -> MixtureFile.write(mixture, stream));
        directory.add(EXPERIMENT, plan.text(learned, MIXTURE, simulation(Optional.of(directory.path()))));
        directory.add(TABLE, stream -> TableFormat.CSV.write(PredictionTable.of(forecast.curves()), stream));
        directory.add(SUMMARY, ForecastSummary.toJson(name(), forecast, mixture, summary, algebra, Version.text()));
        directory.write(files);
        List<String> written = new ArrayList<>(List.of(MIXTURE, EXPERIMENT, TABLE, SUMMARY));
        written.addAll(output.figures()
                .draw(spec.commandLine().getErr(), directory, FIGURE, () -> PredictionCharts.figure(name(), forecast)));
        report.end(forecast);
        Chatter.of(spec).println("  written to " + directory.path() + ": " + String.join(", ", written));
        boolean isWhole =
                forecast.curves().stream().allMatch(curve -> curve.trouble().isEmpty());
        return isWhole && !output.figures().areMissing() ? ExitCode.OK : ExitCode.NUMERICAL_TROUBLE;
    }

    private Forecast forecast(Predictor predictor, List<Double> learned) throws IOException {
        List<PredictedCurve> curves = predictor.curves(learned, simulation(Optional.empty()), quick ? 0 : resamples);
        Forecast plain = new Forecast(curves, Map.of(), Map.of());
        Optional<PredictedCurve> best = plain.best();
        if (quick || best.isEmpty()) {
            return plain;
        }
        Map<String, Double> finer = Map.of();
        try {
            FitSettings twice = fit.settings().withComponents(2 * fit.settings().components());
            finer = predictor.from(
                    fit.fit(spec, plugins, twice).mixture(), best.get().learningRate());
        } catch (DataException tooFew) {
            Chatter.of(spec).println("  twice the components per class cannot be fitted: " + tooFew.getMessage());
        }
        return new Forecast(curves, predictor.later(best.get(), TENFOLD), finer);
    }

    private Optional<Map<String, Object>> simulation(Optional<Path> directory) {
        if (replicates == 0) {
            return Optional.empty();
        }
        Map<String, Object> simulation = new LinkedHashMap<>(fit.simulation(directory));
        simulation.put("replicates", replicates);
        return Optional.of(simulation);
    }

    /** The end of the curves: SGD has no samples beyond one pass. */
    private double end(FittedMixture mixture) {
        int d = mixture.dimension();
        double pass = (double) mixture.fitted() / d;
        // A quotient may be rounded up.
        pass = pass * d > mixture.fitted() ? Math.nextDown(pass) : pass;
        if (time != null && replicates > 0 && time > pass) {
            throw new BadInputException("--time " + Decimals.exact(time) + ": one pass over the " + mixture.fitted()
                    + " fitted samples ends at t = samples / d = " + pass
                    + "; give less, or --replicates 0 for prediction alone");
        }
        return time == null ? pass : time;
    }

    private void requireOptions(FitSettings settings) {
        if (replicates < 0) {
            throw new BadInputException("--replicates " + replicates + ": it must be 0 or more");
        }
        if (resamples < 0 || resamples == 1) {
            throw new BadInputException("--resamples " + resamples + ": it must be 0, or 2 or more, to tell a spread");
        }
        if (replicates > 0 && settings.holdout() == 0) {
            throw new BadInputException(
                    "--holdout 0: leaves no samples to measure SGD on; hold some out, or give --replicates 0 for prediction alone");
        }
        if (time != null && !(time > 0 && time < Double.POSITIVE_INFINITY)) {
            throw new BadInputException("--time " + Decimals.exact(time) + ": it must be a number above 0");
        }
        if (rates.stream().anyMatch(rate -> !(rate > 0 && rate < Double.POSITIVE_INFINITY))
                || new HashSet<>(rates).size() < rates.size()) {
            throw new BadInputException("--learning-rate "
                    + String.join(",", rates.stream().map(Decimals::exact).toList())
                    + ": give numbers above 0, each once");
        }
    }

    /** The name of the data's file up to its first dot. */
    private String name() {
        String file = String.valueOf(fit.data().getFileName());
        int dot = file.indexOf('.', 1);
        return dot < 0 ? file : file.substring(0, dot);
    }
}
