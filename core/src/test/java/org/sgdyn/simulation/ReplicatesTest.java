package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.dynamics.Statistics;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Statistic;

class ReplicatesTest {

    private static final double[] TIMES = {0, 0.5, 1, 2};
    private static final List<Statistic> STATISTICS = List.of(Statistics.risk(), Statistics.norm());

    @Test
    void resultDoesNotDependOnTheNumberOfThreads() {
        LearningProblem problem = Problems.random(new Quadratic(2, 2, 0.1), new double[] {0.6, 0.4}, 30, 0.5, 0.1);
        Ensemble one = Replicates.run(problem, TIMES, STATISTICS, 5, 7, 1, done -> {});
        Ensemble three = Replicates.run(problem, TIMES, STATISTICS, 5, 7, 3, done -> {});
        assertThat(three.mean()).isDeepEqualTo(one.mean());
        assertThat(three.deviation()).isDeepEqualTo(one.deviation());
        assertThat(three.lower()).isDeepEqualTo(one.lower());
        assertThat(three.upper()).isDeepEqualTo(one.upper());
    }

    @Test
    void replicatesDifferAndSeedsDiffer() {
        LearningProblem problem = Problems.random(new Quadratic(1, 0, 0), new double[] {0.6, 0.4}, 30, 0.5, 0);
        Ensemble first = Replicates.run(problem, TIMES, STATISTICS, 5, 3, 1, done -> {});
        Ensemble second = Replicates.run(problem, TIMES, STATISTICS, 6, 3, 1, done -> {});
        assertThat(first.deviation()[3][1]).isPositive();
        assertThat(first.mean()[3][1]).isNotEqualTo(second.mean()[3][1]);
        assertThat(first.deviation()[0][1]).as("all replicates start alike").isZero();
    }

    /** Far beyond stability each sample multiplies the iterate; the run ends in words and keeps what was reached. */
    @Test
    void divergenceIsAnOutcomeWithItsTime() {
        LearningProblem problem = Problems.random(new Quadratic(1, 0, 0), new double[] {1.0}, 30, 1e3, 0);
        Ensemble ensemble = Replicates.run(problem, new double[] {0, 1e-9, 1000}, STATISTICS, 5, 2, 1, done -> {});
        assertThat(ensemble.times()).containsExactly(0, 1e-9);
        for (Outcome outcome : ensemble.outcomes()) {
            assertThat(outcome.kind()).isEqualTo(Outcome.Kind.DIVERGED);
            assertThat(outcome.time()).isPositive().isLessThan(1000);
            assertThat(outcome.message()).contains("lower the learning rate");
        }
    }

    @Test
    void summaryOfKnownNumbers() {
        List<Trajectory> trajectories = new ArrayList<>();
        for (int k = 0; k <= 20; k++) {
            // The last replicate ends early.
            double[] times = k == 20 ? new double[] {0} : new double[] {0, 1};
            double[][] values = k == 20 ? new double[][] {{k}} : new double[][] {{k}, {k}};
            trajectories.add(new Trajectory(List.of("x"), times, values, Outcome.completed(1)));
        }
        Ensemble summary = Replicates.summarise(trajectories, new double[] {0, 1});
        assertThat(summary.counts()).containsExactly(21, 20);
        assertThat(summary.mean()[0][0]).isEqualTo(10);
        assertThat(summary.mean()[1][0]).isEqualTo(9.5);
        // 0..20: the 5 % quantile sits on the second number, the 95 % one on the last but one.
        assertThat(summary.lower()[0][0]).isEqualTo(1);
        assertThat(summary.upper()[0][0]).isEqualTo(19);
        // The variance of 0..20 with n - 1 = 20 below is 770 / 20.
        assertThat(summary.deviation()[0][0]).isCloseTo(Math.sqrt(38.5), within(1e-14));
    }
}
