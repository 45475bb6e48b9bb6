package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Loss;
import org.sgdyn.testkit.LossContract;

final class OneHotLeastSquaresTest {

    private static List<ClassTarget> withoutLabels(int... classes) {
        return Arrays.stream(classes)
                .mapToObj(i -> ClassTarget.of(i, Double.NaN))
                .toList();
    }

    @Nested
    final class TwoClasses extends LossContract {
        @Override
        protected Loss loss() {
            return OneHotLeastSquares.of(2);
        }

        @Override
        protected List<ClassTarget> targets() {
            return withoutLabels(0, 1);
        }
    }

    @Nested
    final class FiveClasses extends LossContract {
        @Override
        protected Loss loss() {
            return OneHotLeastSquares.of(5);
        }

        @Override
        protected List<ClassTarget> targets() {
            return withoutLabels(0, 3);
        }
    }

    @Test
    void theLargestLogitWins() {
        assertThat(OneHotLeastSquares.of(4).decisionRule()).isEqualTo(DecisionRule.LARGEST_LOGIT);
        assertThat(OneHotLeastSquares.of(4).outputs()).isEqualTo(4);
        assertThatThrownBy(() -> OneHotLeastSquares.of(0)).hasMessageContaining("classes must be >= 1");
    }
}
