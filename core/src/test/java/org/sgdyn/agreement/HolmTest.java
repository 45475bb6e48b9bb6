package org.sgdyn.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HolmTest {

    /** Four values 0.01, 0.02, 0.03, 0.04 times 4, 3, 2, 1, and none below one before. */
    @Test
    void eachIsMultipliedByHowManyAreLeftAndNoneFallsBelowOneBefore() {
        assertThat(Holm.adjusted(new double[] {0.03, 0.01, 0.04, 0.02})).containsExactly(0.06, 0.04, 0.06, 0.06);
    }

    @Test
    void noneExceedsOneAndASingleOneStays() {
        assertThat(Holm.adjusted(new double[] {0.5, 0.6})).containsExactly(1, 1);
        assertThat(Holm.adjusted(new double[] {0.25})).containsExactly(0.25);
        assertThat(Holm.adjusted(new double[0])).isEmpty();
    }
}
