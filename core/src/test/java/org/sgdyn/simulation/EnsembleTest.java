package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.Outcome;

/** Curves of an ensemble by their names. */
class EnsembleTest {

    private static final Ensemble ENSEMBLE = new Ensemble(
            List.of("learning_rate", "risk"),
            new double[] {0, 1, 2},
            new int[] {4, 4, 3},
            new double[][] {{1, 11}, {1, 12}, {1, 13}},
            new double[][] {{0, 21}, {0, 22}, {0, 23}},
            new double[][] {{1, 31}, {1, 32}, {1, 33}},
            new double[][] {{1, 41}, {1, 42}, {1, 43}},
            List.of(Outcome.completed(2)));

    @Test
    void aCurveHasAValueForEachTime() {
        assertThat(ENSEMBLE.mean("risk")).containsExactly(11, 12, 13);
        assertThat(ENSEMBLE.deviation("risk")).containsExactly(21, 22, 23);
        assertThat(ENSEMBLE.lower("risk")).containsExactly(31, 32, 33);
        assertThat(ENSEMBLE.upper("risk")).containsExactly(41, 42, 43);
        assertThat(ENSEMBLE.mean("learning_rate")).containsExactly(1, 1, 1);
    }

    @Test
    void whatIsNoCurveIsSaid() {
        assertThatThrownBy(() -> ENSEMBLE.upper("rsk"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no curve rsk among [learning_rate, risk]");
    }
}
