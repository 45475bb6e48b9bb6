package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * What every {@link Integrator} must satisfy; extend it and hand out the integrator under test. Accuracy is judged at requested
 * times, so interpolation is judged with the steps.
 */
public abstract class IntegratorContract {

    /** What sets the accuracy of an integrator. */
    public enum Control {
        /** A fixed step: errors fall with the power {@link Integrator#order} of it. */
        STEP,
        /** A tolerance, relative and absolute alike: errors stay below a multiple of it. */
        TOLERANCE
    }

    /** For subclasses. */
    protected IntegratorContract() {}

    /**
     * The integrator under test.
     *
     * @param resolution the step, or the relative and the absolute tolerance
     * @return an equal integrator at every call
     */
    protected abstract Integrator integrator(double resolution);

    /**
     * What {@code resolution} is.
     *
     * @return the control
     */
    protected abstract Control control();

    /**
     * The largest admissible ratio of global error to tolerance on the problems here, whose solutions are of order 1 and which
     * amplify no error. Unused under {@link Control#STEP}.
     *
     * @return 100 unless overridden
     */
    protected double errorFactor() {
        return 100;
    }

    /**
     * The tightest tolerance that is asked for; a method of low order may reach the limit on its work at tighter ones.
     *
     * @return 1e-12 unless overridden, at most 1e-4
     */
    protected double finestTolerance() {
        return 1e-12;
    }

    /** Problems with exact solutions. */
    @SuppressWarnings("ImmutableEnumChecker") // the arrays are constants
    enum ExactProblem {
        DECAY(1, 4) {
            @Override
            void derivative(double t, double[] y, double[] dy) {
                dy[0] = -y[0];
            }

            @Override
            double[] solution(double t) {
                return new double[] {Math.exp(-t)};
            }
        },
        /** Rates 1 and 100, coupled. */
        TWO_SCALES(2, 2) {
            @Override
            void derivative(double t, double[] y, double[] dy) {
                dy[0] = -y[0];
                dy[1] = -100 * y[1] + 99 * y[0];
            }

            @Override
            double[] solution(double t) {
                return new double[] {Math.exp(-t), Math.exp(-t) + Math.exp(-100 * t)};
            }
        },
        /** Gradient flow of least squares, y' = -K (y - y*), against V exp(-Lambda t) V^T: rates 30, 1 and 0.01. */
        LEAST_SQUARES(3, 5) {
            private final double[][] vectors = {
                {1 / Math.sqrt(3), 1 / Math.sqrt(2), 1 / Math.sqrt(6)},
                {1 / Math.sqrt(3), -1 / Math.sqrt(2), 1 / Math.sqrt(6)},
                {1 / Math.sqrt(3), 0, -2 / Math.sqrt(6)}
            };
            private final double[] rates = {1, 30, 0.01};
            private final double[] target = {1, -0.5, 0.2};

            @Override
            void derivative(double t, double[] y, double[] dy) {
                for (int i = 0; i < 3; i++) {
                    dy[i] = 0;
                    for (int v = 0; v < 3; v++) {
                        double along = 0;
                        for (int j = 0; j < 3; j++) {
                            along += vectors[j][v] * (y[j] - target[j]);
                        }
                        dy[i] -= vectors[i][v] * rates[v] * along;
                    }
                }
            }

            @Override
            double[] solution(double t) {
                double[] y = target.clone();
                for (int v = 0; v < 3; v++) {
                    double along = 0;
                    for (int j = 0; j < 3; j++) {
                        along -= vectors[j][v] * target[j];
                    }
                    for (int i = 0; i < 3; i++) {
                        y[i] += vectors[i][v] * Math.exp(-rates[v] * t) * along;
                    }
                }
                return y;
            }
        },
        OSCILLATOR(2, 10) {
            @Override
            void derivative(double t, double[] y, double[] dy) {
                dy[0] = y[1];
                dy[1] = -y[0];
            }

            @Override
            double[] solution(double t) {
                return new double[] {Math.cos(t), -Math.sin(t)};
            }
        };

        private final int size;
        private final double end;

        ExactProblem(int size, double end) {
            this.size = size;
            this.end = end;
        }

        abstract void derivative(double t, double[] y, double[] dy);

        abstract double[] solution(double t);

        boolean stiff() {
            return this == TWO_SCALES || this == LEAST_SQUARES;
        }
    }

    /** A right-hand side as a lambda. */
    private interface RightHandSide {
        void derivative(double t, double[] y, double[] dy);
    }

    private static final class CountingSystem implements OdeSystem {
        private final int size;
        private final RightHandSide rightHandSide;
        private long evaluations;

        CountingSystem(int size, RightHandSide rightHandSide) {
            this.size = size;
            this.rightHandSide = rightHandSide;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public void derivative(double time, double[] state, double[] derivative) {
            evaluations++;
            rightHandSide.derivative(time, state, derivative);
        }
    }

    /** Notes what it is told, and ends the integration at an index if one is given. */
    private static final class Recorder implements StateObserver {
        private final int stopAt;
        private final List<Integer> indices = new ArrayList<>();
        private final List<Double> times = new ArrayList<>();
        private final List<double[]> states = new ArrayList<>();

        Recorder(int stopAt) {
            this.stopAt = stopAt;
        }

        @Override
        public void observe(int index, double time, double[] state) {
            indices.add(index);
            times.add(time);
            states.add(state.clone());
            if (index == stopAt) {
                throw new CancellationException("enough");
            }
        }
    }

    private static double[] grid(double end, int intervals) {
        return IntStream.rangeClosed(0, intervals)
                .mapToDouble(k -> end * k / intervals)
                .toArray();
    }

    private double moderate() {
        return control() == Control.STEP ? 0.01 : 1e-6;
    }

    private double worstError(ExactProblem problem, double resolution) {
        CountingSystem system = new CountingSystem(problem.size, problem::derivative);
        Recorder recorder = new Recorder(-1);
        double[] times = grid(problem.end, 16);
        Solution solution = integrator(resolution).solve(system, problem.solution(0), times, recorder);
        assertThat(solution.outcome().kind()).as(solution.outcome().message()).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(recorder.states).hasSize(times.length);
        double worst = 0;
        for (int k = 0; k < times.length; k++) {
            double[] exact = problem.solution(times[k]);
            for (int i = 0; i < exact.length; i++) {
                worst = Math.max(worst, Math.abs(recorder.states.get(k)[i] - exact[i]));
            }
        }
        return worst;
    }

    /**
     * Under a fixed step, the error falls with the stated order; under a tolerance, it stays below {@link #errorFactor} times
     * it from 1e-4 to {@link #finestTolerance}.
     *
     * @param problem the problem
     */
    @ParameterizedTest
    @EnumSource(ExactProblem.class)
    final void errorFollowsTheResolution(ExactProblem problem) {
        if (control() == Control.STEP) {
            // Steps that divide every output interval, and resolve the fast scale: 100 h = 0.125 and less.
            double step = problem.end / 16 / (problem.stiff() ? 100 : 10);
            double slope = Math.log(worstError(problem, step) / worstError(problem, step / 4)) / Math.log(4);
            // The next power of h shifts the measured slope by a few times the rate times h.
            assertThat(slope)
                    .isBetween(integrator(step).order() - 0.2, integrator(step).order() + 0.4);
        } else {
            for (double tolerance = 1e-4; tolerance > finestTolerance() / 2; tolerance /= 10) {
                assertThat(worstError(problem, tolerance))
                        .as("worst error at tolerance %s", tolerance)
                        .isLessThanOrEqualTo(errorFactor() * tolerance);
            }
        }
    }

    /** Every requested time is reported once, in order, bit for bit, the neighbours of a number included. */
    @Test
    final void requestedTimesAreReportedBitForBit() {
        double[] times = {
            -0.5, 0, 1e-300, 1e-12, 0.1, 0.3, 1 / 3.0, 0.5, Math.nextUp(0.5), 0.7, 0.7 + 1e-15, 2.1, Math.PI
        };
        Recorder recorder = new Recorder(-1);
        CountingSystem system = new CountingSystem(1, (t, y, dy) -> dy[0] = Math.cos(t));
        Solution solution = integrator(moderate()).solve(system, new double[] {Math.sin(-0.5)}, times, recorder);
        assertThat(solution.outcome().isComplete())
                .as(solution.outcome().message())
                .isTrue();
        assertThat(solution.outcome().time()).isEqualTo(Math.PI);
        assertThat(recorder.indices)
                .containsExactlyElementsOf(
                        IntStream.range(0, times.length).boxed().toList());
        assertThat(recorder.times.stream().mapToDouble(Double::doubleValue).toArray())
                .isEqualTo(times);
        for (int k = 0; k < times.length; k++) {
            // Euler's error at h = 0.01 is about h / 2 times the integral of |sin|; the others are far below.
            assertThat(Math.abs(recorder.states.get(k)[0] - Math.sin(times[k]))).isLessThan(0.02);
        }
    }

    /** Requested times that a sum of steps misses by a unit in the last place are neither skipped nor reported twice. */
    @Test
    final void manyRequestedTimesCarryTheirOwnStates() {
        double[] times = IntStream.rangeClosed(0, 300)
                .mapToDouble(k -> k == 0 ? 0 : 0.01 * Math.pow(1.03, k))
                .toArray();
        Recorder recorder = new Recorder(-1);
        CountingSystem system = new CountingSystem(1, (t, y, dy) -> dy[0] = 1);
        integrator(moderate()).solve(system, new double[] {0}, times, recorder);
        for (int k = 0; k < times.length; k++) {
            // y = t, which every method integrates exactly, up to rounding.
            assertThat(Math.abs(recorder.states.get(k)[0] - times[k])).isLessThan(1e-11);
        }
    }

    /** A single requested time is the start: reported, and nothing else happens. */
    @Test
    final void aSingleRequestedTimeIsJustReported() {
        Recorder recorder = new Recorder(-1);
        CountingSystem system = new CountingSystem(1, (t, y, dy) -> dy[0] = 1);
        Solution solution = integrator(moderate()).solve(system, new double[] {4}, new double[] {3}, recorder);
        assertThat(solution.outcome().isComplete()).isTrue();
        assertThat(solution.outcome().time()).isEqualTo(3);
        assertThat(recorder.times).containsExactly(3.0);
        assertThat(recorder.states.get(0)).containsExactly(4);
    }

    /** The initial state is left alone, the first report is equal to it, and the counts are those of the system. */
    @Test
    final void theInitialStateIsKeptAndEvaluationsAreCounted() {
        double[] initial = {1, 0};
        Recorder recorder = new Recorder(-1);
        CountingSystem system = new CountingSystem(2, ExactProblem.OSCILLATOR::derivative);
        Solution solution = integrator(moderate()).solve(system, initial, grid(5, 7), recorder);
        assertThat(initial).containsExactly(1, 0);
        assertThat(recorder.states.get(0)).containsExactly(1, 0);
        assertThat(solution.evaluations()).isEqualTo(system.evaluations);
        assertThat(solution.steps()).isPositive().isLessThanOrEqualTo(solution.evaluations());
        assertThat(solution.rejectedSteps()).isNotNegative();
    }

    /** The same call gives the same bits, also from one instance used twice. */
    @Test
    final void repetitionGivesTheSameBits() {
        Integrator integrator = integrator(moderate());
        List<double[]> first = oscillate(integrator);
        for (Integrator again : List.of(integrator, integrator(moderate()))) {
            List<double[]> second = oscillate(again);
            for (int k = 0; k < first.size(); k++) {
                assertThat(second.get(k)).isEqualTo(first.get(k));
            }
        }
    }

    private static List<double[]> oscillate(Integrator integrator) {
        Recorder recorder = new Recorder(-1);
        integrator.solve(
                new CountingSystem(2, ExactProblem.OSCILLATOR::derivative), new double[] {1, 0}, grid(5, 7), recorder);
        return recorder.states;
    }

    /** A derivative that turns NaN ends the integration near that time, and what was observed before stands. */
    @Test
    final void aDerivativeThatTurnsNotANumberEndsInWords() {
        double onset = 40.5;
        Recorder recorder = new Recorder(-1);
        CountingSystem system = new CountingSystem(2, (t, y, dy) -> {
            ExactProblem.OSCILLATOR.derivative(t, y, dy);
            if (t > onset) {
                dy[0] = Double.NaN;
            }
        });
        Solution solution = integrator(control() == Control.STEP ? 1e-3 : 1e-6)
                .solve(system, new double[] {1, 0}, grid(60, 60), recorder);
        assertThat(solution.outcome().kind()).isIn(Outcome.Kind.DIVERGED, Outcome.Kind.NOT_A_NUMBER);
        assertThat(solution.outcome().message()).isNotBlank();
        // Half the onset: an integrator need not resolve it, but must not lose all that a long last step covers.
        assertThat(recorder.indices.size()).isBetween(21, 41);
        assertThat(solution.outcome().time()).isBetween(recorder.times.get(recorder.times.size() - 1), 60.0);
        for (int k = 0; k < recorder.states.size(); k++) {
            assertThat(recorder.indices.get(k)).isEqualTo(k);
            // Euler's amplitude grows like exp(h t / 2) = 1.02
            assertThat(Math.abs(recorder.states.get(k)[0] - Math.cos(k))).isLessThan(0.05);
        }
    }

    /** A right-hand side that is not finite from the start is a divergence at the start. */
    @Test
    final void aDerivativeThatIsNeverFiniteIsADivergenceAtTheStart() {
        Recorder recorder = new Recorder(-1);
        CountingSystem system = new CountingSystem(1, (t, y, dy) -> dy[0] = Double.POSITIVE_INFINITY);
        Solution solution = integrator(moderate()).solve(system, new double[] {1}, grid(1, 4), recorder);
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.DIVERGED);
        assertThat(recorder.indices).containsExactly(0);
    }

    /**
     * Growth beyond every bound is a divergence.
     *
     * @param rate the rate of growth
     */
    @ParameterizedTest
    @ValueSource(doubles = {1e3, 1e5})
    final void unboundedGrowthIsADivergence(double rate) {
        CountingSystem system = new CountingSystem(1, (t, y, dy) -> dy[0] = rate * y[0]);
        Recorder recorder = new Recorder(-1);
        Solution solution = integrator(moderate()).solve(system, new double[] {1}, new double[] {0, 10}, recorder);
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.DIVERGED);
        assertThat(solution.outcome().time()).isBetween(0.0, 10.0);
        assertThat(recorder.indices).containsExactly(0);
    }

    /** y' = y^2 leaves every bound at t = 1: an outcome in words, not an endless loop, and t = 1/2 is kept. */
    @Test
    final void blowUpInFiniteTimeIsAnOutcome() {
        CountingSystem system = new CountingSystem(1, (t, y, dy) -> dy[0] = y[0] * y[0]);
        Recorder recorder = new Recorder(-1);
        Solution solution = integrator(moderate()).solve(system, new double[] {1}, new double[] {0, 0.5, 2}, recorder);
        assertThat(solution.outcome().kind()).isIn(Outcome.Kind.DIVERGED, Outcome.Kind.STALLED);
        assertThat(solution.outcome().message()).isNotBlank();
        assertThat(recorder.indices).containsExactly(0, 1);
        // y(1/2) = 2; Euler's error there at h = 0.01 is about 0.03
        assertThat(Math.abs(recorder.states.get(1)[0] - 2)).isLessThan(0.05);
    }

    /**
     * An observer that ends the integration is told nothing more.
     *
     * @param index where it does
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 3})
    final void theObserverStopsTheIntegration(int index) {
        Recorder recorder = new Recorder(index);
        double[] times = grid(5, 7);
        CountingSystem system = new CountingSystem(2, ExactProblem.OSCILLATOR::derivative);
        assertThatThrownBy(() -> integrator(moderate()).solve(system, new double[] {1, 0}, times, recorder))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        assertThat(recorder.times)
                .containsExactlyElementsOf(
                        Arrays.stream(times, 0, index + 1).boxed().toList());
    }

    /** A right-hand side that ends the integration is not asked again, and what it threw comes through. */
    @Test
    final void theSystemEndsTheIntegration() {
        CountingSystem system = new CountingSystem(2, (t, y, dy) -> {
            ExactProblem.OSCILLATOR.derivative(t, y, dy);
            if (t > 1) {
                throw new CancellationException("enough");
            }
        });
        Recorder recorder = new Recorder(-1);
        assertThatThrownBy(() -> integrator(moderate()).solve(system, new double[] {1, 0}, grid(5, 10), recorder))
                .isInstanceOf(CancellationException.class)
                .hasMessage("enough");
        // A requested time past 1 lies in a step that was evaluated past 1.
        assertThat(recorder.times).first().isEqualTo(0.0);
        assertThat(recorder.times).allMatch(t -> t <= 1);
    }
}
