package org.sgdyn.solvers;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Range;

/**
 * gamma(t) = value exp(-t / time).
 *
 * @param value gamma(0), &gt;= 0
 * @param time after which gamma has fallen by the factor e, &gt; 0
 */
public record ExponentialDecayLearningRate(double value, double time) implements LearningRate {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless value &gt;= 0 and time &gt; 0
     */
    public ExponentialDecayLearningRate {
        Require.inside("value", value, Range.NON_NEGATIVE);
        Require.inside("time", time, Range.POSITIVE);
    }

    @Override
    public double value(double t, double accumulated, LossGeometry geometry) {
        return value * Math.exp(-t / time);
    }
}
