package org.sgdyn.solvers;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Range;

/**
 * Half a period of a cosine from value to finalValue, which is kept after the end: gamma(t) = finalValue + (value -
 * finalValue) cos^2(pi t / (2 end)) for t &lt; end. The end is a breakpoint: the second derivative jumps there.
 *
 * @param value gamma(0), &gt;= 0
 * @param end when the last value is reached, &gt; 0
 * @param finalValue the last value, &gt;= 0; the parameter {@code final}
 */
public record CosineLearningRate(double value, double end, double finalValue) implements LearningRate {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless value &gt;= 0, end &gt; 0 and finalValue &gt;= 0
     */
    public CosineLearningRate {
        Require.inside("value", value, Range.NON_NEGATIVE);
        Require.inside("end", end, Range.POSITIVE);
        Require.inside("final", finalValue, Range.NON_NEGATIVE);
    }

    @Override
    public double value(double t, double accumulated, LossGeometry geometry) {
        if (t >= end) {
            return finalValue;
        }
        double cosine = Math.cos(0.5 * Math.PI * t / end);
        double share = cosine * cosine;
        return value * share + finalValue * (1 - share);
    }

    @Override
    public double[] breakpoints() {
        return new double[] {end};
    }
}
