package org.sgdyn.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.sgdyn.asymptotics.Estimate;
import org.sgdyn.asymptotics.LateState;
import org.sgdyn.asymptotics.LateTime;
import org.sgdyn.asymptotics.Limit;
import org.sgdyn.asymptotics.Prediction;
import org.sgdyn.asymptotics.Prediction.Claim;
import org.sgdyn.asymptotics.Prediction.Kind;
import org.sgdyn.asymptotics.Predictor;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.experiment.Mixture;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.settings.TimeGrid;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.NoGeometry;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Statistic;
import org.sgdyn.statistics.FamilyStatistics;
import org.sgdyn.statistics.Quantity;
import org.sgdyn.statistics.Statistics;

/**
 * What theory predicts for t to infinity, beside what an integrated curve shows.
 *
 * @param curve the curve's name, empty for a plain experiment
 * @param outcome how the integration ended
 * @param prediction what theory says; empty for an experiment outside the families that are understood
 * @param rows predictions beside readings off the curve; without a prediction, readings alone
 * @param momentError the largest standard error that the loss's quadrature leaves in the risk; 0 if its moments are exact. It is
 *     part of the uncertainty of the risk's limit; those of other rows do not know it
 */
public record AsymptoticAnalysis(
        String curve, Outcome outcome, Optional<Prediction> prediction, List<Comparison> rows, double momentError) {

    /** The default end of the integration. */
    public static final double DEFAULT_END = 1e10;

    private static final int POINTS_PER_DECADE = 10;

    private static final double FIRST_TIME = 0.01;

    /** Slopes are differences: the curve is integrated to tolerances this many times finer. */
    private static final double REFINEMENT = 100;

    /** So many exchangeable classes are looked at one by one. */
    private static final int MOST_CLASSES = 30;

    /** So many columns of a kind are shown. */
    private static final int MOST_COLUMNS = 8;

    /**
     * A number predicted and read.
     *
     * @param column the curve
     * @param kind what the number is
     * @param predicted what theory says, if it says something
     * @param measured what the end of the curve says; NaN if nothing
     * @param uncertainty of the measured number; NaN where it is the curve itself
     * @param verdict of a limit
     */
    public record Comparison(
            String column,
            Kind kind,
            OptionalDouble predicted,
            double measured,
            double uncertainty,
            Optional<Limit.Verdict> verdict) {

        private Comparison lessCertain(double error) {
            return new Comparison(column, kind, predicted, measured, uncertainty + error, verdict);
        }
    }

    /**
     * Integrates every curve of an experiment to late times, and compares.
     *
     * @param experiment the experiment; its times do not matter
     * @param end the last time, &gt; 0.01
     * @param listener told of phases, and of output times as if they were replicates; asked whether to end
     * @return an analysis per curve
     * @throws java.util.concurrent.CancellationException if the listener ends the analysis
     */
    public static List<AsymptoticAnalysis> of(Experiment experiment, double end, RunListener listener) {
        return experiment.curves().stream()
                .map(curve -> of(experiment, curve, end, listener))
                .toList();
    }

    /**
     * Integrates one curve of an experiment to late times, and compares.
     *
     * @param experiment the experiment; its times do not matter
     * @param curve one of its curves
     * @param end the last time, &gt; 0.01
     * @param listener told of phases, and of output times as if they were replicates; asked whether to end
     * @return the analysis
     * @throws java.util.concurrent.CancellationException if the listener ends the analysis
     */
    public static AsymptoticAnalysis of(Experiment experiment, Curve curve, double end, RunListener listener) {
        LearningProblem problem = experiment.problem(curve);
        Integrator integrator = experiment.integrator().refined(REFINEMENT).orElse(experiment.integrator());
        boolean isOfMany = problem.families()
                .filter(families -> families.classes() > MOST_CLASSES)
                .isPresent();
        List<Statistic> statistics = isOfMany
                ? List.of(Statistics.risk(), FamilyStatistics.families())
                : List.of(Statistics.risk(), Statistics.logits(), Statistics.alignment());
        double[] times = TimeGrid.logarithmic(FIRST_TIME, end, count(end) + 1);
        listener.phase("theory to t = " + end + (curve.name().isEmpty() ? "" : ": " + curve.name()));
        TheorySolver.Result result = TheorySolver.solve(
                problem,
                integrator,
                times,
                statistics,
                listener::isCancelled,
                done -> listener.replicateFinished(done, times.length));
        // Also where the integration ended early.
        listener.replicateFinished(times.length, times.length);
        Trajectory theory = result.trajectory();
        // Predictions are made mode by mode, and full covariances have no modes; and class by class.
        OptionalDouble rate = problem.modes().dense().isPresent() || isOfMany
                ? OptionalDouble.empty()
                : lateRate(curve.learningRate(), end);
        Optional<Prediction> prediction = rate.stream()
                .boxed()
                .flatMap(gamma ->
                        Predictor.predict(lateState(experiment, experiment.problemClassByClass(curve), gamma, theory))
                                .stream())
                .findFirst();
        return new AsymptoticAnalysis(
                curve.name(),
                theory.outcome(),
                prediction,
                rows(prediction, theory, result.momentError()),
                result.momentError());
    }

    /** Ten points a decade. */
    private static int count(double end) {
        return (int) Math.ceil(POINTS_PER_DECADE * Math.log10(end / FIRST_TIME)) + 1;
    }

    /** The value of a learning rate that is a constant from some time on. */
    private static OptionalDouble lateRate(LearningRate rate, double end) {
        if (rate.readsGeometry() || rate.accumulates()) {
            return OptionalDouble.empty();
        }
        double value = rate.value(end, 0, NoGeometry.INSTANCE);
        boolean constant = Stream.of(0.5, 2.0, 1e3, 1e6)
                .allMatch(factor -> rate.value(factor * end, 0, NoGeometry.INSTANCE) == value);
        return constant ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    private static LateState lateState(
            Experiment experiment, LearningProblem problem, double gamma, Trajectory theory) {
        int last = theory.times().length - 1;
        int classes = problem.modes().classes();
        boolean scalar = problem.modes().outputs() == 1;
        double[] means = new double[classes];
        double[] variances = new double[classes];
        for (int i = 0; i < classes && scalar; i++) {
            means[i] = theory.curve(Quantity.LOGIT_MEAN.ofOutput(i + 1, 1, 1).name())[last];
            variances[i] =
                    theory.curve(Quantity.LOGIT_VARIANCE.ofOutput(i + 1, 1, 1).name())[last];
        }
        return new LateState(
                problem,
                gamma,
                experiment.dimension().isPresent() ? 0 : Mixture.NODES_PER_PANEL,
                theory.times()[last],
                means,
                variances);
    }

    private static List<Comparison> rows(Optional<Prediction> prediction, Trajectory theory, double momentError) {
        List<Claim> claims = prediction.map(Prediction::claims).orElse(List.of());
        List<Comparison> rows = new ArrayList<>();
        addRows(
                rows,
                Quantity.RISK.word(),
                List.of(Kind.values()),
                List.of(Kind.LIMIT, Kind.SLOPE_AT_END),
                claims,
                theory);
        rows.replaceAll(row -> row.kind() == Kind.LIMIT ? row.lessCertain(momentError) : row);
        for (Quantity quantity :
                List.of(Quantity.LOGIT_VARIANCE, Quantity.COSINE, Quantity.OWN_LOGIT_VARIANCE, Quantity.OWN_COSINE)) {
            theory.columns().stream()
                    .filter(column -> Quantity.named(column).quantity().equals(quantity.word()))
                    .limit(MOST_COLUMNS)
                    .forEach(column -> addRows(rows, column, List.of(Kind.LIMIT), List.of(Kind.LIMIT), claims, theory));
        }
        return List.copyOf(rows);
    }

    private static void addRows(
            List<Comparison> rows,
            String column,
            List<Kind> kinds,
            List<Kind> always,
            List<Claim> claims,
            Trajectory theory) {
        for (Kind kind : kinds) {
            OptionalDouble predicted = claims.stream()
                    .filter(claim -> claim.column().equals(column) && claim.kind() == kind)
                    .mapToDouble(Claim::value)
                    .findFirst();
            if (predicted.isPresent() || always.contains(kind)) {
                rows.add(compare(column, kind, predicted, theory));
            }
        }
    }

    private static Comparison compare(String column, Kind kind, OptionalDouble predicted, Trajectory theory) {
        double[] times = theory.times();
        double[] values = theory.curve(column);
        int last = times.length - 1;
        return switch (kind) {
            case LIMIT -> {
                Limit limit = LateTime.limit(times, values);
                yield new Comparison(
                        column, kind, predicted, limit.value(), limit.uncertainty(), Optional.of(limit.verdict()));
            }
            case APPROACH ->
                new Comparison(
                        column,
                        kind,
                        predicted,
                        LateTime.limit(times, values).approachExponent(),
                        Double.NaN,
                        Optional.empty());
            case TIMES_T ->
                new Comparison(column, kind, predicted, times[last] * values[last], Double.NaN, Optional.empty());
            case EXPONENT -> of(column, kind, predicted, LateTime.exponent(times, values));
            case AT_END -> new Comparison(column, kind, predicted, values[last], Double.NaN, Optional.empty());
            case SLOPE_AT_END -> of(column, kind, predicted, LateTime.localSlope(times, values));
        };
    }

    private static Comparison of(String column, Kind kind, OptionalDouble predicted, Estimate measured) {
        return new Comparison(column, kind, predicted, measured.value(), measured.uncertainty(), Optional.empty());
    }
}
