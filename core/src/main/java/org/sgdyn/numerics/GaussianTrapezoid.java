package org.sgdyn.numerics;

/**
 * Trapezoidal rules for E f(m + s z), z ~ N(0, 1): delta sum_k phi(k delta) f(m + s k delta), with the weights of all steps
 * delta = 2^{-level/4} computed once and shared.
 *
 * <p>For f analytic in the strip |Im r| &lt; a the rule converges exponentially: shifting the contour by
 * min(a/s, 2 pi/delta) shows a relative error of about exp(-2 pi a/(s delta) + a^2/(2 s^2)) while a &lt; 2 pi s/delta, and
 * exp(-2 pi^2/delta^2) otherwise. Terms are positive where f is, so that exponentially small expectations keep their
 * digits. (Trefethen and Weideman, SIAM Review 56, 385 (2014), section 5.)
 */
public final class GaussianTrapezoid {

    /** Standard deviations beyond which phi is below the smallest double. */
    public static final double LIMIT = 38.6;

    /** The deviation from its peak at which a Gaussian has lost seventeen digits. */
    public static final double REACH = 8.9;

    // -log of the relative aliasing error that is let through, before a prefactor of about 60 from double poles.
    private static final double EXPONENT = 35.0;

    // delta = 2^-8: deviations up to 150 with strips of width pi; coarser than ideal beyond.
    private static final int FINEST = 32;

    private static final double[] STEP = new double[FINEST + 1];
    private static final double[][] WEIGHTS = new double[FINEST + 1][];

    static {
        for (int level = 0; level <= FINEST; level++) {
            double step = Math.exp(-0.25 * level * Math.log(2));
            double[] weights = new double[(int) (LIMIT / step) + 1];
            for (int k = 0; k < weights.length; k++) {
                weights[k] = step * StandardNormal.density(k * step);
            }
            STEP[level] = step;
            WEIGHTS[level] = weights;
        }
    }

    private GaussianTrapezoid() {}

    /**
     * The coarsest level whose aliasing error is at rounding level; the finest there is if none is.
     *
     * @param deviation s &gt;= 0
     * @param strip a &gt; 0: f is analytic in |Im r| &lt; a
     * @return the level, for {@link #step} and {@link #weights}
     */
    public static int level(double deviation, double strip) {
        double gaussian = Math.PI * Math.sqrt(2 / EXPONENT);
        double ratio = deviation / strip;
        double step = 2 * ratio > gaussian / Math.PI
                ? Math.min(gaussian, 2 * Math.PI * ratio / (EXPONENT * ratio * ratio + 0.5))
                : gaussian;
        int level = (int) Math.ceil(-4 / Math.log(2) * Math.log(step));
        return Math.max(0, Math.min(FINEST, level));
    }

    /**
     * The step of a level.
     *
     * @param level a level
     * @return delta
     */
    public static double step(int level) {
        return STEP[level];
    }

    /**
     * The weights delta phi(k delta), k = 0, 1, ... up to {@link #LIMIT}; shared, not to be modified.
     *
     * @param level a level
     * @return the weights; that of -k is that of k
     */
    public static double[] weights(int level) {
        return WEIGHTS[level];
    }
}
