package org.sgdyn.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgdyn.run.Validation.CurveValidation;
import org.sgdyn.run.Validation.Exponent;
import org.sgdyn.run.Validation.Row;

class ValidationTest {

    private static List<Row> powerLaw(double exponent, double relativeError, double bias) {
        List<Row> rows = new ArrayList<>();
        for (int d = 100; d <= 3200; d *= 2) {
            double distance = 3 * Math.pow(d, exponent);
            rows.add(new Row(d, "risk", 20, distance, relativeError * distance, bias, 1));
        }
        return rows;
    }

    /** With equal relative errors e the slope's error is e / sqrt(sum (x - mean x)^2), six steps of log 2: 17.5 log(2)^2. */
    @Test
    void aPurePowerIsFoundWithItsError() {
        Exponent exponent = Validation.fit(powerLaw(-0.5, 0.1, 0)).orElseThrow();
        assertThat(exponent.value()).isCloseTo(-0.5, within(1e-12));
        assertThat(exponent.standardError()).isCloseTo(0.1 / (Math.sqrt(17.5) * Math.log(2)), within(1e-12));
    }

    @Test
    void disagreementNeedsAWrongExponentAndABias() {
        assertThat(validated(-0.5, 10).disagrees()).isFalse();
        assertThat(validated(-0.1, 1).disagrees()).isFalse();
        assertThat(validated(-0.1, 10).disagrees()).isTrue();
    }

    private static CurveValidation validated(double exponent, double bias) {
        List<Row> rows = powerLaw(exponent, 0.1, bias);
        return new CurveValidation("", "risk", rows, Validation.fit(rows), Optional.empty(), List.of());
    }
}
