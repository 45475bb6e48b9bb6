package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardNormalTest {

    /** 20-digit values of Phi(x) = erfc(-x / sqrt 2) / 2, computed with mpmath at 40 digits. */
    @ParameterizedTest
    @CsvSource({
        "0, 0.5",
        "-1, 0.15865525393145705141",
        "1, 0.84134474606854294859",
        "-5, 2.8665157187919391167e-7",
        "5, 0.99999971334842812081",
        "-10, 7.619853024160526066e-24",
        "-20, 2.7536241186062336951e-89",
        "-37, 5.7255712225245768227e-300"
    })
    void lowerTailKeepsItsDigits(double x, double expected) {
        // The argument's rounding alone moves Phi by x^2 times 1e-16.
        assertThat(StandardNormal.cdf(x)).isCloseTo(expected, withinPercentage(1e-11));
    }
}
