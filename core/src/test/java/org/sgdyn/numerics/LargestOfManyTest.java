package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LargestOfManyTest {

    /** Of two logits the difference decides, N(Delta, 2 b), down to the smallest probabilities. */
    @ParameterizedTest
    @CsvSource({"0.3, 2", "-4, 0.5", "20, 1", "30, 2"})
    void twoLogitsAreComparedByTheirDifference(double gap, double variance) {
        double expected = StandardNormal.cdf(-gap / Math.sqrt(2 * variance));
        assertThat(LargestOfMany.error(gap, variance, 2) / expected).isCloseTo(1, within(1e-12));
    }

    /** Without a gap each of n is the largest equally often. */
    @ParameterizedTest
    @CsvSource({"3", "50", "10000", "1000000"})
    void exchangeableLogitsWinEquallyOften(int count) {
        assertThat(LargestOfMany.error(0, 3, count)).isCloseTo(1 - 1.0 / count, within(1e-12));
    }

    /** The lattice of the general rule is good to 4e-3 relative, and to much less for few logits. */
    @Test
    void agreesWithTheGeneralRule() {
        int n = 5;
        double[] mean = {1.2, 0, 0, 0, 0};
        double[] covariance = new double[n * n];
        for (int j = 0; j < n; j++) {
            covariance[j * n + j] = 0.8;
        }
        double largest = LargestLogit.of(n).probability(0, mean, covariance, n);
        assertThat(LargestOfMany.error(1.2, 0.8, n)).isCloseTo(1 - largest, within(1e-3));
    }

    @Test
    void withoutVarianceTheMeansDecide() {
        assertThat(LargestOfMany.error(0.1, 0, 4)).isZero();
        assertThat(LargestOfMany.error(-0.1, 0, 4)).isEqualTo(1);
        assertThat(LargestOfMany.error(0, 0, 4)).isNaN();
        assertThat(LargestOfMany.error(0, 0, 1)).isZero();
    }
}
