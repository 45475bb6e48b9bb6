package org.sgdyn.model;

import java.util.Arrays;

/**
 * The probabilities p_i(t) with which the classes are drawn, or weighed in a risk: constant, constant on pieces of time, or linear
 * between points in time and constant outside of them. Immutable.
 */
public final class ClassWeights {

    private final boolean isLinear;
    private final double[] times;
    private final double[][] values;

    private ClassWeights(boolean isLinear, double[] times, double[][] values) {
        this.isLinear = isLinear;
        this.times = times;
        this.values = values;
    }

    /**
     * Weights that never change.
     *
     * @param values p_i, length L
     * @return the weights
     */
    public static ClassWeights constant(double[] values) {
        return new ClassWeights(false, new double[0], new double[][] {values.clone()});
    }

    /**
     * Weights that jump: row k holds from times[k - 1], that time included, to times[k].
     *
     * @param times the times of the jumps, strictly increasing
     * @param values p_i, one row more than times, each of length L
     * @return the weights
     */
    public static ClassWeights piecewise(double[] times, double[][] values) {
        require(values.length == times.length + 1, "one row of values more than times is needed");
        return new ClassWeights(false, times.clone(), copy(values));
    }

    /**
     * Weights that are linear in between.
     *
     * @param times the times of the corners, strictly increasing, at least one
     * @param values p_i at these times, a row each of length L
     * @return the weights
     */
    public static ClassWeights linear(double[] times, double[][] values) {
        require(values.length == times.length && times.length > 0, "as many rows of values as times are needed");
        return new ClassWeights(true, times.clone(), copy(values));
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static double[][] copy(double[][] rows) {
        return Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * The same for parts of the classes.
     *
     * @param labels per part the class that it belongs to
     * @param shares the share of each part in its class
     * @return the weights of the parts
     */
    ClassWeights ofParts(int[] labels, double[] shares) {
        double[][] parts = new double[values.length][labels.length];
        for (int row = 0; row < parts.length; row++) {
            for (int i = 0; i < labels.length; i++) {
                parts[row][i] = shares[i] * values[row][labels[i]];
            }
        }
        return new ClassWeights(isLinear, times, parts);
    }

    /**
     * Whether they change.
     *
     * @return true if they may depend on time
     */
    public boolean moves() {
        return values.length > 1;
    }

    /**
     * The times of their jumps and corners.
     *
     * @return the times in ascending order
     */
    public double[] breakpoints() {
        return times.clone();
    }

    /**
     * The weights at a time.
     *
     * @param time t
     * @param result receives p_i(t), length L
     */
    public void at(double time, double[] result) {
        int after = 0;
        while (after < times.length && times[after] <= time) {
            after++;
        }
        if (!isLinear) {
            System.arraycopy(values[after], 0, result, 0, result.length);
        } else if (after == 0 || after == times.length) {
            System.arraycopy(values[Math.max(0, after - 1)], 0, result, 0, result.length);
        } else {
            double share = (time - times[after - 1]) / (times[after] - times[after - 1]);
            for (int i = 0; i < result.length; i++) {
                result[i] = (1 - share) * values[after - 1][i] + share * values[after][i];
            }
        }
    }
}
