package org.sgdyn.solvers;

import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

/**
 * SGD that clips the gradient of every sample by its norm, with noise as for differential privacy if asked: the gradient a (x)
 * psi, whose norm |a| |psi| is of order d^{1/2}, is shortened to at most c d^{1/2},
 *
 * <pre>
 * psi^ = psi min(1, c_i / |psi|),   c_i = c / (|a|^2 / d)^{1/2}
 * </pre>
 *
 * <p>and every entry of it gets independent Gaussian noise of variance sigma^2. Units: psi = O(1), and so are c and sigma. The
 * ridge is not clipped. For c to infinity this is SGD; gamma / c with c to 0 is {@link NormalizedSgd}. In a batch each sample is
 * clipped before the mean is taken.
 *
 * <p>Source: arXiv:2406.11733 (clipping), arXiv:1607.00133 (noise).
 *
 * @param threshold c, &gt; 0
 * @param noise sigma, the standard deviation per entry, &gt;= 0
 */
public record ClippedSgd(double threshold, double noise) implements UpdateRule, GradientShape {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless threshold &gt; 0 and noise &gt;= 0
     */
    public ClippedSgd {
        Require.inside("threshold", threshold, Range.POSITIVE);
        Require.inside("noise", noise, Range.NON_NEGATIVE);
    }

    @Override
    public GradientShape shape() {
        return this;
    }

    @Override
    public void apply(double squaredFeature, double[] gradient) {
        double norm = EuclideanNorm.of(gradient);
        double bound = bound(squaredFeature);
        if (norm > bound) {
            for (int j = 0; j < gradient.length; j++) {
                gradient[j] = gradient[j] / norm * bound;
            }
        }
    }

    /** 0 where nothing is clipped; elsewhere 1, for one output by the sign 1 or 2. */
    @Override
    public int piece(double squaredFeature, double[] gradient) {
        if (EuclideanNorm.of(gradient) <= bound(squaredFeature)) {
            return 0;
        }
        return gradient.length == 1 && gradient[0] < 0 ? 2 : 1;
    }

    /** Features of length 0 have no gradient, and are not clipped. */
    private double bound(double squaredFeature) {
        return threshold / Math.sqrt(squaredFeature);
    }

    @Override
    public double gradientNoise() {
        return noise * noise;
    }
}
