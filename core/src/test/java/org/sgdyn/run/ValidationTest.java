package org.sgdyn.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.agreement.Agreement.Finding;
import org.sgdyn.run.Validation.CurveValidation;
import org.sgdyn.run.Validation.Exponent;
import org.sgdyn.run.Validation.Row;

class ValidationTest {

    private static List<Row> powerLaw(double exponent, double relativeError, double p) {
        List<Row> rows = new ArrayList<>();
        for (int d = 100; d <= 3200; d *= 2) {
            double distance = 3 * Math.pow(d, exponent);
            rows.add(new Row(d, "risk", 20, distance, relativeError * distance, 1, 1, p));
        }
        return rows;
    }

    /** With equal relative errors e the slope's error is e / sqrt(sum (x - mean x)^2), six steps of log 2: 17.5 log(2)^2. */
    @Test
    void aPurePowerIsFoundWithItsError() {
        Exponent exponent = Validation.fit(powerLaw(-0.5, 0.1, 1)).orElseThrow();
        assertThat(exponent.value()).isCloseTo(-0.5, within(1e-12));
        assertThat(exponent.standardError()).isCloseTo(0.1 / (Math.sqrt(17.5) * Math.log(2)), within(1e-12));
    }

    @Test
    void disagreementNeedsAWrongExponentAndADeparture() {
        assertThat(validated(-0.5, 1e-4).disagrees()).isFalse();
        assertThat(validated(-0.1, 0.5).disagrees()).isFalse();
        assertThat(validated(-0.1, 1e-4).disagrees()).isTrue();
        // At one of six dimensions 0.005 is no more than 0.03 at all.
        assertThat(validated(-0.1, 0.005).departs()).isFalse();
        assertThat(validated(-0.1, Double.NaN).disagrees()).isFalse();
    }

    @Test
    void theFirstDepartureIsTheEarliestOfAllStatisticsThatDepart() {
        CurveValidation validation = validated(-0.5, 0.5);
        assertThat(validation.firstDeparture().orElseThrow().column()).isEqualTo("norm_squared");
    }

    private static CurveValidation validated(double exponent, double p) {
        List<Row> rows = powerLaw(exponent, 0.1, p);
        Agreement agreement = new Agreement(
                20,
                10,
                true,
                Optional.of(finding("risk", 1e-5, 2)),
                List.of(finding("error", 0.5, 0), finding("norm_squared", 1e-3, 1)),
                0.01);
        return new CurveValidation("", "risk", rows, Validation.fit(rows), agreement, List.of());
    }

    private static Finding finding(String column, double p, double first) {
        return new Finding(column, p, 5, first, 1, 1.1, 0.1, true);
    }
}
