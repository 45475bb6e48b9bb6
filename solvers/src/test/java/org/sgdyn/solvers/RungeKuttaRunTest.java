package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Solution;
import org.sgdyn.statistics.Statistics;

/** What explicit steps of adaptive length promise beyond the contract of integrators. */
class RungeKuttaRunTest {

    private static final OdeSystem DRIVEN = new ScalarSystem((t, y) -> -y * y * y + Math.sin(t));

    static Stream<RungeKuttaPair> pairs() {
        return Stream.of(DormandPrince54Integrator.PAIR, DormandPrince853Integrator.PAIR);
    }

    private static RungeKuttaIntegrator at(RungeKuttaPair pair, double tolerance) {
        return new RungeKuttaIntegrator(pair, Tolerances.of(tolerance, tolerance));
    }

    private static double[] times(double end, int count) {
        return IntStream.rangeClosed(0, count).mapToDouble(k -> end * k / count).toArray();
    }

    /** Requested times have no part in the steps of order 5, and in those of order 8 as far as its interpolant would err. */
    @ParameterizedTest
    @MethodSource("pairs")
    void requestedTimesHardlyMoveTheCurve(RungeKuttaPair pair) {
        List<Double> few = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        double[] start = {1};
        double tolerance = 1e-6;
        Solution sparse = at(pair, tolerance).solve(DRIVEN, start, new double[] {0, 7, 20}, (i, t, y) -> few.add(y[0]));
        Solution dense = at(pair, tolerance).solve(DRIVEN, start, times(20, 2000), (i, t, y) -> {
            if (t == 0 || t == 7 || t == 20) {
                many.add(y[0]);
            }
        });
        if (pair.order() == 5) {
            assertThat(many).isEqualTo(few);
            assertThat(dense.evaluations()).isEqualTo(sparse.evaluations());
        } else {
            for (int k = 0; k < few.size(); k++) {
                // Both err by a few tolerances.
                assertThat(many.get(k)).isCloseTo(few.get(k), within(10 * tolerance));
            }
            // Three further stages of each step, and steps that are shorter by some tenths: 1.25 times 1.3.
            assertThat(dense.evaluations()).isLessThan(2 * sparse.evaluations());
        }
    }

    /** Between steps, too, a curve's errors fall with its tolerance. */
    @ParameterizedTest
    @MethodSource("pairs")
    void interpolatedCurvesFollowTheTolerance(RungeKuttaPair pair) {
        List<Double> exact = new ArrayList<>();
        at(DormandPrince853Integrator.PAIR, 1e-14)
                .solve(DRIVEN, new double[] {1}, times(20, 333), (i, t, y) -> exact.add(y[0]));
        for (double tolerance = 1e-4; tolerance > 5e-11; tolerance /= 10) {
            // Of tens of steps, and of an interpolant whose order is one less than theirs; measured up to 36
            // tolerances.
            double allowed = 100 * tolerance;
            at(pair, tolerance)
                    .solve(
                            DRIVEN,
                            new double[] {1},
                            times(20, 333),
                            (i, t, y) -> assertThat(y[0]).isCloseTo(exact.get(i), within(allowed)));
        }
    }

    /** Steps that stability limits neither grow fast modes nor show them between steps: rates 1 and 1000. */
    @ParameterizedTest
    @MethodSource("pairs")
    void stabilityIsKeptWithoutRejections(RungeKuttaPair pair) {
        OdeSystem system = new OdeSystem() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public void derivative(double time, double[] state, double[] derivative) {
                derivative[0] = -state[0];
                derivative[1] = -1000 * (state[1] - state[0]);
            }
        };
        double tolerance = 1e-10;
        Solution solution = at(pair, tolerance).solve(system, new double[] {1, 1}, times(2, 101), (i, t, y) -> {
            // The fast one follows 1000 / 999 exp(-t), once its start has decayed.
            double slow = Math.exp(-t);
            assertThat(y[0]).isCloseTo(slow, within(10 * tolerance));
            assertThat(y[1]).isCloseTo((1000 * slow - Math.exp(-1000 * t)) / 999, within(100 * tolerance));
        });
        assertThat(solution.outcome().isComplete()).isTrue();
        // Nearly all steps are as long as stability allows.
        double longest = pair.control().stability() / 1000;
        assertThat(solution.steps()).isBetween((long) (1.8 / longest), (long) (2.5 / longest));
        assertThat(solution.rejectedSteps()).isLessThan(solution.steps() / 20);
    }

    /** Stages that the interpolant adds count against the limit, too. */
    @ParameterizedTest
    @MethodSource("pairs")
    void theLimitOnEvaluationsHoldsForInterpolation(RungeKuttaPair pair) {
        Tolerances tolerances = new Tolerances(1e-8, 1e-10, 1000, 100);
        Solution solution = new RungeKuttaIntegrator(pair, tolerances)
                .solve(DRIVEN, new double[] {1}, times(200, 4000), (i, t, y) -> {});
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.STALLED);
        assertThat(solution.evaluations()).isEqualTo(100);
    }

    /** Every mode on its own, at 41 times: a step of order 8 with such a time in it costs 15 evaluations, one that ends there 12 each. */
    @ParameterizedTest
    @MethodSource("pairs")
    void fewEvaluationsServeManyTimes(RungeKuttaPair pair) {
        LearningProblem problem = Workload.powerLaw(1000);
        double[] times = new double[41];
        for (int k = 1; k < times.length; k++) {
            times[k] = 100 * Math.pow(10, (k - 40) / 13.0);
        }
        TheorySolver.Result found = TheorySolver.solve(
                problem, new RungeKuttaIntegrator(pair, Tolerances.of(1e-8, 1e-10)), times, List.of(Statistics.risk()));
        Trajectory exact = TheorySolver.solve(
                        problem, new ModewiseIntegrator(Tolerances.of(1e-12, 1e-15)), times, List.of(Statistics.risk()))
                .trajectory();
        // Measured: 464 and 326 evaluations, 9e-10 both.
        assertThat(found.solution().evaluations()).isLessThan(600);
        assertThat(Workload.error(found.trajectory(), exact)).isLessThan(1e-8);
    }
}
