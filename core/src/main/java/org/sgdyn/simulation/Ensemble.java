package org.sgdyn.simulation;

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
        List<Outcome> outcomes) {}
