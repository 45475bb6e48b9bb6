package org.sgdyn.cli.result;

import static org.sgdyn.cli.result.PredictedCurve.last;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sgdyn.fit.FitSettings;
import org.sgdyn.fit.FitSummary;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.spi.Outcome;

/** The text of a prediction's {@code summary.json}: the data, the fit, the experiment, and where each curve ends. */
public final class ForecastSummary {

    private ForecastSummary() {}

    /**
     * Writes the summary.
     *
     * @param name what the prediction is called
     * @param forecast the prediction
     * @param mixture the fit
     * @param summary what the fit says
     * @param algebra the linear algebra that computed it
     * @param version the program's version
     * @return JSON text, ending in a line feed
     */
    public static String toJson(
            String name, Forecast forecast, FittedMixture mixture, FitSummary summary, String algebra, String version) {
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        root.put("name", name);
        root.put("version", version);
        root.put("linearAlgebra", algebra);
        root.put("data", data(mixture));
        root.put("fit", fit(mixture, summary));
        root.put(
                "curves", forecast.curves().stream().map(ForecastSummary::curve).toList());
        forecast.best().ifPresent(best -> root.put("bestLearningRate", best.learningRate()));
        forecast.bestOfSgd().ifPresent(best -> root.put("bestLearningRateOfSgd", best.learningRate()));
        if (!forecast.tenfold().isEmpty()) {
            root.put("tenTimesTheSamples", new TreeMap<>(forecast.tenfold()).descendingMap());
        }
        if (!forecast.finer().isEmpty()) {
            root.put("twiceTheComponents", new TreeMap<>(forecast.finer()).descendingMap());
        }
        return Json.text(root);
    }

    private static Map<String, Object> data(FittedMixture mixture) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("source", mixture.source());
        data.put("sha256", mixture.sha256());
        data.put("samples", mixture.samples());
        data.put("heldOut", mixture.heldOut());
        data.put("classes", mixture.labels());
        return data;
    }

    private static Map<String, Object> fit(FittedMixture mixture, FitSummary summary) {
        FitSettings settings = mixture.settings();
        Map<String, Object> fit = new LinkedHashMap<>();
        fit.put("samples", mixture.fitted());
        fit.put("dimension", mixture.dimension());
        fit.put("componentsPerClass", settings.components());
        fit.put("components", mixture.all().size());
        fit.put("standardised", settings.isStandardised());
        fit.put("seed", settings.seed());
        fit.put("effectiveDimension", summary.effectiveDimension());
        fit.put("largestLearningRateOfLeastSquares", summary.largestLearningRate());
        return fit;
    }

    private static Map<String, @Nullable Object> curve(PredictedCurve curve) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("learningRate", curve.learningRate());
        map.put("theory", outcome(curve.prediction().naive().outcome()));
        curve.sgd()
                .ifPresent(runs -> map.put(
                        "sgd",
                        runs.outcomes().stream().map(ForecastSummary::outcome).toList()));
        map.put("t", last(curve.times()));
        for (String column : curve.columns()) {
            Map<String, Object> end = new LinkedHashMap<>();
            end.put("naive", last(curve.naive(column)));
            end.put("corrected", last(curve.corrected(column)));
            end.put("deviation", last(curve.deviation(column)));
            if (curve.sgd().isPresent()) {
                end.put("sgdMean", last(curve.mean(column)));
                end.put("sgdStandardDeviation", last(curve.spread(column)));
                end.put("heldOutError", last(curve.heldOutError(column)));
            }
            map.put(column, end);
        }
        return map;
    }

    private static String outcome(Outcome outcome) {
        return outcome.isComplete() ? "completed" : outcome.message();
    }
}
