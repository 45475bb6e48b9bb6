package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.model.Trajectory;

/** Theory against curves of an independent implementation. */
class ReferenceTest {

    /** The reference itself is good to about 1e-9; the integrator works at 1e-10. */
    private static final double RELATIVE = 1e-7;

    private static final double ABSOLUTE = 1e-12;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "least-squares-teacher",
                "least-squares-two-classes",
                "logistic-adagrad",
                "logistic-isotropic",
                "logistic-power-law",
                "logistic-rank-one",
                "logistic-zero-one"
            })
    void everyCommonColumnReproduces(String name) {
        Trajectory theory = Experiments.theory(Experiments.resource("reference/" + name + ".yaml"));
        List<String> lines =
                Experiments.resource("reference/" + name + ".csv").lines().toList();
        String[] header = lines.get(0).split(",", -1);
        assertThat(theory.times()).hasSize(lines.size() - 1);
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            for (int c = 0; c < header.length; c++) {
                double expected = Double.parseDouble(cells[c]);
                double actual = c == 0 ? theory.times()[row - 1] : theory.curve(header[c])[row - 1];
                assertThat(actual)
                        .as(header[c] + " at t = " + cells[0])
                        .isCloseTo(expected, within(RELATIVE * Math.abs(expected) + ABSOLUTE));
            }
        }
    }
}
