package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/** Compares moments of one-logit losses with the general quadrature relatively, tails included. */
final class Expectations {

    private Expectations() {}

    static void assertRelativelyEqual(
            Loss loss, ClassTarget target, double[] means, double[] variances, double tolerance) {
        GaussianQuadrature quadrature = GaussianQuadrature.standard();
        LossMoments moments = loss.moments(target, quadrature);
        LossMoments reference = quadrature.moments(loss, target);
        GradientMoments found = new GradientMoments(1, 0);
        GradientMoments expected = new GradientMoments(1, 0);
        for (double m : means) {
            for (double variance : variances) {
                double[] mean = {m};
                double[] covariance = {variance};
                String at = " at m = " + m + ", B = " + variance;
                moments.evaluate(mean, covariance, found);
                reference.evaluate(mean, covariance, expected);
                assertRelative(found.gradient[0], expected.gradient[0], tolerance, "g" + at);
                assertRelative(found.gradientSecondMoment[0], expected.gradientSecondMoment[0], tolerance, "G" + at);
                // Stein's quotient E[z (grad(r) - grad(m))] / s carries E |z grad| / s times rounding.
                double floor = 1e-14 * Math.abs(found.gradient[0]) / Math.sqrt(variance);
                assertThat(found.hessian[0])
                        .as("H" + at)
                        .isCloseTo(expected.hessian[0], within(tolerance * Math.abs(expected.hessian[0]) + floor));
                assertRelative(
                        moments.risk(mean, covariance), reference.risk(mean, covariance), tolerance, "risk" + at);
            }
        }
    }

    private static void assertRelative(double found, double expected, double tolerance, String what) {
        // Below 1e-290 the quadrature's weights run out of digits.
        assertThat(found).as(what).isCloseTo(expected, within(tolerance * Math.abs(expected) + 1e-290));
    }
}
