package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.model.Trajectory;

/** A bias that is trained beside the iterate: what it must not change, what it must, and that every part of the program takes it. */
class BiasTest {

    private static final String PRECISE = ", relativeTolerance: 1e-10, absoluteTolerance: 1e-12}";

    /** Tolerances of 1e-10, amplified. */
    private static final double CLOSE = 2e-8;

    private static final String LOGISTIC = """
            name: bias
            dimension: 60
            seed: 3
            classes:
              - {weight: 0.7, label: 1, mean: {type: power-law, exponent: 0.3, amplitude: 1.2}, covariance: {type: power-law, exponent: 0.5}}
              - {weight: 0.3, label: 0, mean: {type: constant, amplitude: -0.8}, covariance: {type: isotropic, value: 0.7}}
            loss: {type: logistic}
            learningRate: {type: constant, value: 0.8}
            bias: {initial: 0.3, rate: 1.4}
            time: {end: 6, points: 13}
            """;

    private static final String SQUARES = LOGISTIC.replace("{type: logistic}", "{type: least-squares}");

    private static Trajectory precise(String yaml, String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 1);
        all[settings.length] = "integrator={type: dormand-prince-853" + PRECISE;
        return Experiments.theory(yaml, all);
    }

    private static void requireEqual(Trajectory first, Trajectory second, double tolerance, String... columns) {
        for (String column : columns) {
            double[] a = first.curve(column);
            double[] b = second.curve(column);
            for (int k = 0; k < a.length; k++) {
                assertThat(a[k])
                        .as("%s at t = %s", column, first.times()[k])
                        .isCloseTo(b[k], within(tolerance * (1 + Math.abs(b[k]))));
            }
        }
    }

    /** With least squares, a bias that stays at b is a label less b. */
    @Test
    void aFixedBiasShiftsLabels() {
        Trajectory biased = precise(SQUARES, "bias={initial: 0.3, rate: 0}");
        Trajectory shifted = precise(SQUARES.replaceAll("bias: .*\\n", "")
                .replace("label: 1", "label: 0.7")
                .replace("label: 0,", "label: -0.3,"));
        requireEqual(biased, shifted, CLOSE, "risk", "norm_squared", "risk_1", "risk_2");
        for (double value : biased.curve("bias")) {
            assertThat(value).isEqualTo(0.3);
        }
        double[] mean = biased.curve("logit_mean_1");
        double[] own = shifted.curve("logit_mean_1");
        for (int k = 0; k < mean.length; k++) {
            assertThat(mean[k]).isCloseTo(own[k] + 0.3, within(CLOSE));
        }
    }

    /** No bias, and one that stays 0, are the same. */
    @Test
    void aBiasThatStaysZeroIsNone() {
        Trajectory zero = precise(LOGISTIC, "bias={rate: 0}");
        Trajectory none = precise(LOGISTIC.replaceAll("bias: .*\\n", ""));
        requireEqual(zero, none, CLOSE, "risk", "norm_squared", "error", "logit_mean_1", "logit_variance_2");
    }

    /** With least squares b + sum_i p_i m_i - sum_i p_i y_i is the mean residual, and b moves against it: b' = -gamma eta E e. */
    @Test
    void theBiasMovesAgainstTheMeanResidual() {
        Trajectory theory = precise(SQUARES, "time={end: 6, points: 2401}");
        double[] bias = theory.curve("bias");
        double[] first = theory.curve("logit_mean_1");
        double[] second = theory.curve("logit_mean_2");
        double h = theory.times()[1];
        for (int k = 2; k < bias.length - 2; k += 100) {
            double slope = (8 * (bias[k + 1] - bias[k - 1]) - (bias[k + 2] - bias[k - 2])) / (12 * h);
            double residual = 0.7 * (first[k] - 1) + 0.3 * second[k];
            // Differences of fourth order of step 2.5e-3, and curves of 1e-10 divided by it.
            assertThat(slope).isCloseTo(-0.8 * 1.4 * residual, within(1e-6));
        }
    }

    /** A ridge shrinks the iterate and leaves the bias: where nothing else moves, it stays. */
    @Test
    void theRidgeLeavesTheBias() {
        Trajectory theory =
                precise(SQUARES.replace("label: 1", "label: 0.3").replace("label: 0,", "label: 0.3,"), "ridge=0.5");
        // Labels equal the bias: the iterate, which starts at 0, has nothing to learn.
        for (double value : theory.curve("bias")) {
            assertThat(value).isCloseTo(0.3, within(1e-15));
        }
        Trajectory ridged = precise(SQUARES, "ridge=0.5", "time={end: 100, points: 2}");
        // At rest the mean residual, along which the bias moves, vanishes, ridge or not.
        double residual =
                0.7 * (Experiments.last(ridged, "logit_mean_1") - 1) + 0.3 * Experiments.last(ridged, "logit_mean_2");
        assertThat(residual).isCloseTo(0, within(1e-8));
    }

    /** All that a run can have beside a bias, by every integrator. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logistic | learningRate={type: adagrad-norm, value: 1.0, offset: 0.5}",
                "least-squares | learningRate={type: line-search}",
                "logistic | algorithm={type: heavy-ball, decay: 2}",
                "logistic | average={type: tail, start: 2}",
                "logistic | average={type: exponential, rate: 2}",
                "logistic | batch=4",
                "logistic | batch={fraction: 0.2}",
                "logistic | ridge=0.3",
                "logistic | classes.1.labelFlip=0.1",
                "logistic | weights={type: linear, times: [0, 4], values: [[0.7, 0.3], [0.2, 0.8]]}"
            })
    void integratorsAgree(String loss, String setting) {
        String yaml = LOGISTIC.replace("type: logistic", "type: " + loss);
        Trajectory reference = precise(yaml, setting);
        Trajectory plain = precise(yaml.replaceAll("bias: .*\\n", ""), setting);
        assertThat(Experiments.last(reference, "risk")).isNotCloseTo(Experiments.last(plain, "risk"), within(1e-4));
        for (String integrator : new String[] {"modewise", "dormand-prince-54", "runge-kutta-chebyshev"}) {
            String precision =
                    integrator.equals("modewise") ? PRECISE : ", relativeTolerance: 1e-8, absoluteTolerance: 1e-10}";
            Trajectory other = Experiments.theory(yaml, setting, "integrator={type: " + integrator + precision);
            // Tolerances of 1e-8, amplified.
            requireEqual(other, reference, 2e-6, "risk", "norm_squared", "bias", "logit_mean_1");
        }
    }

    /** One-hot least squares is learnt output by output; a bias for each is, too. */
    @ParameterizedTest
    @ValueSource(strings = {"modewise", "dormand-prince-853"})
    void outputsThatDoNotMeetKeepTheirOwnBias(String integrator) {
        String yaml = LOGISTIC.replace("{type: logistic}", "{type: one-hot-least-squares}")
                .replaceAll("bias: .*\\n", "bias: {initial: [0.3, -0.1], rate: [1.4, 0.6]}\n");
        Trajectory both = Experiments.theory(yaml, "integrator={type: " + integrator + PRECISE);
        Trajectory first = precise(SQUARES);
        Trajectory second = precise(
                SQUARES.replace("label: 1", "label: 5")
                        .replace("label: 0,", "label: 1,")
                        .replace("label: 5", "label: 0"),
                "bias={initial: -0.1, rate: 0.6}");
        double[][] found = {both.curve("bias_1"), both.curve("bias_2"), both.curve("risk")};
        for (int k = 0; k < found[0].length; k++) {
            assertThat(found[0][k]).isCloseTo(first.curve("bias")[k], within(CLOSE));
            assertThat(found[1][k]).isCloseTo(second.curve("bias")[k], within(CLOSE));
            assertThat(found[2][k]).isCloseTo(first.curve("risk")[k] + second.curve("risk")[k], within(CLOSE));
        }
    }
}
