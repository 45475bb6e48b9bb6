package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.testkit.LossContract;

final class HuberTest extends LossContract {

    @Override
    protected Loss loss() {
        return Huber.of(0.8);
    }

    @Override
    protected List<ClassTarget> targets() {
        return List.of(ClassTarget.of(0, 0.15), ClassTarget.of(1, -1.2));
    }

    @Test
    void momentsKeepTheirDigits() {
        // The quadrature's 1e-12 per panel, and its g near zero crossings.
        Expectations.assertRelativelyEqual(
                loss(),
                ClassTarget.of(0, 0.15),
                new double[] {-40, -3, 0.2, 0.95, 3, 30},
                new double[] {0.01, 1, 25, 400, 1e4},
                1e-10);
    }

    @Test
    void wideDeltaIsLeastSquares() {
        LossMoments huber = Huber.of(1e3).moments(ClassTarget.of(0, 1), GaussianQuadrature.standard());
        LossMoments square = LeastSquares.of(0, false).moments(ClassTarget.of(0, 1), GaussianQuadrature.standard());
        GradientMoments a = new GradientMoments(1, 0);
        GradientMoments b = new GradientMoments(1, 0);
        double[] mean = {2.5};
        double[] variance = {4};
        huber.evaluate(mean, variance, a);
        square.evaluate(mean, variance, b);
        // delta is 500 deviations away; rounding of a few hundred terms.
        assertThat(a.gradient[0]).isCloseTo(b.gradient[0], within(1e-13));
        assertThat(a.gradientSecondMoment[0]).isCloseTo(b.gradientSecondMoment[0], within(1e-13));
        assertThat(a.hessian[0]).isCloseTo(b.hessian[0], within(1e-13));
        assertThat(huber.risk(mean, variance)).isCloseTo(square.risk(mean, variance), within(1e-13));
    }

    @Test
    void deltaIsPositive() {
        assertThatThrownBy(() -> Huber.of(0)).hasMessageContaining("delta must be > 0");
        assertThat(loss().decisionRule()).isEqualTo(DecisionRule.NONE);
    }
}
