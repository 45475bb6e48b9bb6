package org.sgdyn.asymptotics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.asymptotics.Limit.Verdict;

class LateTimeTest {

    /** t = 0, then ten points a decade from 0.01 to 1e8. */
    private static final double[] TIMES = logarithmic(1e8, 101);

    private static double[] logarithmic(double end, int count) {
        double[] times = new double[count + 1];
        for (int k = 1; k <= count; k++) {
            times[k] = 0.01 * Math.pow(end / 0.01, (k - 1.0) / (count - 1));
        }
        return times;
    }

    private static double[] values(double[] times, DoubleUnaryOperator f) {
        return Arrays.stream(times).map(f).toArray();
    }

    private static Limit limit(DoubleUnaryOperator f) {
        return LateTime.limit(TIMES, values(TIMES, f));
    }

    // --- slopes ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(doubles = {-2, -1, -0.01, 0.5, 3})
    void powersHaveTheirExponent(double power) {
        double[] values = values(TIMES, t -> -3 * Math.pow(1 + t, power));
        Estimate slope = LateTime.localSlope(TIMES, values);
        // 1 + t is t up to 1e-8 in the last half decade, the declared resolution is 1e-7.
        assertThat(slope.value()).isCloseTo(power, within(1e-7));
        assertThat(slope.uncertainty()).isBetween(1e-9, 1e-5);
        Estimate exponent = LateTime.exponent(TIMES, values);
        // 1 / t at the window's start is 1e-6.
        assertThat(exponent.value()).isCloseTo(power, within(1e-6 * Math.abs(power) + 1e-12));
        assertThat(exponent.uncertainty()).isLessThan(1e-5);
    }

    /** t^-1 (log t)^k has slope -1 + k / log t; the fitted exponent is that of the middle of its two decades, and says so. */
    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, 1, 3})
    void logarithmsShowInTheLocalSlope(double k) {
        double[] values = values(TIMES, t -> Math.pow(Math.log(2 + t), k) / (1 + t));
        double exact = -1 + k / Math.log(1e8);
        Estimate slope = LateTime.localSlope(TIMES, values);
        assertThat(slope.value()).isCloseTo(exact, within(1e-6));
        assertThat(Math.abs(slope.value() - exact)).isLessThan(slope.uncertainty());
        Estimate exponent = LateTime.exponent(TIMES, values);
        assertThat(Math.abs(exponent.value() - exact)).isLessThan(exponent.uncertainty());
        assertThat(exponent.uncertainty()).isLessThan(0.01 * Math.abs(k));
    }

    @Test
    void linearGridsServeToo() {
        double[] times = new double[101];
        Arrays.setAll(times, k -> k);
        double[] values = values(times, t -> 5 / Math.sqrt(1 + t));
        Estimate slope = LateTime.localSlope(times, values);
        assertThat(slope.value()).isCloseTo(-0.5 * 100 / 101, within(1e-4));
        assertThat(slope.value()).isCloseTo(-0.5 * 100 / 101, within(slope.uncertainty()));
    }

    @Test
    void zerosAndNanTellNoSlope() {
        double[] zero = values(TIMES, t -> t > 1e7 ? 0 : 1 / (1 + t));
        assertThat(LateTime.localSlope(TIMES, zero).value()).isNaN();
        assertThat(LateTime.exponent(TIMES, zero).value()).isNaN();
        double[] sign = values(TIMES, t -> 7e7 - t);
        assertThat(LateTime.localSlope(TIMES, sign).value()).isNaN();
        double[] nanEnd = values(TIMES, t -> t > 9e7 ? Double.NaN : 1);
        assertThat(LateTime.localSlope(TIMES, nanEnd)).isEqualTo(Estimate.NONE);
        assertThat(LateTime.localSlope(new double[] {0, 1, 2, 3}, new double[] {1, 1, 1, 1}))
                .isEqualTo(Estimate.NONE);
        assertThatThrownBy(() -> LateTime.localSlope(new double[2], new double[3]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nanAtTheStartDoesNoHarm() {
        double[] values = values(TIMES, t -> t < 1 ? Double.NaN : 1 / t);
        assertThat(LateTime.localSlope(TIMES, values).value()).isCloseTo(-1, within(1e-9));
        assertThat(LateTime.limit(TIMES, values).verdict()).isEqualTo(Verdict.VANISHING);
    }

    // --- limits ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"1, 1, 0.5", "0.2, -0.1, 0.1", "-3, 1, 1", "1e-3, 1, 0.3", "0.01, 0.5, 0.2", "-1, -2, 0.05"})
    void constantsPlusPowersAreExact(double constant, double factor, double power) {
        Limit limit = limit(t -> constant + factor * Math.pow(t, -power));
        assertThat(limit.verdict()).isEqualTo(Verdict.NONZERO);
        assertThat(limit.value()).isCloseTo(constant, within(1e-6 * Math.abs(constant)));
        assertThat(Math.abs(limit.value() - constant)).isLessThanOrEqualTo(limit.uncertainty());
        // Differences of 1e-8 |constant| carry the exponent to some digits.
        assertThat(limit.approachExponent()).isCloseTo(power, within(1e-3));
    }

    /** Further terms make the extrapolation inexact; the uncertainty covers what they do, and is not absurd. */
    @ParameterizedTest
    @CsvSource({"0.1, 1, 1", "0.1, 3, -1", "0.1, 1, 5", "0.2, -2, 2", "0.05, 0.3, 0.5"})
    void theUncertaintyCoversFurtherTerms(double power, double first, double second) {
        Limit limit = limit(t -> {
            double e = Math.pow(1 + t, -power);
            return 0.3 * Math.exp(first * e) + 0.1 * second * e * e;
        });
        assertThat(limit.verdict()).isEqualTo(Verdict.NONZERO);
        assertThat(Math.abs(limit.value() - 0.3)).isLessThan(limit.uncertainty());
        assertThat(limit.uncertainty()).isLessThan(0.3);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "1, -1", "1, 4", "0.5, 0", "0.05, 0", "0.3, 1", "0.5, -1", "2, -2"})
    void powersVanishWithAnyPowerOfTheLogarithm(double power, double logarithms) {
        Limit limit = limit(t -> Math.pow(1 + t, -power) * Math.pow(Math.log(2 + t), logarithms));
        assertThat(limit.verdict()).isEqualTo(Verdict.VANISHING);
        assertThat(limit.value()).isZero();
    }

    /** A risk whose exponent has a far limit, as just below a phase transition: the logarithm settles long before the risk does. */
    @Test
    void aFarLimitOfTheExponentIsALimit() {
        Limit limit = limit(t -> Math.exp(-5 * (1 - Math.pow(1 + t, -0.1))));
        assertThat(limit.verdict()).isEqualTo(Verdict.NONZERO);
        assertThat(Math.abs(limit.value() - Math.exp(-5))).isLessThan(limit.uncertainty());
        // 0.2 of the exponent's way is left.
        assertThat(limit.value()).isCloseTo(Math.exp(-5), within(1e-6));
    }

    @Test
    void whatVanishesExponentiallyVanishes() {
        assertThat(limit(t -> Math.exp(-t)).verdict()).isEqualTo(Verdict.VANISHING);
        assertThat(limit(t -> Math.exp(-t / 1e6)).verdict()).isEqualTo(Verdict.VANISHING);
        assertThat(limit(t -> t > 1e7 ? 0 : 1).verdict()).isEqualTo(Verdict.VANISHING);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-2, 0.25, 1e-20})
    void whatHasSettledIsItsLimit(double constant) {
        Limit limit = limit(t -> constant * (1 + Math.exp(-t)));
        assertThat(limit.verdict()).isEqualTo(Verdict.NONZERO);
        assertThat(limit.value()).isEqualTo(constant);
        assertThat(limit.uncertainty()).isEqualTo(1e-7 * Math.abs(constant));
        // What wiggles by an integrator's error has settled too.
        Limit rippled = limit(t -> constant * (1 + 1e-6 * Math.sin(20 * Math.log(1 + t))));
        assertThat(rippled.verdict()).isEqualTo(Verdict.NONZERO);
        assertThat(rippled.value()).isCloseTo(constant, within(rippled.uncertainty() + 1e-6 * Math.abs(constant)));
    }

    /** A curve that only a logarithm moves has neither verdict. */
    @Test
    void logarithmsAreNotDecided() {
        assertThat(limit(t -> 1 / Math.log(2 + t)).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(limit(t -> Math.pow(Math.log(2 + t), -2)).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(limit(t -> 2 - 0.01 * Math.log(2 + t)).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    void growthIsNoLimit() {
        for (double power : new double[] {0.1, 1}) {
            Limit limit = limit(t -> -Math.pow(1 + t, power));
            assertThat(limit.verdict()).isEqualTo(Verdict.GROWING);
            assertThat(limit.value()).isEqualTo(Double.NEGATIVE_INFINITY);
        }
        assertThat(limit(t -> Math.pow(Math.log(2 + t), 1.5)).verdict()).isEqualTo(Verdict.GROWING);
    }

    @Test
    void tooFewPointsOrNoEndAreUndecided() {
        assertThat(LateTime.limit(new double[] {0, 1, 2, 3}, new double[] {1, 1, 1, 1})
                        .verdict())
                .isEqualTo(Verdict.UNDECIDED);
        assertThat(LateTime.limit(new double[0], new double[0]).value()).isNaN();
        assertThat(limit(t -> t > 9e7 ? Double.NaN : 1).verdict()).isEqualTo(Verdict.UNDECIDED);
        assertThat(limit(t -> Math.cos(Math.log(1 + t))).verdict()).isEqualTo(Verdict.UNDECIDED);
    }

    /** On a grid whose points are not a power of 10 apart the values in between are interpolated. */
    @Test
    void anyGridServes() {
        double[] times = logarithmic(3e6, 77);
        Limit limit = LateTime.limit(times, values(times, t -> 0.02 + Math.pow(1 + t, -0.4)));
        assertThat(limit.verdict()).isEqualTo(Verdict.NONZERO);
        assertThat(limit.value()).isCloseTo(0.02, within(Math.min(1e-4, limit.uncertainty())));
    }

    // --- times to reach a level ------------------------------------------------------------------------------------

    @Test
    void levelsAreReachedWhereTheCurveIsAPower() {
        double[] falling = values(TIMES, t -> t == 0 ? 1e9 : 1 / t);
        assertThat(LateTime.timeToReach(TIMES, falling, 3.3e-5).getAsDouble()).isCloseTo(1 / 3.3e-5, within(1e-7));
        double[] rising = values(TIMES, t -> t * t);
        assertThat(LateTime.timeToReach(TIMES, rising, 1e9).getAsDouble()).isCloseTo(Math.sqrt(1e9), within(1e-7));
        assertThat(LateTime.timeToReach(TIMES, rising, 0).getAsDouble()).isZero();
        assertThat(LateTime.timeToReach(TIMES, falling, 1e-9)).isEmpty();
        assertThat(LateTime.timeToReach(new double[0], new double[0], 1)).isEmpty();
    }

    @Test
    void levelsNextToTheStartAndAcrossZeroAreLinear() {
        double[] times = {0, 1, 2};
        assertThat(LateTime.timeToReach(times, new double[] {1, -1, -1}, 0.5).getAsDouble())
                .isCloseTo(0.25, within(1e-15));
        double[] nan = {Double.NaN, 4, Double.NaN};
        assertThat(LateTime.timeToReach(times, nan, 3)).isEmpty();
        assertThat(LateTime.timeToReach(new double[] {0, 1, 2, 4}, new double[] {3, Double.NaN, 1, -1}, 0)
                        .getAsDouble())
                .isCloseTo(2 * Math.sqrt(2), within(1e-14));
    }
}
