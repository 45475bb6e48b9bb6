package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Outcome;
import org.sgdyn.statistics.Statistics;
import org.sgdyn.testkit.ScalarLoss;

/** A simulation that becomes NaN names the part that made it. */
final class NotANumberTest {

    private static final int DIMENSION = 20;

    private static final double[] TIMES = {0, 1, 2, 3};

    /** Least squares, whose gradient ends beyond an edge. */
    private static Loss edged(double edge) {
        return new ScalarLoss((y, r) -> (r - y) * (r - y) / 2, (y, r) -> Math.abs(r) > edge ? Double.NaN : r - y);
    }

    private static Ensemble run(Algorithm algorithm, Loss loss, LearningRate rate, int batch) {
        double[] ones = new double[DIMENSION];
        Arrays.fill(ones, 1);
        ModeTable modes = ModeTable.of(
                List.of(ClassTarget.of(0, 1)),
                new double[] {1},
                new double[][] {ones},
                new double[][] {new double[DIMENSION]},
                new double[0][],
                new double[1][DIMENSION]);
        LearningProblem problem = new LearningProblem(modes, loss, rate, 0, batch, GaussianQuadrature.standard());
        return Replicates.summarise(
                Replicates.compute(
                        LocalExecutor.of(1),
                        k -> Replicates.simulate(
                                algorithm, problem, TIMES, List.of(Statistics.norm()), 1, k, Cancellation.NEVER),
                        List.of(0, 1),
                        ReplicateStore.NONE,
                        Cancellation.NEVER,
                        done -> {}),
                TIMES);
    }

    private static void ends(Ensemble ensemble, String part) {
        for (Outcome outcome : ensemble.outcomes()) {
            assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Outcome.Kind.NOT_A_NUMBER);
            assertThat(outcome.message()).contains("NaN", part).doesNotContain("lower");
        }
        for (double[] row : ensemble.mean()) {
            assertThat(row[1]).as("what is kept is a number").isFinite();
        }
    }

    private static Algorithm sgd(FeatureLaw law) {
        return Algorithm.sgd(law, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aLossIsNamed(int batch) {
        Algorithm sgd = sgd(FeatureLaws.gaussian());
        ends(run(sgd, edged(0.1), Problems.constant(0.3), batch), "the loss's gradient at a sample of");
        Algorithm diffusion = Algorithm.homogenized(0.01);
        // The expectations are NaN as soon as the logits have a variance.
        ends(run(diffusion, edged(0.1), Problems.constant(0.3), batch), "the loss's expectation over class 1");
    }

    @Test
    void aLearningRateIsNamed() {
        LearningRate rate = (time, accumulated, geometry) -> time < 1.5 ? 0.3 : Double.NaN;
        ends(run(sgd(FeatureLaws.gaussian()), edged(1e9), rate, 1), "the learning rate is");
        ends(run(Algorithm.homogenized(0.01), edged(1e9), rate, 1), "the learning rate is");
    }

    @Test
    void aFeatureLawIsNamed() {
        FeatureLaw law = (random, target, from, to) -> {
            FeatureLaws.gaussian().fill(random, target, from, to);
            target[from] = target[from] > 1 ? Double.NaN : target[from];
        };
        ends(run(sgd(law), edged(1e9), Problems.constant(0.3), 1), "the feature law");
    }

    /** The last step before an output time must not leave NaN in its row: there is no later step to notice. */
    @Test
    void theLastStepIsLookedAt() {
        double last = 3 - 1.5 / DIMENSION;
        Ensemble ensemble = run(
                sgd(FeatureLaws.gaussian()),
                edged(1e9),
                (time, accumulated, geometry) -> time < last ? 0.3 : Double.NaN,
                1);
        ends(ensemble, "the learning rate is");
        assertThat(ensemble.times()).containsExactly(0, 1, 2);
    }
}
