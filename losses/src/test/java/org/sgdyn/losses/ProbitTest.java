package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

final class ProbitTest extends MarginLossContract {

    @Override
    protected Loss loss() {
        return new Probit();
    }

    @Test
    void extremeMarginsStayExact() {
        ClassTarget target = ClassTarget.of(0, 1);
        double[] gradient = new double[1];
        for (double v : new double[] {-1e3, -1e5, -1e8}) {
            double x = -v;
            double[] r = {v};
            // -log Phi(-x) = x^2 / 2 + log(x sqrt(2 pi)) + 1/x^2 + O(x^-4); -grad = x + 1/x - 2/x^3 + O(x^-5).
            double expected = 0.5 * x * x + Math.log(x * Math.sqrt(2 * Math.PI)) + 1 / (x * x);
            assertThat(loss().value(target, r, new double[0], 0)).isCloseTo(expected, within(4e-16 * expected));
            loss().gradient(target, r, new double[0], 0, gradient);
            assertThat(gradient[0]).isCloseTo(-(x + 1 / x - 2 / (x * x * x)), within(4e-16 * x + 10 / Math.pow(x, 5)));
        }
        // To the right Psi = Phi(-v) to first order; its square is below the last digit.
        assertThat(loss().value(target, new double[] {20}, new double[0], 0))
                .isCloseTo(StandardNormal.cdf(-20), within(1e-13 * StandardNormal.cdf(-20)));
    }

    @Test
    void wideGaussiansGoToTheQuadratureWithoutASeam() {
        LossMoments moments = loss().moments(ClassTarget.of(0, 1), GaussianQuadrature.standard());
        GradientMoments below = new GradientMoments(1, 0);
        GradientMoments above = new GradientMoments(1, 0);
        moments.evaluate(new double[] {5}, new double[] {3600 * (1 - 1e-14)}, below);
        moments.evaluate(new double[] {5}, new double[] {3600 * (1 + 1e-14)}, above);
        // Two rules of 1e-12.
        assertThat(below.gradient[0] / above.gradient[0]).isCloseTo(1, within(1e-11));
        assertThat(below.gradientSecondMoment[0] / above.gradientSecondMoment[0])
                .isCloseTo(1, within(1e-11));
        assertThat(below.hessian[0] / above.hessian[0]).isCloseTo(1, within(1e-11));
    }
}
