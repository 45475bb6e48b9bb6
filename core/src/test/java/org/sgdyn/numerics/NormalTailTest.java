package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class NormalTailTest {

    @Test
    void ratiosMeetTheirAsymptoticSeries() {
        for (double x : new double[] {15, 30, 1e3, 1e8, 1e12}) {
            double q = 1 / (x * x);
            // Mills: 1/x (1 - q + 3 q^2 - 15 q^3 + 105 q^4 - 945 q^5); the next term is 10395 q^6.
            double series = (1 - q * (1 - q * (3 - q * (15 - q * (105 - 945 * q))))) / x;
            assertThat(NormalTail.mills(x)).isCloseTo(series, within(series * (1e-15 + 10395 * Math.pow(q, 6))));
            assertThat(NormalTail.hazard(x)).isCloseTo(1 / series, within((1e-15 + 10395 * Math.pow(q, 6)) / series));
        }
    }

    @Test
    void directAndContinuedFractionMeet() {
        // Across x = 2 and 6 the functions are smooth: a jump would be a discrepancy of the two forms. Relative slopes
        // are
        // below 4.
        double below = Math.nextDown(2.0);
        assertThat(NormalTail.first(2)).isCloseTo(NormalTail.first(below), within(1e-16));
        assertThat(NormalTail.second(2)).isCloseTo(NormalTail.second(below), within(1e-16));
        // h - x = 0.16 at x = 6 is a difference of numbers of size 6.
        assertThat(NormalTail.hazardExcess(6)).isCloseTo(NormalTail.hazardExcess(Math.nextDown(6.0)), within(4e-15));
    }

    @Test
    void tailsObeyTheirRecurrence() {
        for (double x : new double[] {-7, -2, 0, 0.5, 1.9, 2, 3, 5, 12, 37}) {
            double zeroth = StandardNormal.cdf(-x);
            double density = StandardNormal.density(x);
            // T_1 + x T_0 = phi and 2 T_2 + x T_1 = T_0; positive terms for x > 0. Phi itself has 1e-16 max(1, x^2).
            double accuracy = 1e-15 * Math.max(1, x * x);
            assertThat(NormalTail.first(x) + x * zeroth)
                    .isCloseTo(density, within(accuracy * (density + Math.abs(x) * zeroth)));
            assertThat(2 * NormalTail.second(x) + x * NormalTail.first(x))
                    .isCloseTo(zeroth, within(accuracy * (zeroth + Math.abs(x) * NormalTail.first(x))));
        }
    }

    @Test
    void tailMomentsKeepTheirDigits() {
        for (double x : new double[] {12, 20, 30}) {
            double q = 1 / (x * x);
            double first = StandardNormal.density(x) * q * (1 - q * (3 - q * (15 - q * (105 - 945 * q))));
            // T_1 = phi sum_k (-1)^k (2k+1)!! / x^{2k+2}; the next term of the bracket is 10395 q^5.
            assertThat(NormalTail.first(x)).isCloseTo(first, within(first * (1e-14 + 10395 * Math.pow(q, 5))));
            double second = StandardNormal.density(x) * q / x * (1 - q * (6 - q * (45 - q * (420 - 4725 * q))));
            // T_2 = phi / x^3 sum_k (-1)^k (2k+2)! / (2^{k+1} k! x^{2k}); next 62370 q^5.
            assertThat(NormalTail.second(x)).isCloseTo(second, within(second * (1e-14 + 62370 * Math.pow(q, 5))));
        }
    }

    @Test
    void logarithmReachesBothTails() {
        for (double x : new double[] {-30, -8, -1.5, -1, -0.5, 0, 1, 5, 20, 37}) {
            double expected = x < 0 ? -Math.log1p(-StandardNormal.cdf(x)) : -Math.log(StandardNormal.cdf(-x));
            assertThat(NormalTail.negativeLog(x)).isCloseTo(expected, within(1e-14 * expected));
        }
        // -log Phi(-x) = x^2 / 2 + log(x sqrt(2 pi)) + 1/x^2 + ...
        double huge = NormalTail.negativeLog(1e8);
        assertThat(huge).isCloseTo(5e15 + Math.log(1e8 * Math.sqrt(2 * Math.PI)), within(2.0));
    }
}
