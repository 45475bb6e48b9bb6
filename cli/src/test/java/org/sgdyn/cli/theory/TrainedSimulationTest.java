package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.simulation.ReplicateStore;

/** Simulated SGD with a bias, and with networks of two layers, against the theory: three standard errors and two per cent. */
class TrainedSimulationTest {

    private static final String MIXTURE = """
            name: simulated
            dimension: 500
            seed: 4
            classes:
              - {weight: 0.7, label: 1, mean: {type: power-law, exponent: 0.3, amplitude: 1.2}, covariance: {type: power-law, exponent: 0.3}}
              - {weight: 0.3, label: 0, mean: {type: constant, amplitude: -0.8}, covariance: {type: isotropic, value: 0.7}}
            loss: {type: logistic}
            initial: {type: constant, amplitude: 0.3}
            learningRate: {type: constant, value: 0.6}
            time: {end: 4, points: 5}
            simulation: {replicates: 12}
            """;

    private static final String NETWORK = MIXTURE.replace("initial: {type: constant, amplitude: 0.3}", """
            initial:
              - {type: constant, amplitude: 0.8}
              - {type: power-law, exponent: 0.6, amplitude: -1.0}""");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logistic | batch=1",
                "least-squares | batch=4",
                "logistic | algorithm={type: heavy-ball, decay: 2}",
                "logistic | algorithm={type: clipped, threshold: 0.4}",
                "logistic | learningRate={type: adagrad-norm, value: 1.0, offset: 0.5}",
                "logistic | classes.1.labelFlip=0.1",
                "logistic | simulation={kind: homogenized, replicates: 12, step: 0.02}"
            })
    void aBiasFollowsTheTheory(String loss, String setting) {
        CurveResult curve = Experiments.plain(
                MIXTURE.replace("type: logistic", "type: " + loss), "bias={initial: 0.3, rate: 1.4}", setting);
        SimulationAgreementTest.requireAgreement(curve, List.of("risk", "norm_squared", "bias", "risk_2"));
    }

    /** A bias for each output, one by one and many at once. */
    @ParameterizedTest
    @CsvSource({"softmax", "one-hot-least-squares"})
    void biasesOfOutputsFollow(String loss) {
        CurveResult curve = Experiments.plain(
                MIXTURE.replace("type: logistic", "type: " + loss), "bias={initial: [0.3, -0.2], rate: [1.4, 0.7]}");
        SimulationAgreementTest.requireAgreement(curve, List.of("risk", "bias_1", "bias_2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "activation: erf | squared | batch=1",
                "activation: relu | squared | time={end: 2, points: 3}",
                "activation: tanh | squared | time={end: 2, points: 3}",
                "activation: erf | logistic | time={end: 2, points: 3}"
            })
    void aNetworkFollows(String activation, String criterion, String setting) {
        CurveResult curve = Experiments.plain(
                NETWORK,
                "loss={type: committee, " + activation + ", hidden: 2, criterion: " + criterion
                        + ", output: {weights: [0.7, -0.5], train: true, rate: 0.8}}",
                "integrator.type=dormand-prince-54",
                "statistics=[risk, norm, trained]",
                setting);
        SimulationAgreementTest.requireAgreement(
                curve, List.of("risk", "norm_squared", "output_1", "output_2", "offset"));
    }

    @Test
    void parametersOfRateZeroStay() {
        Ensemble ensemble = Experiments.plain(MIXTURE, "bias={initial: 0.3, rate: 0}", "simulation.replicates=2")
                .simulation()
                .orElseThrow();
        int bias = ensemble.columns().indexOf("bias");
        for (int k = 0; k < ensemble.times().length; k++) {
            assertThat(ensemble.mean()[k][bias]).isEqualTo(0.3);
            assertThat(ensemble.deviation()[k][bias]).isZero();
        }
    }

    @Test
    void threadsChangeNothing() {
        assertThat(simulated(2)).isDeepEqualTo(simulated(1));
    }

    private static double[][] simulated(int threads) {
        return ExperimentRunner.run(
                        Experiments.read(
                                NETWORK,
                                Path.of("."),
                                "loss={type: committee, activation: erf, hidden: 2, output: {train: true}}",
                                "bias={initial: 0.1}",
                                "simulation.replicates=3"),
                        RunListener.SILENT,
                        LocalExecutor.of(threads),
                        TheoryCheck.NONE,
                        curve -> ReplicateStore.NONE)
                .curves()
                .get(0)
                .simulation()
                .orElseThrow()
                .mean();
    }
}
