package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.model.Trajectory;

/** Theory against curves of an independent implementation. */
class ReferenceTest {

    /** The reference itself is good to about 1e-9; both integrators work at 1e-10. */
    private static final double RELATIVE = 1e-8;

    private static final double ABSOLUTE = 1e-12;

    static List<Arguments> cases() {
        return Stream.of(
                        "least-squares-teacher",
                        "least-squares-two-classes",
                        "logistic-adagrad",
                        "logistic-isotropic",
                        "logistic-power-law",
                        "logistic-rank-one",
                        "logistic-zero-one")
                .flatMap(name ->
                        Stream.of("modewise", "dormand-prince-853").map(integrator -> Arguments.of(name, integrator)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCommonColumnReproduces(String name, String integrator) {
        Trajectory theory = Experiments.theory(
                Experiments.resource("reference/" + name + ".yaml"), "integrator.type=" + integrator);
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
