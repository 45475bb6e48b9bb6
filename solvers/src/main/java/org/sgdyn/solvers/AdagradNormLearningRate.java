package org.sgdyn.solvers;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Range;

/**
 * AdaGrad-Norm: gamma = value / sqrt(offset^2 + S), S the accumulated squared gradient norm (arXiv:2405.19585; in the limit
 * dS/dt = sum_i p_i (tr K_i / d) tr G_i).
 *
 * @param value eta, &gt;= 0
 * @param offset b, &gt; 0
 */
public record AdagradNormLearningRate(double value, double offset) implements LearningRate {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless value &gt;= 0 and offset &gt; 0
     */
    public AdagradNormLearningRate {
        Require.inside("value", value, Range.NON_NEGATIVE);
        Require.inside("offset", offset, Range.POSITIVE);
    }

    @Override
    public double value(double time, double accumulated, LossGeometry geometry) {
        // hypot: neither the square of a tiny offset nor that of a huge one leaves the range of a double. An
        // integrator's
        // trial stage may hand over an S below 0 by rounding.
        return value / Math.hypot(offset, Math.sqrt(Math.max(0, accumulated)));
    }

    @Override
    public boolean accumulates() {
        return true;
    }
}
