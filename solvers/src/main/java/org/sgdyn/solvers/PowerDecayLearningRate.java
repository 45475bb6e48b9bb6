package org.sgdyn.solvers;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Range;

/**
 * gamma(t) = value (1 + t / time)^-exponent.
 *
 * @param value gamma(0), &gt;= 0
 * @param time when the decay sets in, &gt; 0
 * @param exponent its power, &gt;= 0
 */
public record PowerDecayLearningRate(double value, double time, double exponent) implements LearningRate {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless value &gt;= 0, time &gt; 0 and exponent &gt;= 0
     */
    public PowerDecayLearningRate {
        Require.inside("value", value, Range.NON_NEGATIVE);
        Require.inside("time", time, Range.POSITIVE);
        Require.inside("exponent", exponent, Range.NON_NEGATIVE);
    }

    @Override
    public double value(double t, double accumulated, LossGeometry geometry) {
        return value * Math.pow(1 + t / time, -exponent);
    }
}
