package org.sgdyn.solvers;

import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.UpdateRule;

/**
 * SGD that steps by gamma / d^{1/2} along the direction of every sample's gradient a (x) psi, however long that is,
 *
 * <pre>
 * psi^ = psi / ( (|a|^2 / d)^{1/2} |psi| ),   0 where psi or a is 0
 * </pre>
 *
 * <p>which is the limit of {@link ClippedSgd} with threshold c and learning rate gamma / c as c falls to 0. The ridge is not
 * normalised.
 *
 * <p>Source: arXiv:2406.11733.
 */
public record NormalizedSgd() implements UpdateRule, GradientShape {

    @Override
    public GradientShape shape() {
        return this;
    }

    @Override
    public void apply(double squaredFeature, double[] gradient) {
        double norm = EuclideanNorm.of(gradient);
        double length = Math.sqrt(squaredFeature);
        boolean isZero = norm == 0 || length == 0;
        for (int j = 0; j < gradient.length; j++) {
            gradient[j] = isZero ? 0 : gradient[j] / norm / length;
        }
    }

    /** For one output the sign; for several the map is smooth but at 0. */
    @Override
    public int piece(double squaredFeature, double[] gradient) {
        return gradient.length == 1 ? 1 + (int) Math.signum(gradient[0]) : 0;
    }
}
