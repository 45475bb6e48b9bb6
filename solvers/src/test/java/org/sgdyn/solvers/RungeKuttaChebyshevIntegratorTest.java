package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Solution;

/** What the stabilised integrator promises beyond the contract. */
class RungeKuttaChebyshevIntegratorTest {

    private static RungeKuttaChebyshevIntegrator at(double tolerance) {
        return new RungeKuttaChebyshevIntegrator(Tolerances.of(tolerance, tolerance / 100));
    }

    /** y' = -lambda_i y with lambda_i = 10^4 (i / n)^2. */
    private record Decay(int size) implements OdeSystem {

        double rate(int i) {
            double u = (i + 1.0) / size;
            return 1e4 * u * u;
        }

        @Override
        public void derivative(double time, double[] state, double[] derivative) {
            for (int i = 0; i < size; i++) {
                derivative[i] = -rate(i) * state[i];
            }
        }
    }

    /** The error falls like the square of the number of steps: y' = -y^3 + sin t, not linear and not autonomous. */
    @Test
    void theOrderIsTwo() {
        OdeSystem system = new ScalarSystem((t, y) -> -y * y * y + Math.sin(t));
        double exact = end(new ModewiseIntegrator(Tolerances.of(1e-13, 1e-13)), system)[0];
        double[] coarse = end(at(1e-4), system);
        double[] fine = end(at(1e-8), system);
        double slope = Math.log(Math.abs((coarse[0] - exact) / (fine[0] - exact))) / Math.log(fine[1] / coarse[1]);
        // The controller's steps are proportional to each other but for the first.
        assertThat(slope).isBetween(1.8, 2.2);
    }

    private static double[] end(Integrator integrator, OdeSystem system) {
        double[] last = new double[2];
        Solution solution = integrator.solve(system, new double[] {1}, new double[] {0, 20}, (i, time, state) -> {
            last[0] = state[0];
        });
        last[1] = solution.steps();
        return last;
    }

    /** Rates up to 10^4 to t = 10, which explicit steps of order 5 pass 3.3 / 10^4 at a time. */
    @Test
    void stiffDecayTakesFarFewerEvaluationsThanStepsOfDormandAndPrince() {
        Decay system = new Decay(50);
        double[] initial = new double[system.size()];
        Arrays.fill(initial, 1);
        double tolerance = 1e-4;
        Solution stabilised = at(tolerance).solve(system, initial, new double[] {0, 0.1, 10}, (index, time, state) -> {
            for (int i = 0; i < state.length; i++) {
                // The error of a curve is of the size of the tolerance; that of the rest of a stiff mode, too.
                assertThat(state[i]).isCloseTo(Math.exp(-system.rate(i) * time), within(3 * tolerance));
            }
        });
        Solution explicit = DormandPrince54Integrator.of(Tolerances.of(tolerance, tolerance / 100))
                .solve(system, initial, new double[] {0, 0.1, 10}, (index, time, state) -> {});
        assertThat(stabilised.outcome().isComplete())
                .as(stabilised.outcome().message())
                .isTrue();
        assertThat(explicit.evaluations()).isGreaterThan(100_000);
        assertThat(stabilised.evaluations()).isLessThan(explicit.evaluations() / 20);
    }

    /** Two stages of order 2 and a cubic between them: y' = 2 t is solved up to rounding, at requested times inside a step as well. */
    @Test
    void aParabolaIsExactBetweenStepsToo() {
        double[] times =
                IntStream.rangeClosed(0, 1000).mapToDouble(k -> 0.003 * k).toArray();
        Solution solution = at(1e-2).solve(
                        new ScalarSystem((t, y) -> 2 * t),
                        new double[] {0},
                        times,
                        (index, time, state) ->
                                // Some tens of steps, each with a rounding of values up to 9.
                                assertThat(state[0]).isCloseTo(time * time, within(1e-13)));
        assertThat(solution.steps()).isLessThan(100);
    }

    /** Requested times have no part in the steps. */
    @Test
    void requestedTimesDoNotMoveTheCurve() {
        OdeSystem system = new ScalarSystem((t, y) -> -y * y * y + Math.sin(t));
        List<Double> few = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        at(1e-4).solve(system, new double[] {1}, new double[] {0, 7, 20}, (index, time, state) -> few.add(state[0]));
        double[] dense =
                IntStream.rangeClosed(0, 200).mapToDouble(k -> k / 10.0).toArray();
        at(1e-4).solve(system, new double[] {1}, dense, (index, time, state) -> {
            if (time == 0 || time == 7 || time == 20) {
                many.add(state[0]);
            }
        });
        assertThat(many).isEqualTo(few);
    }

    /** A radius that grows by 10^4 between one estimate and the next few: y = cos t, whatever the rate 1 + 10^4 t^4. */
    @Test
    void aGrowingSpectralRadiusIsFollowed() {
        OdeSystem system = new ScalarSystem((t, y) -> -(1 + 1e4 * t * t * t * t) * (y - Math.cos(t)) - Math.sin(t));
        double tolerance = 1e-4;
        Solution solution = at(tolerance)
                .solve(
                        system,
                        new double[] {1},
                        new double[] {0, 0.5, 1, 2},
                        (index, time, state) ->
                                // Errors are damped, and an error of a step is below the tolerance.
                                assertThat(state[0]).isCloseTo(Math.cos(time), within(tolerance)));
        assertThat(solution.outcome().isComplete()).isTrue();
    }

    /** Rounding bounds the number of stages, by 671 at 1e-6, and so the step, which accuracy would let grow once all has decayed. */
    @Test
    void stepsOfTheMostStagesAreStable() {
        long[] steps = new long[2];
        for (int k = 0; k < 2; k++) {
            Decay system = new Decay(20);
            double[] initial = new double[system.size()];
            Arrays.fill(initial, 1);
            Solution solution = at(1e-6).solve(
                            system, initial, new double[] {0, 2500 * (k + 1)}, (index, time, state) -> {
                                if (index > 0) {
                                    // The absolute tolerance.
                                    assertThat(EuclideanNorm.of(state)).isLessThan(1e-8);
                                }
                            });
            assertThat(solution.outcome().isComplete())
                    .as(solution.outcome().message())
                    .isTrue();
            steps[k] = solution.steps();
        }
        // Of the length 671^2 / (1.54 1.2 10^4) = 24.4, longer by what the radius is estimated too low: 1 % and what
        // renewals mend.
        assertThat(steps[1] - steps[0]).isBetween(95L, 104L);
    }

    @Test
    void theSpectralRadiusIsBoundedFromAboveByLittle() {
        Decay system = new Decay(400);
        double[] state = new double[system.size()];
        double[] ones = new double[system.size()];
        Arrays.fill(ones, 1);
        Arrays.fill(state, 0.3);
        double[] slope = new double[system.size()];
        system.derivative(0, state, slope);
        SpectralRadius spectrum = new SpectralRadius(system::derivative, ones);
        // 20 % of safety, of which neighbouring eigenvalues take some at first.
        assertThat(spectrum.at(0, state, slope)).isBetween(1e4, 1.2e4 * (1 + 1e-6));
        double again = 0;
        for (int renewal = 0; renewal < 20; renewal++) {
            again = spectrum.at(0, state, slope);
        }
        // The direction is kept, so that what is left is the iteration's 1 %.
        assertThat(again).isBetween(1.15e4, 1.2e4 * (1 + 1e-6));
    }

    /** f may be known on one side of a state alone. */
    @Test
    void theSpectralRadiusLooksToTheOtherSideOfAnEdge() {
        double[] sizes = {1};
        double edge = 2;
        RightHandSide below = (t, y, derivative) -> derivative[0] = y[0] > edge ? Double.NaN : -3 * y[0];
        // f is linear: half of the digits, and 20 % of safety.
        assertThat(new SpectralRadius(below, sizes).at(0, new double[] {edge}, new double[] {-3 * edge}))
                .isCloseTo(3.6, within(1e-6));
        RightHandSide nowhere = (t, y, derivative) -> derivative[0] = Double.NaN;
        assertThat(new SpectralRadius(nowhere, sizes).at(0, new double[] {edge}, new double[] {0}))
                .isNaN();
    }
}
