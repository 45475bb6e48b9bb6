package org.sgdyn.cli.result;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.sgdyn.run.Prediction;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.spi.Outcome;
import org.sgdyn.statistics.Quantity;

/**
 * What is predicted of SGD at one learning rate, and what SGD did on the real samples. All curves have a value for each output time, NaN
 * where it was not reached.
 *
 * @param learningRate the learning rate
 * @param times the output times, in units of d samples
 * @param dimension d
 * @param heldOut how many samples SGD is measured on
 * @param prediction the theory, without the fit's optimism
 * @param sgd the replicates of SGD, if there are any
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record PredictedCurve(
        double learningRate,
        double[] times,
        int dimension,
        long heldOut,
        Prediction.Curve prediction,
        Optional<Ensemble> sgd) {

    /**
     * What is predicted.
     *
     * @return risk, and error if the loss classifies
     */
    public List<String> columns() {
        return Stream.of(Quantity.RISK, Quantity.ERROR)
                .map(Quantity::word)
                .filter(prediction.naive().columns()::contains)
                .toList();
    }

    /**
     * The theory of the fit to all samples, which flatters.
     *
     * @param column one of {@link #columns}
     * @return a value for each time
     */
    public double[] naive(String column) {
        return padded(prediction.naive().curve(column));
    }

    /**
     * The prediction.
     *
     * @param column one of {@link #columns}
     * @return a value for each time
     */
    public double[] corrected(String column) {
        return padded(prediction.corrected(column));
    }

    /**
     * The standard deviation that chance in the fitted samples gives the prediction.
     *
     * @param column one of {@link #columns}
     * @return a value for each time; NaN without resamples
     */
    public double[] deviation(String column) {
        return padded(prediction.deviation(column));
    }

    /**
     * The mean over the replicates of SGD.
     *
     * @param column one of {@link #columns}
     * @return a value for each time
     */
    public double[] mean(String column) {
        return simulated(ensemble -> ensemble.mean(column));
    }

    /**
     * The standard deviation over the replicates of SGD.
     *
     * @param column one of {@link #columns}
     * @return a value for each time; NaN for a single replicate
     */
    public double[] spread(String column) {
        return simulated(ensemble -> ensemble.deviation(column));
    }

    /**
     * The standard error that the held-out samples leave in the mean of SGD: that of a mean for the risk, sqrt(e (1 - e) / n) for an error
     * e on n samples.
     *
     * @param column one of {@link #columns}
     * @return a value for each time
     */
    public double[] heldOutError(String column) {
        if (column.equals(Quantity.RISK.word())) {
            return simulated(ensemble -> ensemble.mean(Quantity.RISK_HELD_OUT_ERROR.word()));
        }
        double[] error = mean(column);
        return each(k -> Math.sqrt(error[k] * (1 - error[k]) / heldOut));
    }

    /**
     * What did not reach the end.
     *
     * @return how theory or a replicate ended; empty if all is complete
     */
    public Optional<Outcome> trouble() {
        return Stream.concat(
                        Stream.of(prediction.naive().outcome()), sgd.stream().flatMap(runs -> runs.outcomes().stream()))
                .filter(outcome -> !outcome.isComplete())
                .findFirst();
    }

    /**
     * What a curve has come to.
     *
     * @param values a value for each time
     * @return the last one; NaN if it was not reached
     */
    public static double last(double[] values) {
        return values[values.length - 1];
    }

    private double[] simulated(Function<Ensemble, double[]> curve) {
        return padded(sgd.map(curve).orElse(new double[0]));
    }

    private double[] padded(double[] values) {
        return each(k -> k < values.length ? values[k] : Double.NaN);
    }

    private double[] each(IntToDoubleFunction value) {
        double[] values = new double[times.length];
        Arrays.setAll(values, value);
        return values;
    }
}
