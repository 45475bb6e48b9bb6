package org.sgdyn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers as messages write them. */
final class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "50, 50, 50",
        "0.1, 0.1, 0.1",
        "-0.12345, -0.12345, -0.1235",
        "1e6, 1000000, 1000000",
        "1.5e7, 1.5e7, 1.5e7",
        "1e-7, 1e-7, 1e-7",
        "8.319999999999, 8.319999999999, 8.32",
        "NaN, NaN, NaN",
        "Infinity, Infinity, Infinity",
    })
    void numbersAreShort(double value, String exact, String rounded) {
        assertThat(Decimals.exact(value)).isEqualTo(exact);
        assertThat(Decimals.rounded(value)).isEqualTo(rounded);
        // The exact text is the number, not one near it.
        assertThat(Double.valueOf(Decimals.exact(value))).isEqualTo(Double.valueOf(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "it diverged at t = 8.319999999; lower the rate | it diverged at t = 8.32; lower the rate",
                "it diverged at t = 1.25E-4; lower the rate | it diverged at t = 0.000125; lower the rate",
                "a step of 0.123456 at t = 3.0 | a step of 0.123456 at t = 3",
            })
    void timesInMessagesAreRoundedAndNothingElse(String message, String words) {
        assertThat(Decimals.withRoundedTimes(message)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "0.275644, 1.2e-4, 0.2756",
        "0.275644, 0, 0.275644",
        "0.275644, 1e-12, 0.275644",
        "0.275644, 3, 0.3",
        "12345.678, 20, 12350",
        "-12345.678, 2000, -12000",
        "0, 1e-3, 0",
        "NaN, 1e-3, NaN",
    })
    void digitsEndWhereTheErrorBegins(double value, double error, String shown) {
        assertThat(Decimals.certain(value, error, 6)).isEqualTo(shown);
    }
}
