package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.Solution;
import org.sgdyn.testkit.TestParameters;

/** What the integrators promise beyond their contract. */
class IntegratorTest {

    private static final PartFactory<Integrator> CHEBYSHEV =
            Tolerances.factory(RungeKuttaChebyshevIntegrator::new, 1e-6, 1e-8);

    static List<PartFactory<Integrator>> adaptive() {
        return List.of(
                Tolerances.factory(ModewiseIntegrator::new),
                CHEBYSHEV,
                Tolerances.factory(DormandPrince54Integrator::of),
                Tolerances.factory(DormandPrince853Integrator::of),
                Tolerances.factory(GraggBulirschStoerIntegrator::of),
                Tolerances.factory(AdamsMoultonIntegrator::of));
    }

    private static OdeSystem quadrature(DoubleUnaryOperator integrand) {
        return new ScalarSystem((t, y) -> integrand.applyAsDouble(t));
    }

    private static OdeSystem oscillator(List<Double> evaluated) {
        return new OdeSystem() {
            @Override
            public int size() {
                return 2;
            }

            @Override
            public void derivative(double time, double[] state, double[] derivative) {
                evaluated.add(time);
                derivative[0] = state[1];
                derivative[1] = -state[0];
            }
        };
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void theLimitOnEvaluationsEndsTheRunInWordsAndKeepsWhatWasObserved(PartFactory<Integrator> factory) {
        Integrator integrator = TestParameters.of("maximumEvaluations", 1500).create(factory);
        double[] times = new double[2001];
        for (int k = 0; k < times.length; k++) {
            times[k] = 0.5 * k;
        }
        List<Integer> observed = new ArrayList<>();
        Solution solution =
                integrator.solve(oscillator(new ArrayList<>()), new double[] {1, 0}, times, (index, time, state) -> {
                    // An error of the tolerance, 1e-8, a step, over at most 1500 steps.
                    assertThat(state[0]).isCloseTo(Math.cos(time), within(1.5e-5));
                    observed.add(index);
                });
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.STALLED);
        assertThat(solution.outcome().message()).contains("1500 evaluations").contains("raise maximumEvaluations");
        assertThat(solution.evaluations()).isEqualTo(1500);
        assertThat(observed.size()).isBetween(2, 2000);
        assertThat(solution.outcome().time()).isGreaterThanOrEqualTo(times[observed.size() - 1]);
    }

    /** y' = -10^5 (y - cos t) to t = 10^6: explicit methods would need about 10^11 / 3 steps, and say so at once. */
    @ParameterizedTest
    @MethodSource("adaptive")
    void aStiffHorizonEndsInAdviceOrInTheSolution(PartFactory<Integrator> factory) {
        Integrator integrator = TestParameters.of().create(factory);
        OdeSystem stiff = new ScalarSystem((t, y) -> -1e5 * (y - 1 / (1 + t)));
        List<Double> last = new ArrayList<>();
        Solution solution = integrator.solve(stiff, new double[] {1}, new double[] {0, 1e-3, 1e6}, (i, time, state) -> {
            last.add(state[0] * (1 + time));
        });
        if (integrator instanceof ModewiseIntegrator) {
            assertThat(solution.outcome().isComplete()).isTrue();
            // y follows 1 / (1 + t) up to 1e-5 / (1 + t)^2.
            assertThat(last.get(2)).isCloseTo(1, within(1e-4));
            assertThat(solution.steps()).isLessThan(1000);
        } else {
            assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.STALLED);
            assertThat(solution.outcome().message()).contains("{type: modewise}");
            // Stability holds stabilised steps only from t = 1000 on.
            assertThat(solution.evaluations()).isLessThan(factory == CHEBYSHEV ? 2_000_000 : 300_000);
            // Extrapolation does not even find a first step.
            assertThat(last).hasSizeBetween(1, 2);
        }
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void theLimitOnStepsEndsTheRun(PartFactory<Integrator> factory) {
        Integrator integrator = TestParameters.of("maximumSteps", 10).create(factory);
        Solution solution = integrator.solve(
                oscillator(new ArrayList<>()), new double[] {1, 0}, new double[] {0, 1000}, (i, time, state) -> {});
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.STALLED);
        assertThat(solution.outcome().message()).contains("maximumSteps");
        assertThat(solution.steps()).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void outputsOverManyDecadesAreMet(PartFactory<Integrator> factory) {
        Integrator integrator = TestParameters.of("relativeTolerance", 1e-8, "absoluteTolerance", 1e-10)
                .create(factory);
        double[] times = new double[23];
        for (int k = 1; k < times.length; k++) {
            times[k] = Math.pow(10, -12 + k);
        }
        // y' = 1 / (1 + t): y = log(1 + t)
        Solution solution =
                integrator.solve(quadrature(t -> 1 / (1 + t)), new double[] {0}, times, (index, time, state) -> {
                    // 1e-8 relative a step, of which a decade takes tens: 1e-6 relative, and the absolute tolerance.
                    double exact = Math.log1p(time);
                    assertThat(state[0]).isCloseTo(exact, within(1e-6 * exact + 1e-8));
                });
        assertThat(solution.outcome().isComplete())
                .as(solution.outcome().message())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void defaultsAreThoseOfTheExperimentFormat(PartFactory<Integrator> factory) {
        boolean low = factory == CHEBYSHEV;
        assertThat(TestParameters.of().create(factory))
                .isEqualTo(TestParameters.of(
                                "relativeTolerance",
                                low ? 1e-6 : 1e-8,
                                "absoluteTolerance",
                                low ? 1e-8 : 1e-10,
                                "maximumSteps",
                                1_000_000,
                                "maximumEvaluations",
                                10_000_000)
                        .create(factory));
        assertThat(TestParameters.of("relativeTolerance", 0).problems(factory))
                .containsExactly("relativeTolerance: must be > 0 and < 1, found 0");
    }

    @ParameterizedTest
    @MethodSource("adaptive")
    void aSmallObstacleIsSteppedAroundOnly(PartFactory<Integrator> factory) {
        // The right-hand side leaves the reals where y < 0, where the solution exp(-50 t) never is but a long step may
        // go.
        OdeSystem system = new ScalarSystem((t, y) -> -50 * Math.sqrt(y) * Math.sqrt(y));
        Solution solution = TestParameters.of("absoluteTolerance", 1e-12)
                .create(factory)
                .solve(system, new double[] {1}, new double[] {0, 0.25}, (index, time, state) -> {});
        assertThat(solution.outcome().isComplete())
                .as(solution.outcome().message())
                .isTrue();
    }

    @Test
    void fixedStepsCutEachIntervalIntoTheFewestEqualSteps() {
        // 0.3 / 0.1 is 2.9999999999999996, 0.35 / 0.1 needs 4, 0.01 needs 1.
        double[] times = {0, 0.3, 0.65, 0.66};
        List<Double> evaluated = new ArrayList<>();
        Solution solution = EulerIntegrator.of(0.1)
                .solve(oscillator(evaluated), new double[] {1, 0}, times, (index, time, state) -> {});
        assertThat(solution.steps()).isEqualTo(8);
        assertThat(solution.evaluations()).isEqualTo(8);
        assertThat(evaluated).hasSize(8);
        assertThat(evaluated.get(3)).isEqualTo(0.3);
        assertThat(evaluated.get(7)).isEqualTo(0.65);
        for (int k = 1; k < 8; k++) {
            // A step may exceed 0.1 by rounding only.
            assertThat(evaluated.get(k) - evaluated.get(k - 1)).isBetween(0.0, 0.1 + 1e-12);
        }
    }

    @Test
    void eulerAndRungeKuttaAreTheirTaylorPolynomials() {
        double h = 0.5;
        OdeSystem growth = new ScalarSystem((t, y) -> y);
        double[] end = new double[1];
        EulerIntegrator.of(h).solve(growth, new double[] {1}, new double[] {0, h}, (index, time, state) -> {
            end[0] = state[0];
        });
        assertThat(end[0]).isEqualTo(1 + h);
        RungeKutta4Integrator.of(h).solve(growth, new double[] {1}, new double[] {0, h}, (index, time, state) -> {
            end[0] = state[0];
        });
        // A handful of roundings.
        assertThat(end[0]).isCloseTo(1 + h + h * h / 2 + h * h * h / 6 + h * h * h * h / 24, within(1e-15));
    }

    @Test
    void anEndlessNumberOfFixedStepsIsRefusedInWords() {
        Solution solution = EulerIntegrator.of(1e-300)
                .solve(quadrature(t -> 1), new double[] {0}, new double[] {0, 1}, (index, time, state) -> {});
        assertThat(solution.outcome().kind()).isEqualTo(Outcome.Kind.STALLED);
        assertThat(solution.evaluations()).isZero();
    }

    @Test
    void theStepMustBePositive() {
        assertThatThrownBy(() -> EulerIntegrator.of(0)).hasMessage("step must be > 0, found 0.0");
        assertThat(TestParameters.of().problems(FixedStepIntegrator.factory(RungeKutta4Integrator::of)))
                .containsExactly("step: is required");
    }
}
