package org.sgdyn.cli.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;

/** Simulated SGD on samples of a mixture of full covariances, against the theory of the second-moment form. */
class FittedSimulationTest {

    private static final String REFERENCE = "reference/mixture/";

    @TempDir
    private Path work;

    /** The reference mixture in 40 dimensions; three standard errors of the mean, and 2 % for what a finite dimension leaves. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "softmax | [0, 1, 2] | 0.5",
                "logistic | [1, 0, 0] | 0.5",
                "one-hot-least-squares | [0, 1, 2] | 0.3",
                "least-squares | [1, -1, 0.5] | 0.3"
            })
    void simulatedPassesAgree(String loss, String labels, double rate) {
        CurveResult curve = Experiments.run(
                        """
                name: simulated
                seed: 5
                mixture: {type: fitted, file: mixture-40.npz, labels: %s}
                loss: {type: %s}
                learningRate: {type: constant, value: %s}
                time: {end: 6, points: 4}
                simulation: {replicates: 200}
                statistics: [risk, norm]
                """.formatted(labels, loss, rate),
                        Experiments.path(REFERENCE + "mixture-40.npz").getParent())
                .curves()
                .get(0);
        SimulationAgreementTest.requireAgreement(curve, List.of("risk", "norm_squared"));
    }

    /** Samples are drawn in the basis of the data, whatever form and block the theory takes. */
    @Test
    void simulationsKeepToTheSeedAlone() throws IOException {
        GaussianParts parts = GaussianParts.random(3, 20, 1, 9);
        parts.write(work, "parts.npz");
        double[][] whole = simulated("block: 20");
        assertThat(simulated("block: 0")).isDeepEqualTo(whole);
        assertThat(simulated("block: 3, form: paper")).isDeepEqualTo(whole);
    }

    private double[][] simulated(String settings) {
        Ensemble simulation = Experiments.run("""
                name: simulated
                seed: 5
                mixture: {type: fitted, file: parts.npz, %s}
                loss: {type: softmax, points: 512}
                learningRate: {type: constant, value: 0.5}
                time: {end: 2, points: 3}
                simulation: {replicates: 3}
                statistics: [risk, norm]
                """.formatted(settings), work)
                .curves()
                .get(0)
                .simulation()
                .orElseThrow();
        return simulation.mean();
    }
}
