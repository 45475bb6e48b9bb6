package org.sgdyn.numerics;

/**
 * How often one of n Gaussian logits is not the largest, where the others are exchangeable: with one's mean Delta above theirs and all
 * n independent, of variance b, up to what they share,
 *
 * <pre>1 - int phi(z) Phi(z + Delta / sqrt(b))^{n - 1} dz,</pre>
 *
 * <p>by the trapezoidal rule in z, which converges geometrically. The integrand is 1 - Phi^{n-1} as it stands, so that small
 * probabilities keep their digits.
 */
public final class LargestOfMany {

    /** Phi(z)^n rises over about (2 log n)^{-1/2} in z; a fraction of that for any n that is an integer. */
    private static final double STEP = 1.0 / 32;

    private LargestOfMany() {}

    /**
     * The probability that the one logit is not the largest.
     *
     * @param gap Delta
     * @param variance b &gt;= 0; with none the logits are their means, and a tie is for the caller to break
     * @param count n &gt;= 1, the one included
     * @return the probability; NaN for a tie
     */
    public static double error(double gap, double variance, int count) {
        if (count == 1) {
            return 0;
        }
        if (variance == 0) {
            return gap == 0 ? Double.NaN : gap > 0 ? 0 : 1;
        }
        double distance = gap / Math.sqrt(variance);
        double sum = 0;
        int last = (int) (GaussianTrapezoid.LIMIT / STEP);
        for (int k = -last; k <= last; k++) {
            double z = k * STEP;
            sum += StandardNormal.density(z) * -Math.expm1(-(count - 1) * NormalTail.negativeLog(-(z + distance)));
        }
        return STEP * sum;
    }
}
