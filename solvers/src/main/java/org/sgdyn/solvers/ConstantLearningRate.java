package org.sgdyn.solvers;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Range;

/**
 * gamma(t) = value.
 *
 * @param value gamma, &gt;= 0
 */
public record ConstantLearningRate(double value) implements LearningRate {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless value &gt;= 0
     */
    public ConstantLearningRate {
        Require.inside("value", value, Range.NON_NEGATIVE);
    }

    @Override
    public double value(double time, double accumulated, LossGeometry geometry) {
        return value;
    }
}
