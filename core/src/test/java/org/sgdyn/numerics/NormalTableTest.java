package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class NormalTableTest {

    /** What the series leave out, relative to a tail: h^5 c^4 / 5! at h = 1/128, and rounding. */
    private static double allowed(double x) {
        double tail = Math.max(1, Math.abs(x));
        return 3e-12 + Math.pow(tail, 5) * Math.pow(1.0 / 128, 5) / 120;
    }

    @Test
    void distributionAgreesWithErfc() {
        // Steps that meet nodes, halves between nodes and everything else.
        for (double x = -12; x <= 12; x += 1.0 / 1280) {
            double exact = StandardNormal.cdf(x);
            assertThat(NormalTable.cdf(x)).as("Phi(%s)", x).isCloseTo(exact, within(allowed(x) * exact));
        }
        assertThat(NormalTable.cdf(Double.NEGATIVE_INFINITY)).isZero();
        assertThat(NormalTable.cdf(Double.POSITIVE_INFINITY)).isOne();
        assertThat(NormalTable.cdf(Double.NaN)).isNaN();
    }

    @Test
    void quantileInvertsTheDistribution() {
        for (double x = -30; x <= 30; x += 1.0 / 1280) {
            double tail = StandardNormal.cdf(-x);
            double found = NormalTable.upperQuantile(tail);
            // Near one, a tail is told from its neighbours to 1e-16 only, which is 1e-16 / phi(x) in x.
            double rounding = x < 0 ? 2e-16 / StandardNormal.density(x) : 0;
            if (rounding < 1e-3) {
                assertThat(found).as("tail %s", tail).isCloseTo(x, within(1e-10 + rounding));
            }
        }
        assertThat(NormalTable.upperQuantile(0.5)).isCloseTo(0, within(1e-10));
        assertThat(NormalTable.upperQuantile(0)).isBetween(37.0, 38.0);
        assertThat(NormalTable.upperQuantile(1)).isBetween(-38.0, -37.0);
    }
}
