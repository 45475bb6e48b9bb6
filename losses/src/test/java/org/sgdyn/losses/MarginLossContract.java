package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.testkit.LossContract;

/** What losses of the margin share on top of every loss: labels of either spelling, and moments that are exact in the tails. */
abstract class MarginLossContract extends LossContract {

    @Test
    final void tailsKeepTheirDigits() {
        // The quadrature's 1e-12 per panel, and Phi's own 1e-16 x^2 at x up to 30.
        Expectations.assertRelativelyEqual(
                loss(),
                ClassTarget.of(0, 1),
                new double[] {-40, -3, 0.2, 1, 3, 10, 30},
                new double[] {0.01, 1, 25, 400},
                1e-10);
    }

    @Test
    final void labelsNameASign() {
        for (double label : new double[] {-1, 0, 1}) {
            assertThat(loss().labelProblem(ClassTarget.of(0, label))).isEmpty();
        }
        assertThat(loss().labelProblem(ClassTarget.of(0, 2))).isPresent();
        assertThat(loss().labelProblem(ClassTarget.of(0, Double.NaN))).isPresent();
        assertThat(loss().decisionRule()).isEqualTo(DecisionRule.SIGN);
    }

    @Test
    final void bothSpellingsOfTheNegativeLabelAgree() {
        double[] r = {0.7};
        assertThat(loss().value(ClassTarget.of(0, 0), r, new double[0], 0))
                .isEqualTo(loss().value(ClassTarget.of(0, -1), r, new double[0], 0))
                .isEqualTo(loss().value(ClassTarget.of(0, 1), new double[] {-0.7}, new double[0], 0));
    }
}
