package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;

/** Several outputs: theory against simulation, and against reductions that are exact. */
class ManyClassesTest {

    private static final String FOUR = """
            name: four
            dimension: 400
            seed: 3
            classes:
              - {mean: {type: gaussian, norm: 1.5}, covariance: {type: power-law, exponent: 0.3}}
              - {mean: {type: gaussian, norm: 1.5}, covariance: {type: power-law, exponent: 0.8}}
              - {mean: {type: gaussian, norm: 1.5}, covariance: {type: power-law, exponent: 1.2}}
              - {mean: {type: gaussian, norm: 1.5}, covariance: {type: power-law, exponent: 2}}
            loss: {type: softmax}
            learningRate: {type: constant, value: 1}
            time: {end: 8, points: 9}
            integrator: {type: dormand-prince-54, relativeTolerance: 1e-6, absoluteTolerance: 1e-8}
            simulation: {replicates: 20}
            """;

    /** Risk, error and every entry of the confusion matrix. */
    @ParameterizedTest
    @CsvSource({"softmax, 1", "one-hot-least-squares, 0.7"})
    void fourAnisotropicClassesAgreeWithSimulation(String loss, double learningRate) {
        CurveResult curve = Experiments.plain(
                FOUR, "loss.type=" + loss, "learningRate.value=" + learningRate, "statistics=[risk, error, confusion]");
        List<String> columns = new ArrayList<>(List.of("risk", "error"));
        for (int i = 1; i <= 4; i++) {
            for (int j = 1; j <= 4; j++) {
                columns.add("confusion_" + i + "_" + j);
            }
        }
        SimulationAgreementTest.requireAgreement(curve, columns);
    }

    /**
     * Two-class softmax sees only r_1 - r_2: with X = (w, -w) / 2 its gradient flow in w is logistic regression with twice the
     * learning rate, exactly in theory as in SGD.
     */
    @Test
    void softmaxOfTwoClassesIsLogisticRegression() {
        String pair = """
                name: pair
                dimension: 300
                classes:
                  - {label: 1, mean: {type: power-law, exponent: 0.2}, covariance: {type: power-law, exponent: 1.1}}
                  - {label: 0, mean: {type: power-law, exponent: 0.2, amplitude: -1}, covariance: {type: power-law, exponent: 1.5}}
                loss: {type: softmax}
                learningRate: {type: constant, value: 0.5}
                time: {end: 20, points: 11}
                integrator: {type: dormand-prince-853, relativeTolerance: 1e-11, absoluteTolerance: 1e-13}
                """;
        Trajectory softmax = Experiments.theory(pair);
        Trajectory logistic = Experiments.theory(pair, "loss.type=logistic", "learningRate.value=1");
        for (String column : List.of("risk", "error", "risk_1", "risk_2")) {
            double[] expected = logistic.curve(column);
            double[] actual = softmax.curve(column);
            for (int k = 0; k < expected.length; k++) {
                // At t = 0 all logits tie: softmax gives them to class 1, the sign rule to the label 0; the means
                // agree.
                // Both integrations work at 1e-11.
                assertThat(actual[k]).as(column + ", row " + k).isCloseTo(expected[k], within(1e-9));
            }
        }
    }

    /** The cost follows the distinct groups: forty classes with one covariance are a single group. */
    @Test
    void fortyClassesAtInfiniteDimension() {
        CurveResult curve = Experiments.plain("""
                name: forty
                dimension: infinite
                classes: {count: 40, mean: {type: gaussian, norm: 10}, covariance: {type: isotropic}}
                loss: {type: one-hot-least-squares}
                learningRate: {type: constant, value: 0.1}
                time: {end: 10, points: 11}
                statistics: [risk]
                """);
        double[] risk = curve.theory().curve("risk");
        assertThat(curve.theory().outcome().isComplete()).isTrue();
        assertThat(risk[0]).isCloseTo(0.5, within(1e-12));
        // Each class explains p |mu|^2 / (1 + p |mu|^2) = 5/7 of its own output in the end.
        assertThat(risk[10]).isBetween(0.14, 0.45);
    }
}
