package org.sgdyn.numerics;

import org.apache.commons.numbers.gamma.Erfc;

/** The standard normal distribution. */
public final class StandardNormal {

    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double INVERSE_SQRT_TWO_PI = 1 / Math.sqrt(2 * Math.PI);

    private StandardNormal() {}

    /**
     * The distribution function Phi(x), without cancellation in the lower tail.
     *
     * @param x any number, infinite ones included
     * @return Phi(x); relative error of a few 1e-16 times max(1, x^2)
     */
    public static double cdf(double x) {
        return 0.5 * Erfc.value(-x * SQRT_HALF);
    }

    /**
     * The density phi(x) = exp(-x^2 / 2) / sqrt(2 pi).
     *
     * @param x any number
     * @return phi(x)
     */
    public static double density(double x) {
        return INVERSE_SQRT_TWO_PI * Math.exp(-0.5 * x * x);
    }

    /**
     * How often a normal variable r has another sign than it should: P(r &lt;= 0) if it should be positive, P(r &gt; 0) if not.
     *
     * @param mean its mean
     * @param variance its variance, &gt;= 0
     * @param isPositive what it should be
     * @return the probability
     */
    public static double signError(double mean, double variance, boolean isPositive) {
        if (variance == 0) {
            return mean > 0 == isPositive ? 0.0 : 1.0;
        }
        double margin = mean / Math.sqrt(variance);
        return cdf(isPositive ? -margin : margin);
    }
}
