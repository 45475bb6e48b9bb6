package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.model.Trajectory;

/** Networks of two layers: what is known of their curves beforehand. */
class NetworkTest {

    private static final String PRECISE = ", relativeTolerance: 1e-10, absoluteTolerance: 1e-12}";

    /** Tolerances of 1e-10, amplified. */
    private static final double CLOSE = 2e-8;

    private static final String MIXTURE = """
            name: network
            dimension: 40
            seed: 3
            classes:
              - {weight: 0.3, label: 1, mean: {type: power-law, exponent: 0.3, amplitude: 1.5}, covariance: {type: power-law, exponent: 0.5}}
              - {weight: 0.3, label: 1, mean: {type: power-law, exponent: 0.3, amplitude: -1.5}, covariance: {type: power-law, exponent: 0.5}}
              - {weight: 0.4, label: -1, mean: zero, covariance: {type: isotropic, value: 0.8}}
            loss: {type: committee, activation: erf, hidden: 2, output: {weights: [0.5, 0.4], train: true, rate: 0.8}}
            initial:
              - {type: power-law, exponent: 0.2, amplitude: 0.8}
              - {type: power-law, exponent: 0.6, amplitude: -1.0}
            learningRate: {type: constant, value: 0.4}
            bias: {initial: [0.2, -0.1], rate: [1, 0.5]}
            time: {end: 6, points: 7}
            """;

    private static final String SWAPPED = MIXTURE.replace("weights: [0.5, 0.4]", "weights: [0.4, 0.5]")
            .replaceAll("(?s)(  - \\{type: power-law, exponent: 0.2[^\\n]*\\n)( *- [^\\n]*\\n)", "$2$1")
            .replace("initial: [0.2, -0.1], rate: [1, 0.5]", "initial: [-0.1, 0.2], rate: [0.5, 1]");

    private static Trajectory precise(String yaml, String setting) {
        return Experiments.theory(yaml, setting, "integrator={type: dormand-prince-853" + PRECISE);
    }

    private static Trajectory precise(String yaml) {
        return Experiments.theory(yaml, "integrator={type: dormand-prince-853" + PRECISE);
    }

    private static void requireEqual(double[] found, double[] expected, double tolerance, String what) {
        for (int k = 0; k < expected.length; k++) {
            assertThat(found[k])
                    .as("%s at output %d", what, k)
                    .isCloseTo(expected[k], within(tolerance * (1 + Math.abs(expected[k]))));
        }
    }

    @Test
    void exchangedUnitsExchangeColumns() {
        Trajectory one = precise(MIXTURE);
        Trajectory other = precise(SWAPPED);
        for (String column : new String[] {"risk", "error", "norm_squared", "offset", "risk_3"}) {
            requireEqual(other.curve(column), one.curve(column), CLOSE, column);
        }
        for (String column : new String[] {"output_", "bias_", "logit_mean_1_", "logit_variance_3_"}) {
            requireEqual(other.curve(column + 1), one.curve(column + 2), CLOSE, column);
            requireEqual(other.curve(column + 2), one.curve(column + 1), CLOSE, column);
        }
        assertThat(Experiments.last(one, "output_1")).isNotCloseTo(Experiments.last(one, "output_2"), within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "erf | learningRate={type: constant, value: 0.4}",
                "erf | learningRate={type: adagrad-norm, value: 1.0, offset: 0.5}",
                "erf | algorithm={type: heavy-ball, decay: 2}",
                "erf | average={type: exponential, rate: 2}",
                "erf | batch={fraction: 0.2}",
                "linear | ridge=0.1"
            })
    void integratorsAgree(String activation, String setting) {
        String yaml = MIXTURE.replace("activation: erf", "activation: " + activation)
                .replace("loss:", "statistics: [risk, norm, trained]\nloss:");
        Trajectory reference = precise(yaml, setting);
        for (String integrator : new String[] {"modewise" + PRECISE, "dormand-prince-54, relativeTolerance: 1e-9}"}) {
            Trajectory other = Experiments.theory(yaml, setting, "integrator={type: " + integrator);
            for (String column : new String[] {"risk", "norm_squared", "bias_1", "output_2", "offset"}) {
                // Tolerances of 1e-9, amplified.
                requireEqual(other.curve(column), reference.curve(column), 1e-6, column);
            }
        }
    }

    /** A linear unit of weight 1 is least squares. */
    @ParameterizedTest
    @ValueSource(strings = {"modewise", "dormand-prince-853"})
    void oneLinearUnitIsLeastSquares(String integrator) {
        String squares = MIXTURE.replaceAll("loss: .*", "loss: {type: least-squares}")
                .replaceAll(
                        "(?s)initial:\\n.*?learningRate",
                        "initial: {type: power-law, exponent: 0.2, amplitude: 0.8}\nlearningRate")
                .replaceAll("bias: .*", "bias: {initial: 0.2}");
        String linear = squares.replaceAll("loss: .*", "loss: {type: committee, activation: linear, hidden: 1}");
        String setting = "integrator={type: " + integrator + PRECISE;
        Trajectory expected = Experiments.theory(squares, setting);
        Trajectory found = Experiments.theory(linear, setting);
        for (String column : new String[] {"risk", "norm_squared", "bias", "logit_mean_1", "logit_variance_3"}) {
            requireEqual(found.curve(column), expected.curve(column), CLOSE, column);
        }
    }

    /** Linear units with fixed weights v: w = X v obeys least squares at the rate gamma |v|^2. */
    @Test
    void linearUnitsAreLeastSquaresOfTheirSum() {
        String linear = MIXTURE.replaceAll(
                        "loss: .*",
                        "loss: {type: committee, activation: linear, hidden: 2, output: {weights: [0.6, 0.8]}}")
                .replaceAll("bias: .*\\n", "");
        String squares = linear.replaceAll("loss: .*", "loss: {type: least-squares}")
                .replaceAll(
                        "(?s)initial:\\n.*?learningRate",
                        "initial: {type: sum, of: [{type: power-law, exponent: 0.2, amplitude: 0.48}, {type: power-law, exponent: 0.6, amplitude: -0.8}]}\nlearningRate");
        Trajectory found = precise(linear);
        Trajectory expected = precise(squares);
        for (String column : new String[] {"risk", "risk_1", "risk_2", "risk_3"}) {
            requireEqual(found.curve(column), expected.curve(column), CLOSE, column);
        }
    }

    /** What the teacher is already has nothing to learn. */
    @ParameterizedTest
    @ValueSource(strings = {"erf", "quadratic", "linear"})
    void theTeacherItselfStays(String activation) {
        Trajectory theory = precise(
                MIXTURE.replaceAll(
                                "loss: .*",
                                "loss: {type: committee, activation: " + activation
                                        + ", hidden: 2, output: {weights: [0.7, -0.4], train: true}, teacher: {weights: [0.7, -0.4]}}")
                        .replaceAll("bias: .*\\n", "")
                        .replace(
                                "initial:",
                                "teacher:\n  - {type: power-law, exponent: 0.2, amplitude: 0.8}\n  - {type: power-law, exponent: 0.6, amplitude: -1.0}\ninitial:"));
        double norm = theory.curve("norm_squared")[0];
        for (int k = 0; k < theory.times().length; k++) {
            // Rounding of sums over units that cancel, and tolerances of the integrator.
            assertThat(theory.curve("risk")[k]).isCloseTo(0, within(1e-13));
            assertThat(theory.curve("norm_squared")[k]).isCloseTo(norm, within(1e-10 * norm));
            assertThat(theory.curve("output_1")[k]).isCloseTo(0.7, within(1e-10));
        }
    }

    @Test
    void unitsThatStartAlikeStayAlike() {
        Trajectory theory = precise(MIXTURE.replace("weights: [0.5, 0.4]", "weights: [0.5, 0.5]")
                .replaceAll(
                        "(?s)initial:\\n.*?learningRate",
                        "initial: {type: power-law, exponent: 0.2, amplitude: 0.8}\nlearningRate")
                .replaceAll("bias: .*", "bias: {initial: 0.2}"));
        requireEqual(theory.curve("output_1"), theory.curve("output_2"), 1e-12, "output");
        requireEqual(theory.curve("bias_1"), theory.curve("bias_2"), 1e-12, "bias");
        requireEqual(theory.curve("logit_variance_1_1"), theory.curve("logit_variance_1_2"), 1e-12, "variance");
        assertThat(Experiments.last(theory, "risk")).isNotCloseTo(theory.curve("risk")[0], within(1e-2));
    }

    /** An output layer of rate 0 is a fixed one. */
    @Test
    void anOutputLayerOfRateZeroIsFixed() {
        Trajectory zero = precise(MIXTURE.replace("rate: 0.8", "rate: 0"));
        Trajectory fixed = precise(MIXTURE.replace(", train: true, rate: 0.8", ""));
        for (String column : new String[] {"risk", "norm_squared", "error", "bias_2"}) {
            requireEqual(zero.curve(column), fixed.curve(column), CLOSE, column);
        }
        for (double value : zero.curve("output_1")) {
            // Rounding of interpolation between steps.
            assertThat(value).isCloseTo(0.5, within(1e-15));
        }
    }
}
