package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;
import org.sgdyn.testkit.LossContract;

final class LeastSquaresTest {

    @Nested
    final class Plain extends LossContract {
        @Override
        protected Loss loss() {
            return LeastSquares.of(0, false);
        }
    }

    @Nested
    final class Noisy extends LossContract {
        @Override
        protected Loss loss() {
            return LeastSquares.of(0.3, false);
        }
    }

    @Nested
    final class WithTeacher extends LossContract {
        @Override
        protected Loss loss() {
            return LeastSquares.of(0, true);
        }
    }

    @Nested
    final class NoisyWithTeacher extends LossContract {
        @Override
        protected Loss loss() {
            return LeastSquares.of(0.3, true);
        }
    }

    @Test
    void anyNumberIsALabelAndNothingIsClassified() {
        Loss loss = LeastSquares.of(0, false);
        assertThat(loss.labelProblem(ClassTarget.of(0, -17.5))).isEmpty();
        assertThat(loss.labelProblem(ClassTarget.of(0, Double.NaN))).isPresent();
        assertThat(loss.decisionRule()).isEqualTo(DecisionRule.NONE);
    }

    @Test
    void noiseVarianceIsNotNegative() {
        assertThatThrownBy(() -> LeastSquares.of(-0.1, false)).hasMessageContaining("noise must be >= 0");
    }
}
