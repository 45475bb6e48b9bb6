package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
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

    /** What the least accurate reference of an algorithm is good to: softmax of three classes, 7e-8 where it is clipped. */
    private static final double RELATIVE_OF_ALGORITHMS = 1e-7;

    private static final double ABSOLUTE = 1e-12;

    private static final double BIAS = 1e-8;

    private static final double COMMITTEE = 2e-9;

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

    static List<Arguments> algorithms() {
        return Stream.of(
                        "adagrad-logistic",
                        "adam-least-squares-teacher",
                        "adam-momentum-logistic",
                        "adamw-softmax-3",
                        "clipped-least-squares-teacher",
                        "clipped-logistic",
                        "clipped-softmax-3",
                        "dana-least-squares-teacher",
                        "exponential-average-heavy-ball-least-squares",
                        "heavy-ball-logistic",
                        "heavy-ball-softmax-3",
                        "label-flip-logistic",
                        "normalized-softmax-3",
                        "phases-softmax-3",
                        "proportional-batch-least-squares-teacher",
                        "ramp-logistic",
                        "schedule-free-logistic",
                        "sign-delocalized-least-squares-teacher",
                        "sign-least-squares",
                        "tail-average-logistic")
                .flatMap(name ->
                        Stream.of("modewise", "dormand-prince-853").map(integrator -> Arguments.of(name, integrator)))
                .toList();
    }

    static List<Arguments> trained() {
        return Stream.of("modewise", "dormand-prince-853")
                .flatMap(integrator -> Stream.of(
                        Arguments.of("logistic-bias", BIAS, integrator),
                        Arguments.of("committee-mixture", COMMITTEE, integrator)))
                .toList();
    }

    static List<Arguments> mixtures() {
        return Stream.of(
                        "least-squares-12",
                        "least-squares-40",
                        "logistic-12",
                        "logistic-40",
                        "one-hot-40",
                        "softmax-12")
                .flatMap(name -> Stream.of("paper", "second-moment")
                        .flatMap(form -> Stream.of("modewise", "dormand-prince-853")
                                .map(integrator -> Arguments.of(name, form, integrator))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyCommonColumnReproduces(String name, String integrator) {
        requireReference(name, RELATIVE, "integrator.type=" + integrator);
    }

    /** Algorithms, averages, weights in time, flipped labels and proportional batches; integrators work at a tenth of the bound. */
    @ParameterizedTest
    @MethodSource("algorithms")
    void everyColumnOfAnAlgorithmReproduces(String name, String integrator) {
        // Two logit means of the normalised one nearly cancel, and have fewer digits than the state.
        String tolerances = name.equals("normalized-softmax-3")
                ? "relativeTolerance: 1e-9, absoluteTolerance: 1e-11"
                : "relativeTolerance: 1e-8, absoluteTolerance: 1e-10";
        requireReference(name, RELATIVE_OF_ALGORITHMS, "integrator={type: " + integrator + ", " + tolerances + "}");
    }

    /** Classes of full covariances that do not commute; the iterate's covariance is kept whole. */
    @ParameterizedTest
    @MethodSource("mixtures")
    void everyColumnOfFullCovariancesReproduces(String name, String form, String integrator) {
        requireReference(
                "mixture/" + name,
                "mixture/" + name + "." + form,
                RELATIVE,
                "mixture.form=" + form,
                "integrator={type: " + integrator + ", relativeTolerance: 1e-10, absoluteTolerance: 1e-12}");
    }

    /** A bias, and an output layer, which are trained beside the iterate; integrators work at a hundredth of the bounds. */
    @ParameterizedTest
    @MethodSource("trained")
    void everyColumnOfTrainedParametersReproduces(String name, double relative, String integrator) {
        requireReference(
                name,
                relative,
                "integrator={type: " + integrator + ", relativeTolerance: 1e-11, absoluteTolerance: 1e-13}");
    }

    private static void requireReference(String name, double relative, String setting) {
        requireReference(name, name, relative, setting);
    }

    private static void requireReference(String name, String curves, double relative, String... settings) {
        Path file = Experiments.path("reference/" + name + ".yaml");
        Trajectory theory =
                Experiments.theory(Experiments.resource("reference/" + name + ".yaml"), file.getParent(), settings);
        List<String> lines =
                Experiments.resource("reference/" + curves + ".csv").lines().toList();
        String[] header = lines.get(0).split(",", -1);
        assertThat(theory.times()).hasSize(lines.size() - 1);
        for (int row = 1; row < lines.size(); row++) {
            String[] cells = lines.get(row).split(",", -1);
            for (int c = 0; c < header.length; c++) {
                double expected = Double.parseDouble(cells[c]);
                double actual = c == 0 ? theory.times()[row - 1] : theory.curve(header[c])[row - 1];
                assertThat(actual)
                        .as(header[c] + " at t = " + cells[0])
                        .isCloseTo(expected, within(relative * Math.abs(expected) + ABSOLUTE));
            }
        }
    }
}
