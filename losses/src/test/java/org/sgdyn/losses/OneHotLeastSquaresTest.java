package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.sgdyn.spi.DecisionRule;

final class OneHotLeastSquaresTest {

    @Test
    void theLargestLogitWins() {
        assertThat(OneHotLeastSquares.of(4).decisionRule()).isEqualTo(DecisionRule.LARGEST_LOGIT);
        assertThat(OneHotLeastSquares.of(4).outputs()).isEqualTo(4);
        assertThatThrownBy(() -> OneHotLeastSquares.of(0)).hasMessageContaining("classes must be >= 1");
    }
}
