package org.sgdyn.solvers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The coefficients of the explicit pairs, by single steps that are put together here. */
class RungeKuttaPairTest {

    private static final double[] INSIDE = {0.15, 0.4, 0.65, 0.9};

    private static RungeKuttaPair pair(int order) {
        return order == 5 ? DormandPrince54Integrator.PAIR : DormandPrince853Integrator.PAIR;
    }

    /** One step of y' = f(t, y) for one number y. */
    private static final class Step {
        final RungeKuttaPair pair;
        final double h;
        final double start;
        final double[] k;
        final double end;

        Step(RungeKuttaPair pair, DoubleBinaryOperator f, double t, double y, double h) {
            this.pair = pair;
            this.h = h;
            start = y;
            k = new double[pair.allStages()];
            for (int i = 0; i < k.length; i++) {
                k[i] = f.applyAsDouble(t + pair.node(i) * h, y + h * dot(pair.coefficients(i)));
            }
            end = y + h * dot(pair.coefficients(pair.stages() - 1));
        }

        private double dot(double[] factors) {
            double sum = 0;
            for (int j = 0; j < factors.length; j++) {
                sum += factors[j] * k[j];
            }
            return sum;
        }

        double at(double theta) {
            double[] factors = new double[k.length];
            double whole = pair.interpolate(theta, factors);
            return start + whole * (end - start) + h * dot(factors);
        }

        double estimate(int q) {
            return h * dot(pair.error(q));
        }
    }

    /** Not linear and not autonomous: y = tan(sin t). */
    private static double slope(double t, double y) {
        return (1 + y * y) * Math.cos(t);
    }

    private static double exact(double t) {
        return Math.tan(Math.sin(t));
    }

    private static Step step(int order, double h) {
        double t = 0.3;
        return new Step(pair(order), RungeKuttaPairTest::slope, t, exact(t), h);
    }

    private static double rate(double coarse, double fine) {
        return Math.log(Math.abs(coarse / fine)) / Math.log(2);
    }

    /** Each step falls short by h to the power order + 1, the interpolant by one power less. */
    @ParameterizedTest
    @CsvSource({"5, 0.08, 6, 5", "8, 0.2, 9, 8"})
    void errorsOfAStepAndInsideOfItHaveTheirOrders(int order, double h, double ofStep, double ofInterpolant) {
        Step coarse = step(order, h);
        Step fine = step(order, h / 2);
        // The next power of h.
        assertThat(rate(coarse.end - exact(0.3 + h), fine.end - exact(0.3 + h / 2)))
                .isCloseTo(ofStep, within(0.5));
        double worstCoarse = 0;
        double worstFine = 0;
        for (double theta : INSIDE) {
            worstCoarse = Math.max(worstCoarse, Math.abs(coarse.at(theta) - exact(0.3 + theta * h)));
            worstFine = Math.max(worstFine, Math.abs(fine.at(theta) - exact(0.3 + theta * h / 2)));
        }
        assertThat(rate(worstCoarse, worstFine)).isCloseTo(ofInterpolant, within(0.6));
    }

    /** The estimates compare with embedded methods of the orders in the names. */
    @ParameterizedTest
    @CsvSource({"5, 0.04, 0, 5", "8, 0.1, 0, 6", "8, 0.1, 1, 4"})
    void estimatesHaveTheOrdersOfTheEmbeddedMethods(int order, double h, int estimate, double expected) {
        // The next power of h.
        assertThat(rate(step(order, h).estimate(estimate), step(order, h / 2).estimate(estimate)))
                .isCloseTo(expected, within(0.5));
    }

    /** y' = t^n: the step is exact up to n = order - 1, the interpolant up to one less, and no further. */
    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void polynomialsAreExact(int order) {
        for (int n = 0; n <= order; n++) {
            int power = n;
            Step step = new Step(pair(order), (t, y) -> Math.pow(t, power), 0, 0, 1);
            // Some tens of roundings of coefficients up to 500.
            double rounding = 1e-12;
            assertThat(Math.abs(step.end - 1.0 / (n + 1)) < rounding)
                    .as("t^%s", n)
                    .isEqualTo(n < order);
            double worst = 0;
            for (double theta : INSIDE) {
                worst = Math.max(worst, Math.abs(step.at(theta) - Math.pow(theta, n + 1) / (n + 1)));
            }
            assertThat(worst < rounding).as("t^%s inside", n).isEqualTo(n < order - 1);
        }
    }

    /** The interpolant takes over values and slopes at both ends. */
    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void theInterpolantIsSmoothAtTheEnds(int order) {
        Step step = step(order, 0.3);
        double tiny = 1e-6;
        assertThat(step.at(0)).isEqualTo(step.start);
        assertThat(step.at(1)).isCloseTo(step.end, within(1e-15));
        // A quotient of differences errs by its step times a second derivative of some units, and by rounding over it.
        assertThat((step.at(tiny) - step.start) / (tiny * step.h)).isCloseTo(step.k[0], within(1e-5));
        assertThat((step.end - step.at(1 - tiny)) / (tiny * step.h))
                .isCloseTo(slope(0.3 + step.h, step.end), within(1e-5));
    }

    /** Each stage is consistent: sum_j a_ij = c_i. */
    @ParameterizedTest
    @ValueSource(ints = {5, 8})
    void nodesAreTheSumsOfTheirRows(int order) {
        RungeKuttaPair pair = pair(order);
        for (int i = 0; i < pair.allStages(); i++) {
            double sum = 0;
            for (double a : pair.coefficients(i)) {
                sum += a;
            }
            // A rounding of coefficients up to 43.
            assertThat(sum).isCloseTo(pair.node(i), within(1e-13));
        }
    }
}
