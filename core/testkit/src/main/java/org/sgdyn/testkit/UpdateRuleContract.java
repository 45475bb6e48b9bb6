package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.UpdateRule;

/** What every {@link UpdateRule} must satisfy, facet by facet; extend it and hand out the rule under test. */
public abstract class UpdateRuleContract {

    private static final double[] TIMES = {1e-9, 0.01, 0.3, 1, 2.5, 10, 1e4};
    private static final double[] VARIANCES = {1e-6, 0.01, 0.3, 1, 7, 1e4};
    private static final double[] SQUARED_FEATURES = {0, 1e-6, 0.3, 1, 40, 1e6};

    /** Gradients of one, two and three outputs, zeros, tiny and huge ones among them. */
    private static final List<double[]> GRADIENTS = List.of(
            new double[] {0},
            new double[] {0.2},
            new double[] {-0.9},
            new double[] {3},
            new double[] {1e-300},
            new double[] {-1e200},
            new double[] {0, 0},
            new double[] {0.4, -0.4},
            new double[] {1e-200, 0},
            new double[] {1e200, -1e200},
            new double[] {0, 0, 0},
            new double[] {0.1, -0.3, 0.2},
            new double[] {5, 0, -5});

    /** For subclasses. */
    protected UpdateRuleContract() {}

    /**
     * The rule under test.
     *
     * @return an equal rule at every call
     */
    protected abstract UpdateRule rule();

    // --- shape -----------------------------------------------------------------------------------------------------

    /** A shaped gradient is finite and as long as before, and the same samples give the same bits. */
    @Test
    final void shapedGradientsAreFiniteAndReproducible() {
        for (double squaredFeature : SQUARED_FEATURES) {
            for (double[] gradient : GRADIENTS) {
                double[] shaped = shaped(rule().shape(), squaredFeature, gradient);
                assertThat(Arrays.stream(shaped).allMatch(Double::isFinite))
                        .as("%s at |a|^2 / d = %s is finite: %s", text(gradient), squaredFeature, text(shaped))
                        .isTrue();
                assertThat(shaped(rule().shape(), squaredFeature, gradient)).isEqualTo(shaped);
            }
        }
    }

    /** No gradient stays none: a sample that the loss is content with moves nothing. */
    @Test
    final void noGradientStaysNone() {
        for (int outputs = 1; outputs <= 3; outputs++) {
            assertThat(shaped(rule().shape(), 1, new double[outputs])).containsOnly(0.0);
        }
    }

    /** The piece is a function of the sample alone, and asking for it changes nothing. */
    @Test
    final void piecesAreReproducible() {
        for (double squaredFeature : SQUARED_FEATURES) {
            for (double[] gradient : GRADIENTS) {
                double[] copy = gradient.clone();
                int piece = rule().shape().piece(squaredFeature, copy);
                assertThat(copy).isEqualTo(gradient);
                assertThat(rule().shape().piece(squaredFeature, copy)).isEqualTo(piece);
            }
        }
    }

    // --- features --------------------------------------------------------------------------------------------------

    /** The map of the features is odd, finite and acts on every coordinate alone. */
    @Test
    final void theFeatureMapIsOddAndActsOnEveryCoordinateAlone() {
        double[] features = IntStream.rangeClosed(-40, 40)
                .mapToDouble(k -> Math.signum(k) * Math.pow(10, Math.abs(k) / 4.0 - 6))
                .toArray();
        double[] mapped = features.clone();
        rule().features().apply(mapped);
        for (int k = 0; k < features.length; k++) {
            double alone = mapped(features[k]);
            assertThat(alone).as("phi(%s)", features[k]).isFinite();
            assertThat(mapped[k]).as("phi(%s) among others", features[k]).isEqualTo(alone);
            assertThat(mapped(-features[k]) + alone)
                    .as("phi(-a) + phi(a) at %s", features[k])
                    .isZero();
        }
    }

    /** Slope and power are the expectations that they are said to be: E a phi(a) / lambda, by Stein's lemma, and E phi(a)^2. */
    @Test
    final void slopeAndPowerAreGaussianExpectations() {
        FeatureMap features = rule().features();
        for (double variance : VARIANCES) {
            double slope = 2 * positiveHalf(variance, (a, phi) -> a * phi) / variance;
            double power = 2 * positiveHalf(variance, (a, phi) -> phi * phi);
            // Where phi jumps, the midpoint rule is wrong by at most a step times the jump.
            assertThat(features.slope(variance))
                    .as("slope at variance %s", variance)
                    .isCloseTo(slope, within(1e-4 * (Math.abs(slope) + Math.sqrt(power / variance))));
            assertThat(features.power(variance))
                    .as("power at variance %s", variance)
                    .isCloseTo(power, within(1e-4 * power));
        }
    }

    /** Coordinates without variance, which modes may be, have a slope and a power, too. */
    @Test
    final void slopeAndPowerAreFiniteWithoutVariance() {
        assertThat(rule().features().slope(0)).isFinite();
        assertThat(rule().features().power(0)).isFinite().isNotNegative();
    }

    // --- second moment ---------------------------------------------------------------------------------------------

    /** The scale is positive and finite where there are gradients, and where there are none unless it says so. */
    @Test
    final void theScaleIsPositive() {
        SecondMoment moment = secondMoment();
        assertThat(moment.forgetting()).isFinite().isNotNegative();
        for (double v : VARIANCES) {
            assertThat(moment.scale(v)).as("P(%s)", v).isFinite().isPositive();
        }
        if (moment.needsGradients()) {
            assertThat(moment.scale(0)).isInfinite().isPositive();
        } else {
            assertThat(moment.scale(0)).isFinite().isPositive();
        }
    }

    /** The slope of the scale is its derivative, and finite at 0 even where the derivative is not. */
    @Test
    final void theSlopeOfTheScaleIsItsDerivative() {
        SecondMoment moment = secondMoment();
        assertThat(moment.slope(0)).isFinite();
        for (double v : VARIANCES) {
            double h = 1e-5 * v;
            double expected = (moment.scale(v + h) - moment.scale(v - h)) / (2 * h);
            // Truncation of the order of h^2 / v^2 = 1e-10, and rounding of a scale over h.
            assertThat(moment.slope(v))
                    .as("dP/dv at %s", v)
                    .isCloseTo(expected, within(1e-8 * Math.abs(expected) + 1e-9 * moment.scale(v) / v));
        }
    }

    private SecondMoment secondMoment() {
        assumeTrue(rule().secondMoment().isPresent(), "the rule has no second moment");
        return rule().secondMoment().orElseThrow();
    }

    // --- memory ----------------------------------------------------------------------------------------------------

    /** Slots are numbered from 0, and those that are reported are among them. */
    @Test
    final void theSlotsAreThere() {
        Memory memory = rule().memory();
        assertThat(memory.slots()).isPositive();
        assertThat(memory.reported()).isBetween(0, memory.slots() - 1);
        memory.velocity().ifPresent(slot -> assertThat(slot).as("the velocity").isBetween(0, memory.slots() - 1));
        for (int slot = 1; slot < memory.slots(); slot++) {
            assertThat(memory.start(slot)).as("start of slot %d", slot).isFinite();
        }
    }

    /** T and e are filled, finite and affine in the rate, and the row of the iterate leaves it alone beneath a scale. */
    @Test
    final void theStepIsFiniteAndAffineInTheRate() {
        Memory memory = rule().memory();
        double[] times = memory.isSingularAtStart()
                ? TIMES
                : IntStream.rangeClosed(0, TIMES.length)
                        .mapToDouble(k -> k == 0 ? 0 : TIMES[k - 1])
                        .toArray();
        for (double time : times) {
            double[] still = step(memory, time, 0);
            double[] once = step(memory, time, 1);
            double[] twice = step(memory, time, 2);
            for (int k = 0; k < still.length; k++) {
                assertThat(still[k]).as("entry %d of T, e at t = %s", k, time).isFinite();
                assertThat(once[k]).as("entry %d of T, e at t = %s", k, time).isFinite();
                // Two roundings of numbers as large as the largest of the three.
                assertThat(twice[k] - once[k])
                        .as("entry %d of T, e at t = %s, from rate 1 to 2", k, time)
                        .isCloseTo(
                                once[k] - still[k], within(1e-14 * Math.max(Math.abs(twice[k]), Math.abs(still[k]))));
            }
            if (rule().secondMoment().isPresent()) {
                assertThat(once[0]).as("entry 0 of T beneath a scale").isZero();
            }
            assertThat(step(rule().memory(), time, 1)).isEqualTo(once);
        }
    }

    /** Breakpoints ascend strictly, are finite, and the caller may keep or change the array. */
    @Test
    final void breakpointsAscend() {
        Memory memory = rule().memory();
        double[] breakpoints = memory.breakpoints();
        double[] expected = breakpoints.clone();
        for (int k = 0; k < breakpoints.length; k++) {
            assertThat(breakpoints[k]).isFinite();
            if (k > 0) {
                assertThat(breakpoints[k]).isGreaterThan(breakpoints[k - 1]);
            }
        }
        Arrays.fill(breakpoints, Double.NaN);
        assertThat(memory.breakpoints()).isEqualTo(expected);
    }

    /**
     * A memory that is singular at the start says what the motion tends to: finite, with a noise that is symmetric.
     *
     * @param rate gamma
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 2})
    final void aSingularStartHasALimit(double rate) {
        Memory memory = rule().memory();
        assumeTrue(memory.isSingularAtStart(), "the memory is regular at t = 0");
        int n = memory.slots();
        double[] transition = filled(n * n);
        double[] gain = filled(n);
        double[] noise = filled(n * n);
        memory.atStart(rate, transition, gain, noise);
        for (int i = 0; i < n; i++) {
            assertThat(gain[i]).as("e_%d", i).isFinite();
            assertThat(noise[i * n + i]).as("noise of slot %d", i).isNotNegative();
            for (int j = 0; j < n; j++) {
                assertThat(transition[i * n + j]).as("T_%d%d", i, j).isFinite();
                assertThat(noise[i * n + j]).as("noise_%d%d", i, j).isFinite().isEqualTo(noise[j * n + i]);
            }
        }
    }

    // --- noise -----------------------------------------------------------------------------------------------------

    /** The noise of the gradient has a variance. */
    @Test
    final void theNoiseHasAVariance() {
        assertThat(rule().gradientNoise()).isFinite().isNotNegative();
    }

    // --- helpers ---------------------------------------------------------------------------------------------------

    private static double[] shaped(GradientShape shape, double squaredFeature, double[] gradient) {
        double[] shaped = gradient.clone();
        shape.apply(squaredFeature, shaped);
        return shaped;
    }

    private static String text(double[] vector) {
        return Arrays.toString(vector);
    }

    private double mapped(double feature) {
        double[] one = {feature};
        rule().features().apply(one);
        return one[0];
    }

    private interface Integrand {
        double at(double a, double phi);
    }

    /** E f(a, phi(a)) over a &gt; 0, by the midpoint rule to twelve deviations. */
    private double positiveHalf(double variance, Integrand f) {
        int nodes = 200_000;
        double h = 12.0 / nodes;
        double deviation = Math.sqrt(variance);
        double[] a = new double[nodes];
        Arrays.setAll(a, k -> deviation * (k + 0.5) * h);
        double[] phi = a.clone();
        rule().features().apply(phi);
        double sum = 0;
        for (int k = 0; k < nodes; k++) {
            double z = (k + 0.5) * h;
            sum += h * Math.exp(-z * z / 2) * f.at(a[k], phi[k]);
        }
        return sum / Math.sqrt(2 * Math.PI);
    }

    /** T and, after it, e, both given to the memory full of NaN. */
    private static double[] step(Memory memory, double time, double rate) {
        int n = memory.slots();
        double[] transition = filled(n * n);
        double[] gain = filled(n);
        memory.at(time, rate, transition, gain);
        double[] both = Arrays.copyOf(transition, n * n + n);
        System.arraycopy(gain, 0, both, n * n, n);
        return both;
    }

    private static double[] filled(int length) {
        double[] array = new double[length];
        Arrays.fill(array, Double.NaN);
        return array;
    }
}
