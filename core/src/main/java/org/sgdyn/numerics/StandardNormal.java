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
}
