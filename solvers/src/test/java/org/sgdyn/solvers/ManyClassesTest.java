package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.losses.Softmax;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;
import org.sgdyn.statistics.Statistics;

/** The default integrator where implicit steps are dear: explicit ones first, implicit ones once stability holds those. */
class ManyClassesTest {

    private static final int CLASSES = 12;
    private static final int MODES = 16;

    /** Softmax of twelve classes on sixteen modes with eigenvalues from 1e-2 to 40; 222 shared moments if all classes share them. */
    private static LearningProblem softmax(boolean share) {
        RandomStream random = RandomStreams.of(11, 0, 0);
        List<ClassTarget> targets = new ArrayList<>();
        double[] weights = new double[CLASSES];
        double[][] eigenvalues = new double[CLASSES][MODES];
        double[][] means = new double[CLASSES][MODES];
        for (int i = 0; i < CLASSES; i++) {
            targets.add(ClassTarget.of(i, 0));
            weights[i] = 1.0 / CLASSES;
            for (int mode = 0; mode < MODES; mode++) {
                eigenvalues[i][mode] = 40 * Math.pow((mode + 1.0) / MODES, share || i % 2 == 0 ? 3 : 2.5);
                means[i][mode] = random.normal() / Math.sqrt(MODES);
            }
        }
        ModeTable modes =
                ModeTable.of(targets, weights, eigenvalues, means, new double[0][], new double[CLASSES][MODES]);
        return new LearningProblem(
                modes,
                Softmax.of(CLASSES, 64),
                (time, accumulated, geometry) -> 0.3,
                0,
                1,
                GaussianQuadrature.standard());
    }

    private static double[] risk(LearningProblem problem, Integrator integrator, double... times) {
        return solve(problem, integrator, times).trajectory().curve("risk");
    }

    private static TheorySolver.Result solve(LearningProblem problem, Integrator integrator, double... times) {
        return TheorySolver.solve(problem, integrator, times, List.of(Statistics.risk()));
    }

    /** Implicit steps from the start. */
    private record Implicit(Tolerances tolerances) implements Integrator {
        @Override
        public int order() {
            return 5;
        }

        @Override
        public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
            return new RosenbrockRun(system, system.linearisation(), initial, times, observer, tolerances).solve();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void agreesWithAnExplicitMethodOfOrderEight(boolean share) {
        LearningProblem problem = softmax(share);
        double[] times = {0, 0.1, 1, 8};
        Tolerances tolerances = Tolerances.of(1e-8, 1e-12);
        double[] exact = risk(problem, DormandPrince853Integrator.of(tolerances.refined(100)), times);
        for (Integrator integrator : List.of(new ModewiseIntegrator(tolerances), new Implicit(tolerances))) {
            // The tolerance of a step, on a problem that amplifies no error.
            assertThat(risk(problem, integrator, times)).containsExactly(exact, within(1e-8));
        }
    }

    /** Stability would make explicit steps grow in number with the time itself: about one for each unit. */
    @Test
    void stepsGrowWithTheLogarithmOfTheTime() {
        LearningProblem problem = softmax(true);
        Integrator integrator = new ModewiseIntegrator(Tolerances.of(1e-5, 1e-9));
        Solution solution = solve(problem, integrator, 0, 1e7).solution();
        assertThat(solution.outcome().isComplete()).isTrue();
        // At least two windows of fifty explicit steps; measured 357, of which the last two decades take 22.
        assertThat(solution.steps()).isBetween(100L, 600L);
    }

    /** y' = -1000 (y - cos t) with a Jacobian that is said to be dear, or with none at all. */
    private record Relaxing(int size, double cost) implements OdeSystem {

        private static final double RATE = 1000;

        @Override
        public void derivative(double time, double[] state, double[] derivative) {
            for (int k = 0; k < size; k++) {
                derivative[k] = -RATE * (state[k] - Math.cos(time));
            }
        }

        /** The solution long after the start. */
        static double exact(double time) {
            return RATE * (RATE * Math.cos(time) + Math.sin(time)) / (RATE * RATE + 1);
        }

        @Override
        public Optional<Linearisation> linearisation() {
            return cost == 0
                    ? Optional.empty()
                    : Optional.of(new Linearisation() {
                        private double time;
                        private double shift;

                        @Override
                        public void at(double t, double[] state) {
                            time = t;
                        }

                        @Override
                        public void timeSlope(double[] result) {
                            Arrays.fill(result, -RATE * Math.sin(time));
                        }

                        @Override
                        public void shift(double sigma) {
                            shift = sigma;
                        }

                        @Override
                        public void solve(double[] vector) {
                            for (int k = 0; k < vector.length; k++) {
                                vector[k] /= shift + RATE;
                            }
                        }

                        @Override
                        public double cost() {
                            return cost;
                        }
                    });
        }
    }

    @Test
    void implicitStepsTakeOverWithoutLosingAnOutputTime() {
        double[] times = new double[401];
        Arrays.setAll(times, k -> k / 8.0);
        List<Double> reached = new ArrayList<>();
        Solution solution = new ModewiseIntegrator(Tolerances.of(1e-8, 1e-12))
                .solve(new Relaxing(3, 100), new double[3], times, (index, time, state) -> {
                    assertThat(index).isEqualTo(reached.size());
                    assertThat(time).isEqualTo(times[index]);
                    if (index > 0) {
                        // Ten times the tolerance.
                        assertThat(state[2]).isCloseTo(Relaxing.exact(time), within(1e-7));
                    }
                    reached.add(time);
                });
        assertThat(reached).hasSize(times.length);
        // Explicit steps of at most 3.3 / 1000 would be 15000; measured 1309.
        assertThat(solution.steps()).isBetween(100L, 2000L);
    }

    @Test
    void withoutImplicitStepsTheAdviceIsNotToUseThem() {
        Solution solution = new ModewiseIntegrator(new Tolerances(1e-8, 1e-12, 10_000, 100_000))
                .solve(new Relaxing(300, 0), new double[300], new double[] {0, 1e4}, (index, time, state) -> {});
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.STALLED);
        assertThat(solution.outcome().message())
                .contains(
                        "stability holds its step",
                        "take fewer classes, an earlier end",
                        "runge-kutta-chebyshev",
                        "or raise")
                .doesNotContain("modewise");
    }
}
