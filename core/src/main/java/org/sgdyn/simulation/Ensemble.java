package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.List;
import org.sgdyn.spi.Outcome;

/**
 * Statistics over the replicates of a simulation. Each array is indexed [k][c]: curve c at times[k], over the replicates that
 * reached times[k]. Standard deviations have n - 1 in the denominator (NaN for a single replicate); quantiles interpolate
 * linearly between order statistics.
 *
 * @param columns the names of the curves, the same as the theory's
 * @param times the times that at least one replicate reached
 * @param counts the number of replicates that reached each time
 * @param mean the means
 * @param deviation the standard deviations
 * @param lower the 5 % quantiles
 * @param upper the 95 % quantiles
 * @param outcomes how each replicate ended, in the order of the replicates
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record Ensemble(
        List<String> columns,
        double[] times,
        int[] counts,
        double[][] mean,
        double[][] deviation,
        double[][] lower,
        double[][] upper,
        List<Outcome> outcomes) {

    /** Replicates whose mean has a smaller error than this, relative to it, differ by rounding alone. */
    private static final double ROUNDING = 1e-9;

    /**
     * The means of one curve.
     *
     * @param column its name, such as {@code risk}
     * @return its means at {@link #times}
     * @throws IllegalArgumentException if there is no curve of that name
     */
    public double[] mean(String column) {
        return curve(mean, column);
    }

    /**
     * The standard deviations of one curve over the replicates; its mean has the standard error deviation / sqrt({@link #counts}).
     *
     * @param column its name, such as {@code risk}
     * @return its standard deviations at {@link #times}
     * @throws IllegalArgumentException if there is no curve of that name
     */
    public double[] deviation(String column) {
        return curve(deviation, column);
    }

    /**
     * The 5 % quantiles of one curve.
     *
     * @param column its name, such as {@code risk}
     * @return its lower quantiles at {@link #times}
     * @throws IllegalArgumentException if there is no curve of that name
     */
    public double[] lower(String column) {
        return curve(lower, column);
    }

    /**
     * The 95 % quantiles of one curve.
     *
     * @param column its name, such as {@code risk}
     * @return its upper quantiles at {@link #times}
     * @throws IllegalArgumentException if there is no curve of that name
     */
    public double[] upper(String column) {
        return curve(upper, column);
    }

    private double[] curve(double[][] rows, String column) {
        int c = columns.indexOf(column);
        if (c < 0) {
            throw new IllegalArgumentException("no curve " + column + " among " + columns);
        }
        return Arrays.stream(rows).mapToDouble(row -> row[c]).toArray();
    }

    /**
     * How far a mean lies from a value, in standard errors of the mean: |mean - value| sqrt(n) / deviation.
     *
     * @param k the time's number
     * @param c the curve's number
     * @param value the value, such as the theory's
     * @return the distance &gt;= 0; NaN where it tells nothing: replicates that agree have no error to measure it by
     */
    public double standardErrors(int k, int c, double value) {
        double error = deviation[k][c] / Math.sqrt(counts[k]);
        return error > ROUNDING * Math.abs(mean[k][c]) ? Math.abs(mean[k][c] - value) / error : Double.NaN;
    }
}
