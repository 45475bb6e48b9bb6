package org.sgdyn.cli.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.result.PredictedCurve;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.fit.FitSummary;
import org.sgdyn.fit.FittedMixture;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.Prediction;
import org.sgdyn.run.RunListener;
import org.sgdyn.spi.Outcome;
import org.sgdyn.statistics.Quantity;

/** Solves and simulates what a prediction consists of. */
final class Predictor {

    /** Learning rates that are tried where none is given. */
    private static final int TRIED = 8;

    /** Those of them that are predicted in full: the best and its neighbours. */
    private static final int IN_FULL = 3;

    /** The least and the greatest of them, in units of that at which least squares diverges. */
    private static final double LEAST = 1.0 / 64;

    private static final double GREATEST = 0.5;

    private final PredictedExperiment plan;
    private final FittedMixture mixture;
    private final Path file;
    private final Catalog catalog;
    private final RunListener progress;

    /**
     * Works on one fit.
     *
     * @param plan the experiment
     * @param mixture the fit
     * @param file where it lies
     * @param catalog the known parts
     * @param progress follows
     */
    Predictor(PredictedExperiment plan, FittedMixture mixture, Path file, Catalog catalog, RunListener progress) {
        this.plan = plan;
        this.mixture = mixture;
        this.file = file;
        this.catalog = catalog;
        this.progress = progress;
    }

    /** The learning rate of the lowest risk in theory among a few, with its neighbours; ascending. */
    List<Double> rates(FitSummary summary) {
        double largest = summary.largestLearningRate();
        List<Double> tried = IntStream.range(0, TRIED)
                .mapToObj(k -> rounded(largest * LEAST * Math.pow(GREATEST / LEAST, k / (TRIED - 1.0))))
                .toList();
        ExperimentResult result = ExperimentRunner.run(plan.atEnd(tried, file, plan.end(), catalog), progress);
        List<Double> risks = result.curves().stream()
                .map(curve -> atEnd(curve).getOrDefault(Quantity.RISK.word(), Double.POSITIVE_INFINITY))
                .toList();
        int best = IntStream.range(0, TRIED)
                .boxed()
                .min(Comparator.comparingDouble(risks::get))
                .orElseThrow();
        int first = Math.max(0, Math.min(TRIED - IN_FULL, best - 1));
        return tried.subList(first, first + IN_FULL);
    }

    /** Two digits, which are enough to be typed again. */
    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }

    /** Each curve, with SGD beside it if its samples are given. */
    List<PredictedCurve> curves(List<Double> rates, Optional<Map<String, Object>> simulation, int resamples) {
        Experiment experiment = plan.read(rates, file, simulation, catalog);
        RunLimits.require(experiment);
        ExperimentResult result = ExperimentRunner.run(experiment, progress);
        Prediction prediction = Prediction.of(result, mixture, resamples, progress);
        List<PredictedCurve> curves = new ArrayList<>();
        for (int c = 0; c < rates.size(); c++) {
            curves.add(new PredictedCurve(
                    rates.get(c),
                    experiment.outputTimes(),
                    mixture.dimension(),
                    mixture.heldOut(),
                    prediction.curves().get(c),
                    result.curves().get(c).simulation()));
        }
        return curves;
    }

    /** The theory of a curve at later times, moved by what the correction is at its end; by column, empty if it ends early. */
    Map<String, Double> later(PredictedCurve curve, double factor) {
        progress.phase("theory of " + Math.round(factor) + " times the samples");
        Experiment experiment = plan.atEnd(List.of(curve.learningRate()), file, factor * plan.end(), catalog);
        Map<String, Double> moved = new LinkedHashMap<>();
        atEnd(ExperimentRunner.run(experiment, progress).curves().get(0))
                .forEach((column, value) -> moved.put(
                        column,
                        value
                                + PredictedCurve.last(curve.corrected(column))
                                - PredictedCurve.last(curve.naive(column))));
        return moved;
    }

    /** The prediction at the end from another fit of the same samples; by column, empty if it ends early. */
    Map<String, Double> from(FittedMixture other, double rate) {
        Experiment experiment =
                plan.atEnd(List.of(rate), file, plan.end(), catalog).withParts(other.all());
        ExperimentResult result = ExperimentRunner.run(experiment, progress);
        Prediction.Curve curve =
                Prediction.of(result, other, 0, progress).curves().get(0);
        Map<String, Double> found = new LinkedHashMap<>();
        if (curve.corrected().length == experiment.times().size()) {
            atEnd(result.curves().get(0))
                    .forEach((column, value) -> found.put(column, PredictedCurve.last(curve.corrected(column))));
        }
        return found;
    }

    /** Risk and error at the last time, if it is reached. */
    private static Map<String, Double> atEnd(CurveResult curve) {
        Map<String, Double> values = new LinkedHashMap<>();
        Outcome outcome = curve.theory().outcome();
        for (Quantity quantity : List.of(Quantity.RISK, Quantity.ERROR)) {
            if (outcome.isComplete() && curve.theory().columns().contains(quantity.word())) {
                values.put(quantity.word(), PredictedCurve.last(curve.theory().curve(quantity.word())));
            }
        }
        return values;
    }
}
