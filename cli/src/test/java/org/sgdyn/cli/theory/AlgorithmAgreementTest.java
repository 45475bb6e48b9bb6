package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.run.ExperimentResult.CurveResult;

/** Simulated algorithms, averages, weights, flips and batches against their theory, at dimensions that take a second. */
class AlgorithmAgreementTest {

    private static final String LEAST_SQUARES = """
            name: least-squares
            dimension: 400
            seed: 3
            classes:
              - {weight: 0.6, label: 0.5, mean: {type: power-law, exponent: 1, amplitude: 0.8}, covariance: {type: power-law, exponent: 0.5}}
              - {weight: 0.4, label: -0.2, mean: {type: zero}, covariance: {type: blocks, values: [0.4, 2], fractions: [0.4, 0.6]}}
            loss: {type: least-squares, teacher: true, noise: 0.1}
            teacher: {type: power-law, exponent: -0.2, amplitude: 1}
            learningRate: {type: constant, value: 0.5}
            ridge: 0.05
            time: {end: 4, points: 5}
            simulation: {replicates: 12}
            """;

    private static final String LOGISTIC = """
            name: logistic
            dimension: 400
            seed: 4
            classes:
              - {weight: 0.5, label: 1, mean: {type: power-law, exponent: 0.2}, covariance: {type: power-law, exponent: 0.8}}
              - {weight: 0.5, label: 0, mean: {type: power-law, exponent: 0.2, amplitude: -1}, covariance: {type: power-law, exponent: 1.2}}
            loss: {type: logistic}
            initial: {type: power-law, exponent: -0.25, amplitude: 0.7}
            learningRate: {type: constant, value: 1.5}
            time: {end: 4, points: 5}
            simulation: {replicates: 8}
            """;

    private static final String SOFTMAX = """
            name: softmax
            dimension: 200
            seed: 5
            classes:
              - {weight: 0.5, mean: {type: power-law, exponent: 0.3, amplitude: 1.5}, covariance: {type: power-law, exponent: 0.5}}
              - {weight: 0.3, mean: {type: band, from: 0, to: 0.5, amplitude: 2}, covariance: {type: isotropic}}
              - {weight: 0.2, mean: {type: constant, amplitude: -1}, covariance: {type: power-law, exponent: 1.2}}
            loss: {type: softmax}
            initial: {type: power-law, exponent: 0.5, amplitude: 0.3}
            learningRate: {type: constant, value: 1}
            time: {end: 3, points: 4}
            simulation: {replicates: 20}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: clipped, threshold: 0.5}                                        | 0.8",
                "{type: clipped, threshold: 1, noise: 0.7}                              | 0.5",
                "{type: normalized}                                                     | 0.3",
                "{type: sign}                                                           | 0.3",
                "{type: sign, basis: delocalized}                                       | 0.3",
                "{type: heavy-ball, decay: 1.5}                                         | 0.7",
                "{type: dana, weight: 1, decay: 4, offset: 1}                           | 0.4",
                "{type: adagrad, epsilon: 0.1}                                          | 0.5",
                "{type: schedule-free, interpolation: 0.8, offset: 0.2}                 | 0.7"
            })
    void leastSquaresAgrees(String algorithm, double rate) {
        CurveResult curve = Experiments.plain(
                LEAST_SQUARES,
                "algorithm=" + algorithm,
                "learningRate={type: constant, value: " + rate + "}",
                "average={type: tail, start: 1.5}");
        SimulationAgreementTest.requireAgreement(
                curve, List.of("risk", "norm_squared", "average_risk", "average_norm_squared"));
    }

    /** Second moments fluctuate by 4 omega / d of their square, and so bias the steps by the order of 1 / d: a larger dimension. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: adam, momentumDecay: 5, secondMomentDecay: 1, epsilon: 0.1}",
                "{type: adam, secondMomentDecay: 1, epsilon: 0.1, decoupledRidge: true}"
            })
    void adamAgrees(String algorithm) {
        CurveResult curve = Experiments.plain(
                LEAST_SQUARES,
                "algorithm=" + algorithm,
                "learningRate.value=0.3",
                "dimension=1000",
                "simulation.replicates=8");
        SimulationAgreementTest.requireAgreement(curve, List.of("risk", "norm_squared", "preconditioner_mean"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: clipped, threshold: 0.25}",
                "{type: heavy-ball, decay: 2, gradient: {type: clipped, threshold: 0.3}}",
                "{type: adam, momentumDecay: 2, secondMomentDecay: 2, epsilon: 0.1, biasCorrection: false}",
                "{type: schedule-free, interpolation: 0.9, offset: 0.2}"
            })
    void logisticAgrees(String algorithm) {
        CurveResult curve =
                Experiments.plain(LOGISTIC, "algorithm=" + algorithm, "average={type: exponential, rate: 1}");
        SimulationAgreementTest.requireAgreement(
                curve, List.of("risk", "norm_squared", "average_risk", "average_norm_squared"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: normalized}",
                "{type: heavy-ball, decay: 2}",
                "{type: adam, secondMomentDecay: 2, epsilon: 0.3}"
            })
    void softmaxAgrees(String algorithm) {
        SimulationAgreementTest.requireAgreement(
                Experiments.plain(SOFTMAX, "algorithm=" + algorithm), List.of("risk", "norm_squared"));
    }

    /** What a heavy ball remembers, which is noisier than its iterate. */
    @Test
    void velocitiesAgree() {
        SimulationAgreementTest.requireAgreement(
                Experiments.plain(
                        LEAST_SQUARES, "algorithm={type: heavy-ball, decay: 1.5}", "simulation.replicates=40"),
                List.of("velocity_norm_squared"));
    }

    @Test
    void flippedLabelsAgree() {
        String flipped = LOGISTIC.replace("exponent: 0.8}}", "exponent: 0.8}, labelFlip: 0.2}")
                .replace("exponent: 1.2}}", "exponent: 1.2}, labelFlip: 0.05}");
        SimulationAgreementTest.requireAgreement(
                Experiments.plain(flipped), List.of("risk", "error", "norm_squared", "clean_risk", "clean_error"));
        String confused = SOFTMAX.replace("exponent: 1.2}}", "exponent: 1.2}, labelFlip: [0.3, 0.1, 0.6]}");
        SimulationAgreementTest.requireAgreement(
                Experiments.plain(confused), List.of("risk", "norm_squared", "clean_risk"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: piecewise, times: [1.5], values: [[0.9, 0.1], [0, 1]]}",
                "{type: linear, times: [0, 4], values: [[0.9, 0.1], [0.1, 0.9]]}"
            })
    void weightsInTimeAgree(String weights) {
        SimulationAgreementTest.requireAgreement(
                Experiments.plain(LEAST_SQUARES, "weights=" + weights),
                List.of("risk", "risk_1", "risk_2", "norm_squared"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: sgd}                                                             | {type: constant, value: 0.5}",
                "{type: heavy-ball, decay: 1}                                            | {type: constant, value: 0.5}",
                "{type: heavy-ball, decay: 1, gradient: {type: clipped, threshold: 0.5}} | {type: constant, value: 0.8}",
                "{type: sgd}                                                             | {type: adagrad-norm, value: 0.8, offset: 0.5}"
            })
    void proportionalBatchesAgree(String algorithm, String rate) {
        CurveResult curve = Experiments.plain(
                LEAST_SQUARES,
                "algorithm=" + algorithm,
                "learningRate=" + rate,
                "batch={fraction: 0.5}",
                "average={type: tail, start: 1}");
        SimulationAgreementTest.requireAgreement(
                curve, List.of("risk", "norm_squared", "learning_rate", "average_norm_squared"));
        // The equations of small batches are something else.
        double equations = Experiments.last(
                Experiments.theory(LEAST_SQUARES, "algorithm=" + algorithm, "learningRate=" + rate), "norm_squared");
        assertThat(Math.abs(Experiments.last(curve.theory(), "norm_squared") - equations))
                .isGreaterThan(0.002);
    }

    /** Batches of a few samples: memories that count samples, and sums of squares per sample. Biases are of the order of b / d. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: heavy-ball, decay: 1.5}                                     | 400",
                "{type: clipped, threshold: 0.5}                                    | 400",
                "{type: adam, momentumDecay: 5, secondMomentDecay: 1, epsilon: 0.1} | 1200"
            })
    void smallBatchesAgree(String algorithm, int dimension) {
        CurveResult curve = Experiments.plain(
                LEAST_SQUARES,
                "algorithm=" + algorithm,
                "batch=4",
                "learningRate.value=0.4",
                "dimension=" + dimension,
                "simulation.replicates=8");
        SimulationAgreementTest.requireAgreement(curve, List.of("risk", "norm_squared"));
    }

    /** Homogenized SGD of the rules, the noise on all vectors that take gradients up. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: clipped, threshold: 0.5}",
                "{type: heavy-ball, decay: 1.5}",
                "{type: adam, momentumDecay: 5, secondMomentDecay: 1, epsilon: 0.1}",
                "{type: sign}"
            })
    void homogenizedAlgorithmsAgree(String algorithm) {
        CurveResult curve = Experiments.plain(
                LEAST_SQUARES,
                "algorithm=" + algorithm,
                "learningRate.value=0.3",
                "simulation={replicates: 8, kind: homogenized, step: 0.02}");
        SimulationAgreementTest.requireAgreement(curve, List.of("risk", "norm_squared"));
    }
}
