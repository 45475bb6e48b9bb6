package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.experiment.Remarks;

/** What a valid experiment is remarked on for, and what it is not. */
class RemarksTest {

    private static final String TEACHER = """
            name: remarked
            dimension: 1000
            seed: 1
            classes: [{label: 0, mean: {type: zero}, covariance: {type: isotropic}}]
            loss: {type: least-squares, teacher: true}
            teacher: {type: constant, amplitude: 1}
            learningRate: {type: constant, value: 0.5}
            time: {end: 2, points: 5}
            simulation: {replicates: 2}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Curvature and eigenvalue are 1, so that the number compared is gamma(0) sqrt(batch / d).
                "learningRate={type: adagrad-norm, value: 1, offset: 1} | false",
                "learningRate={type: adagrad-norm, value: 1, offset: 0.3} | false",
                "learningRate={type: adagrad-norm, value: 1, offset: 0.1} | true",
                "learningRate={type: adagrad-norm, value: 1, offset: 1e-8} | true",
                "learningRate={type: power-decay, value: 50, time: 0.01, exponent: 1} | true",
                "learningRate={type: exponential-decay, value: 1e3, time: 1e-4} | true",
                "learningRate={type: warm-up, time: 1, then: {type: constant, value: 1}} | false",
                "batch=50 | false",
                "batch=500 | true",
            })
    void stepsThatAreTooLongForTheTheory(String setting, boolean remarked) {
        List<String> remarks = Remarks.of(Experiments.read(TEACHER, Path.of("."), setting));
        if (remarked) {
            assertThat(remarks).singleElement().asString().contains("may be too long for the theory");
        } else {
            assertThat(remarks).isEmpty();
        }
    }

    @Test
    void anAverageThatNeverStarts() {
        assertThat(Remarks.of(Experiments.read(TEACHER, Path.of("."), "average={type: tail, start: 2}")))
                .singleElement()
                .asString()
                .startsWith("the average starts at t = 2.0, not before the end of the run");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "loss={type: phase-retrieval}",
                // The teacher itself, without noise.
                "initial={type: constant, amplitude: 1}",
                // No data at all: a zero mean, no variance, nothing to fit.
                "classes.0.covariance.value=0",
            })
    void startsFromWhichNothingMoves(String setting) {
        assertThat(Remarks.of(Experiments.read(TEACHER, Path.of("."), setting)))
                .singleElement()
                .asString()
                .startsWith("the start is stationary");
    }

    @Test
    void aGradientThatIsAsGoodAsNoneIsNotSaidToVanish() {
        assertThat(Remarks.of(Experiments.read(TEACHER, Path.of("."), "teacher={type: constant, amplitude: 1e-14}")))
                .singleElement()
                .asString()
                .startsWith(
                        "the start is stationary: gradient and noise are below 1e-12 there, so that theory and SGD hardly move");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Slow for another reason than the start.
                "algorithm={type: heavy-ball, decay: 1e-12}",
                "algorithm={type: adagrad, epsilon: 1e300}",
                "loss={type: least-squares, teacher: true, noise: 0.1}",
                "learningRate={type: warm-up, time: 1, then: {type: constant, value: 1}}",
                "initial={type: constant, amplitude: 0.9999}",
            })
    void startsFromWhichSomethingMoves(String setting) {
        assertThat(Remarks.of(Experiments.read(TEACHER, Path.of("."), setting, "teacher.amplitude=1")))
                .isEmpty();
    }
}
