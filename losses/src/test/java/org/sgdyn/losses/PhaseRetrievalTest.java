package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.testkit.LossContract;

final class PhaseRetrievalTest extends LossContract {

    @Override
    protected Loss loss() {
        return new PhaseRetrieval();
    }

    @Override
    protected List<ClassTarget> targets() {
        return List.of(ClassTarget.of(0, Double.NaN));
    }

    @Test
    void centredMomentsAreThoseOfIsserlis() {
        LossMoments moments = loss().moments(ClassTarget.of(0, 0), GaussianQuadrature.standard());
        double a = 0.7;
        double b = 1.3;
        double c = 0.4;
        // Isserlis: E r^4 = 3 a^2, E r^2 r*^2 = a b + 2 c^2, so 4 risk = 3 a^2 + 3 b^2 - 2 (a b + 2 c^2).
        double expected = (3 * a * a + 3 * b * b - 2 * (a * b + 2 * c * c)) / 4;
        assertThat(moments.risk(new double[2], new double[] {a, c, c, b})).isCloseTo(expected, within(1e-14));
        GradientMoments found = new GradientMoments(1, 1);
        moments.evaluate(new double[2], new double[] {a, c, c, b}, found);
        // E (r^2 - r*^2)^2 r^2 = 15 a^3 - 2 (3 a^2 b + 12 a c^2) + (3 a b^2 + 12 b c^2); odd moments vanish.
        double second = 15 * a * a * a - 2 * (3 * a * a * b + 12 * a * c * c) + 3 * a * b * b + 12 * b * c * c;
        assertThat(found.gradientSecondMoment[0]).isCloseTo(second, within(1e-13));
        assertThat(found.gradient[0]).isCloseTo(0, within(1e-15));
    }

    /** Close to the saddle point r = 0, where sums and differences with r* would leave no digit of r. */
    @Test
    void smallLogitsKeepTheirDigits() {
        LossMoments moments = loss().moments(ClassTarget.of(0, 0), GaussianQuadrature.standard());
        GradientMoments found = new GradientMoments(1, 1);
        double m = 0.3;
        double b = 1.3;
        for (double a = 1e-2; a > 1e-24; a /= 100) {
            double c = 0.1 * Math.sqrt(a);
            moments.evaluate(new double[2], new double[] {a, c, c, b}, found);
            double second = 15 * a * a * a - 2 * (3 * a * a * b + 12 * a * c * c) + 3 * a * b * b + 12 * b * c * c;
            // Sixteen terms of one sign.
            assertThat(found.gradientSecondMoment[0]).isCloseTo(second, within(1e-14 * second));
            // E (r^2 - r*^2) r = -2 m* cov(r, r*) for E r = 0.
            moments.evaluate(new double[] {0, m}, new double[] {a, c, c, b}, found);
            assertThat(found.gradient[0]).isCloseTo(-2 * m * c, within(1e-14 * c));
        }
    }

    @Test
    void recoveryUpToSignHasNoRisk() {
        LossMoments moments = loss().moments(ClassTarget.of(0, 0), GaussianQuadrature.standard());
        for (double sign : new double[] {1, -1}) {
            double[] mean = {0.3, sign * 0.3};
            double[] covariance = {1.7, sign * 1.7, sign * 1.7, 1.7};
            assertThat(moments.risk(mean, covariance)).isZero();
        }
    }
}
