package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Statistic;
import org.sgdyn.statistics.Statistics;

class ReplicatesTest {

    private static final double[] TIMES = {0, 0.5, 1, 2};
    private static final List<Statistic> STATISTICS = List.of(Statistics.risk(), Statistics.norm());

    /** Of few outputs, and of so many that steps are taken in blocks. */
    @ParameterizedTest
    @ValueSource(ints = {2, 20})
    void resultDoesNotDependOnTheNumberOfThreads(int outputs) {
        LearningProblem problem =
                Problems.random(new Quadratic(outputs, outputs, 0.1), new double[] {0.6, 0.4}, 30, 0.5, 0.1);
        assertThat(BlockSize.of(problem) > 0).isEqualTo(outputs == 20);
        Ensemble one = run(problem, TIMES, 5, 7, 1);
        Ensemble three = run(problem, TIMES, 5, 7, 3);
        assertThat(three.mean()).isDeepEqualTo(one.mean());
        assertThat(three.deviation()).isDeepEqualTo(one.deviation());
        assertThat(three.lower()).isDeepEqualTo(one.lower());
        assertThat(three.upper()).isDeepEqualTo(one.upper());
    }

    private static Ensemble run(LearningProblem problem, double[] times, long seed, int replicates, int threads) {
        return run(problem, times, seed, replicates, threads, ReplicateStore.NONE);
    }

    private static Ensemble run(
            LearningProblem problem, double[] times, long seed, int replicates, int threads, ReplicateStore store) {
        Algorithm algorithm = Algorithm.sgd(FeatureLaws.gaussian(), Optional.empty());
        return Replicates.summarise(
                Replicates.compute(
                        LocalExecutor.of(threads),
                        k -> Replicates.simulate(algorithm, problem, times, STATISTICS, seed, k, Cancellation.NEVER),
                        IntStream.range(0, replicates).boxed().toList(),
                        store,
                        Cancellation.NEVER,
                        done -> {}),
                times);
    }

    /** A store in memory. */
    private static final class Memory implements ReplicateStore {

        private final Map<Integer, Trajectory> kept = new ConcurrentHashMap<>();

        @Override
        public Optional<Trajectory> find(int replicate) {
            return Optional.ofNullable(kept.get(replicate));
        }

        @Override
        public void keep(int replicate, Trajectory trajectory) {
            assertThat(kept.put(replicate, trajectory)).as("kept once").isNull();
        }
    }

    /** Replicate k of a seed is the same curve in a small run and in a large one, whatever the threads. */
    @Test
    void aReplicateDoesNotDependOnItsCompany() {
        LearningProblem problem = Problems.random(new Quadratic(2, 2, 0.1), new double[] {0.6, 0.4}, 30, 0.5, 0.1);
        Memory few = new Memory();
        Memory many = new Memory();
        run(problem, TIMES, 5, 3, 1, few);
        run(problem, TIMES, 5, 8, 3, many);
        for (int k = 0; k < 3; k++) {
            assertThat(many.find(k).orElseThrow().values())
                    .isDeepEqualTo(few.find(k).orElseThrow().values());
        }
        assertThat(many.kept).hasSize(8);
    }

    /** Replicates found in the store are taken from it; the others are run as if nothing had happened. */
    @Test
    void aHalfFinishedRunIsTakenUp() {
        LearningProblem problem = Problems.random(new Quadratic(1, 0, 0), new double[] {0.6, 0.4}, 30, 0.5, 0);
        Memory store = new Memory();
        Ensemble whole = run(problem, TIMES, 5, 6, 2, store);
        store.kept.keySet().removeIf(k -> k % 2 == 0);
        Ensemble resumed = run(problem, TIMES, 5, 6, 2, store);
        assertThat(store.kept).hasSize(6);
        assertThat(resumed.mean()).isDeepEqualTo(whole.mean());
        assertThat(resumed.deviation()).isDeepEqualTo(whole.deviation());
        assertThat(resumed.lower()).isDeepEqualTo(whole.lower());
        assertThat(resumed.upper()).isDeepEqualTo(whole.upper());
    }

    /** A full disk is trouble of the place, not of the program. */
    @Test
    void aStoreThatCannotKeepIsHeardAsItIs() {
        UncheckedIOException full = new UncheckedIOException(new IOException("no space left"));
        ReplicateStore store = new ReplicateStore() {
            @Override
            public Optional<Trajectory> find(int replicate) {
                return Optional.empty();
            }

            @Override
            public void keep(int replicate, Trajectory trajectory) {
                throw full;
            }
        };
        LearningProblem problem = Problems.random(new Quadratic(1, 0, 0), new double[] {0.6, 0.4}, 30, 0.5, 0);
        assertThatThrownBy(() -> run(problem, TIMES, 5, 2, 1, store)).isSameAs(full);
    }

    @Test
    void replicatesDifferAndSeedsDiffer() {
        LearningProblem problem = Problems.random(new Quadratic(1, 0, 0), new double[] {0.6, 0.4}, 30, 0.5, 0);
        Ensemble first = run(problem, TIMES, 5, 3, 1);
        Ensemble second = run(problem, TIMES, 6, 3, 1);
        assertThat(first.deviation()[3][1]).isPositive();
        assertThat(first.mean()[3][1]).isNotEqualTo(second.mean()[3][1]);
        assertThat(first.deviation()[0][1]).as("all replicates start alike").isZero();
    }

    /** Far beyond stability each sample multiplies the iterate; the run ends in words and keeps what was reached. */
    @Test
    void divergenceIsAnOutcomeWithItsTime() {
        LearningProblem problem = Problems.random(new Quadratic(1, 0, 0), new double[] {1.0}, 30, 1e3, 0);
        Ensemble ensemble = run(problem, new double[] {0, 1e-9, 1000}, 5, 2, 1);
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

    /** Of replicates that agree, but for rounding, the mean has no error that a distance could be measured in. */
    @Test
    void distancesAreMeasuredWhereReplicatesDiffer() {
        double[] rounded = {0.1, 0.1 + Math.ulp(0.1), 0.1};
        List<Trajectory> trajectories = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            double[][] values = {{k, 0.1, rounded[k]}};
            trajectories.add(new Trajectory(
                    List.of("differ", "agree", "round"), new double[] {0}, values, Outcome.completed(0)));
        }
        Ensemble summary = Replicates.summarise(trajectories, new double[] {0});
        // 0, 1, 2 have a deviation of 1, and their mean an error of 1 / sqrt(3).
        assertThat(summary.standardErrors(0, 0, 3)).isCloseTo(2 * Math.sqrt(3), within(1e-14));
        assertThat(summary.standardErrors(0, 0, 1)).isZero();
        assertThat(summary.standardErrors(0, 1, 0.2)).isNaN();
        assertThat(summary.standardErrors(0, 2, 0.2)).isNaN();
    }

    /** Steps that would take years end at once, and whoever asked for an end by an interrupt finds the thread interrupted. */
    @Test
    void anInterruptEndsTheSimulation() {
        LearningProblem problem = Problems.random(new Quadratic(2, 2, 0.1), new double[] {0.6, 0.4}, 30, 0.5, 0.1);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> run(problem, new double[] {0, 1e12}, 5, 2, 2))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    /** The replicates that still run end with the one that failed: no thread goes on for years. */
    @Test
    void replicatesEndWithTheOneThatFailed() throws InterruptedException {
        LearningProblem problem = Problems.random(new Quadratic(2, 2, 0.1), new double[] {0.6, 0.4}, 30, 0.5, 0.1);
        Thread caller = Thread.currentThread();
        Set<Thread> workers = ConcurrentHashMap.newKeySet();
        ReplicateStore store = new ReplicateStore() {
            @Override
            public boolean isShared() {
                return true;
            }

            /** Asked by the caller first, then by a worker as it begins the replicate. */
            @Override
            public Optional<Trajectory> find(int replicate) {
                if (Thread.currentThread() != caller) {
                    workers.add(Thread.currentThread());
                    if (replicate == 0) {
                        throw new UncheckedIOException(new IOException("no disk"));
                    }
                }
                return Optional.empty();
            }

            @Override
            public void keep(int replicate, Trajectory trajectory) {
                throw new AssertionError("nothing ends in time");
            }
        };
        assertThatThrownBy(() -> run(problem, new double[] {0, 1e12}, 5, 2, 2, store))
                .isInstanceOf(UncheckedIOException.class);
        for (Thread worker : workers) {
            // Ten seconds for a step of microseconds.
            worker.join(10_000);
            assertThat(worker.isAlive()).as(worker.getName()).isFalse();
        }
    }
}
