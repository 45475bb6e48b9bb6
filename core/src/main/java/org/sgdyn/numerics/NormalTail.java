package org.sgdyn.numerics;

import org.apache.commons.numbers.gamma.Erfcx;

/**
 * Integrals of the standard normal's upper tail without cancellation:
 * T_n(x) = int_x^inf (z - x)^n / n! phi(z) dz, so T_0(x) = Phi(-x), T_1(x) = E (z - x)_+, T_2(x) = E (z - x)_+^2 / 2.
 *
 * <p>They obey n T_n = T_{n-2} - x T_{n-1} with T_{-1} = phi; its minimal solution has the continued fraction
 * T_n / T_{n-1} = 1 / (x + (n + 1) T_{n+1} / T_n), which is used from x = 2 on (6 for {@link #hazardExcess}). (DLMF 7.18, repeated integrals of erfc.)
 */
public final class NormalTail {

    private static final double DIRECT = 2.0;
    private static final double FAR = 6.0;
    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double SQRT_HALF_PI = Math.sqrt(0.5 * Math.PI);

    private NormalTail() {}

    /**
     * Mills' ratio Phi(-x) / phi(x); infinite once it leaves the double range, at x of about -38.
     *
     * @param x any number
     * @return the ratio
     */
    public static double mills(double x) {
        return SQRT_HALF_PI * Erfcx.value(x * SQRT_HALF);
    }

    /**
     * phi(x) / Phi(-x), the slope of -log Phi(-x): about x for large x, zero far below 0.
     *
     * @param x any number
     * @return the hazard rate of the normal distribution
     */
    public static double hazard(double x) {
        return x < 0 ? StandardNormal.density(x) / StandardNormal.cdf(-x) : 1 / mills(x);
    }

    /**
     * phi(x) / Phi(-x) - x, without cancellation: about 1 / x for large x, about -x far below 0. Its product with the hazard
     * rate is the curvature of -log Phi(-x).
     *
     * @param x any number
     * @return the positive difference
     */
    public static double hazardExcess(double x) {
        return x < FAR ? hazard(x) - x : ratio(x, 1);
    }

    /**
     * -log Phi(-x), with relative accuracy in both tails.
     *
     * @param x any number
     * @return about x^2 / 2 for large x, about Phi(x) far below 0
     */
    public static double negativeLog(double x) {
        return x < 0 ? -Math.log1p(-StandardNormal.cdf(x)) : 0.5 * x * x - Math.log(0.5 * Erfcx.value(x * SQRT_HALF));
    }

    /**
     * E (z - x)_+ = phi(x) - x Phi(-x).
     *
     * @param x any number
     * @return T_1(x)
     */
    public static double first(double x) {
        if (x < DIRECT) {
            return StandardNormal.density(x) - x * StandardNormal.cdf(-x);
        }
        return StandardNormal.density(x) * mills(x) * ratio(x, 1);
    }

    /**
     * E (z - x)_+^2 / 2 = ((1 + x^2) Phi(-x) - x phi(x)) / 2.
     *
     * @param x any number
     * @return T_2(x)
     */
    public static double second(double x) {
        if (x < DIRECT) {
            return 0.5 * ((1 + x * x) * StandardNormal.cdf(-x) - x * StandardNormal.density(x));
        }
        return StandardNormal.density(x) * mills(x) * ratio(x, 1) * ratio(x, 2);
    }

    /** T_n / T_{n-1} at x &gt;= 2 by the continued fraction from its fixed point. */
    private static double ratio(double x, int n) {
        if (x > 1e8) {
            return 1 / x;
        }
        // Term k contracts errors by about k / x^2 while k << x^2; all together by about exp(-2 x sqrt(2 N)) for N >>
        // x^2.
        int terms = n + 20 + (int) (200 / (x * x));
        double ratio = (Math.sqrt(x * x + 4 * terms) - x) / (2 * terms);
        for (int k = terms; k > n; k--) {
            ratio = 1 / (x + k * ratio);
        }
        return ratio;
    }
}
