package org.sgdyn.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {

    /** 3 / 8 at d = 64 for steps of 1 / 64, and three deviations for steps eight times as long. */
    @Test
    void stepsOfSingleSamplesAreAsLongAsTheDimensionGrants() {
        assertThat(Allowance.of(64, 0, 5)).isEqualTo(new Allowance(0.375, 0));
        assertThat(Allowance.of(64, 1.0 / 64, 4)).isEqualTo(new Allowance(0.375, 0.0625));
        assertThat(Allowance.of(64, 0.125, 4)).isEqualTo(new Allowance(3, 0.5));
    }

    @Test
    void logarithmsScatterByFactorsAndValuesAreTakenAsTheyAre() {
        Allowance allowance = new Allowance(0.5, 0.25);
        assertThat(allowance.ofLogarithm(2)).isEqualTo(2 * 0.5 + 2 * 2 + 0.25);
        assertThat(allowance.of(2, -8)).isEqualTo(2 * 0.5 + 0.25 * 8);
    }
}
