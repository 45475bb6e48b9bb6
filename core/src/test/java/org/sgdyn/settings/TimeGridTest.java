package org.sgdyn.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeGridTest {

    /** Ratios beyond double included. */
    @ParameterizedTest
    @CsvSource({"0.01, 100", "1e-300, 1e10", "1e-200, 1e300", "600, 900"})
    void logarithmicTimesHaveEqualRatios(double start, double end) {
        double[] times = TimeGrid.logarithmic(start, end, 6);
        assertThat(times).startsWith(0, start).hasSize(6);
        assertThat(times[5]).isEqualTo(end);
        double step = (Math.log(end) - Math.log(start)) / 4;
        for (int k = 2; k < 6; k++) {
            // Logarithms of up to 700 carry rounding of 1e-13.
            assertThat(Math.log(times[k]) - Math.log(times[k - 1])).isCloseTo(step, within(1e-12));
        }
    }
}
