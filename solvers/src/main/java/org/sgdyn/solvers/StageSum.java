package org.sgdyn.solvers;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;

/**
 * Sums of a state and multiples of stages, block by block: a block of the result stays in the cache while four stages at a time are
 * added to it, so that all memory is read and written once. One thread at a time.
 */
final class StageSum {

    /** A block of the result and of four stages fill half of a first-level cache. */
    static final int BLOCK = 512;

    private final double[][] stages;
    private final double[] factors;
    private int count;

    /**
     * Begins without stages.
     *
     * @param most the most stages of a sum
     */
    StageSum(int most) {
        stages = new double[most][];
        factors = new double[most];
    }

    /** Adds a multiple of a stage, unless the factor is 0. */
    StageSum add(double factor, double[] stage) {
        if (factor != 0) {
            factors[count] = factor;
            stages[count++] = stage;
        }
        return this;
    }

    /** Starts anew with scale sum_j coefficients_j rows_j. */
    StageSum of(double scale, double[] coefficients, double[][] rows) {
        count = 0;
        for (int j = 0; j < coefficients.length; j++) {
            add(scale * coefficients[j], rows[j]);
        }
        return this;
    }

    /** Fills one result with base + sum and another with a further sum of the same stages; whether the former is sensible. */
    boolean sensiblyAddBoth(double[] base, double[] result, StageSum other, double[] otherResult) {
        for (int from = 0; from < result.length; from += BLOCK) {
            int to = Math.min(result.length, from + BLOCK);
            addTo(base, result, from, to);
            if (!Trouble.isSensible(result, from, to)) {
                return false;
            }
            other.fill(otherResult, from, to);
        }
        return true;
    }

    /** Fills the result with base + sum; base may be the result. */
    void addTo(double[] base, double[] result) {
        for (int from = 0; from < result.length; from += BLOCK) {
            addTo(base, result, from, Math.min(result.length, from + BLOCK));
        }
    }

    /** The same; whether the result is sensible. */
    boolean sensiblyAddTo(double[] base, double[] result) {
        for (int from = 0; from < result.length; from += BLOCK) {
            int to = Math.min(result.length, from + BLOCK);
            addTo(base, result, from, to);
            if (!Trouble.isSensible(result, from, to)) {
                return false;
            }
        }
        return true;
    }

    /** Fills positions from..to-1 of the result, at most a block, with those of base + sum. */
    void addTo(double[] base, double[] result, int from, int to) {
        int j = 0;
        if (count >= 4) {
            sumOfFive(base, factors, stages, result, from, to);
            j = 4;
        } else if (base != result) {
            System.arraycopy(base, from, result, from, to - from);
        }
        Kernels.addRows(result, factors, stages, j, count, from, to);
    }

    /** Fills positions from..to-1 of the result, at most a block, with those of the sum. */
    void fill(double[] result, int from, int to) {
        Arrays.fill(result, from, to, 0);
        Kernels.addRows(result, factors, stages, 0, count, from, to);
    }

    private static void sumOfFive(
            double[] base, double[] factors, double[][] stages, double[] result, int from, int to) {
        double a = factors[0];
        double b = factors[1];
        double c = factors[2];
        double d = factors[3];
        double[] x0 = stages[0];
        double[] x1 = stages[1];
        double[] x2 = stages[2];
        double[] x3 = stages[3];
        for (int n = from; n < to; n++) {
            result[n] = base[n] + ((a * x0[n] + b * x1[n]) + (c * x2[n] + d * x3[n]));
        }
    }
}
