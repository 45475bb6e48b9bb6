package org.sgdyn.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.numerics.StudentTail;

class CurveTestTest {

    private static final int TIMES = 60;

    /** 3 d^{-1/2} at d = 1000. */
    private static final double BIAS = 3 / Math.sqrt(1000);

    private static final double LEVEL = 0.01;

    private static final Allowance NONE = new Allowance(0, 0);

    private static CurveTest test(double[][] replicates, double bias, double... theory) {
        return CurveTest.of(replicates, theory, new Allowance(bias, 0)).orElseThrow();
    }

    /** At one time it is the t test: mean 1, deviation sqrt(10 / 4), so t = 1 / sqrt(10 / 4 / 5) = sqrt(2) with four degrees. */
    @Test
    void atOneTimeItIsStudentsTest() {
        double[][] replicates = {{-1}, {0}, {1}, {2}, {3}};
        CurveTest test = test(replicates, 0, 0);
        // Rounding of a sum of five.
        assertThat(test.p()).isCloseTo(new StudentTail(4).beyond(Math.sqrt(2)), within(1e-14));
        assertThat(test.difference()).isEqualTo(1);
        assertThat(test.isRelative()).isFalse();
    }

    /** Values that go together count once, and those at which nothing scatters not at all. */
    @Test
    void timesThatFollowFromOthersAddNothing() {
        double[][] many = new double[5][TIMES];
        double[][] one = new double[5][1];
        for (int i = 0; i < 5; i++) {
            one[i][0] = i - 1;
            for (int k = 0; k < TIMES; k++) {
                many[i][k] = k == 7 ? 4 : (i - 1) * (k + 1);
            }
        }
        double[] theory = new double[TIMES];
        theory[7] = 5;
        // The angle of vectors that are parallel but for rounding, 1e-8, at each time.
        assertThat(test(many, 0, theory).p()).isCloseTo(test(one, 0, 0).p(), within(1e-6));
        assertThat(CurveTest.of(new double[][] {{4}, {4}}, new double[] {5}, NONE))
                .isEmpty();
        assertThat(CurveTest.of(new double[][] {{Double.NaN}, {4}}, new double[] {5}, NONE))
                .isEmpty();
    }

    /** Logarithms with mean ln 2 and deviation ln 2: the geometric mean is 2, and the allowance ln 2 (b + ln 2). */
    @Test
    void valuesOfOneSignAreComparedByTheirLogarithms() {
        double[][] replicates = {{-1}, {-2}, {-4}};
        CurveTest test = test(replicates, 0, -1);
        double excess = Math.log(2) - Math.log(2) * Math.log(2);
        assertThat(test.isRelative()).isTrue();
        // Rounding of logarithms.
        assertThat(test.difference()).isCloseTo(-1, within(1e-14));
        assertThat(test.p()).isCloseTo(new StudentTail(2).beyond(excess / Math.log(2) * Math.sqrt(3)), within(1e-12));
        assertThat(test(replicates, 1 - Math.log(2), -1).p()).isEqualTo(1);
    }

    @Test
    void itTellsWhereAMeanDepartsMostAndSinceWhen() {
        double[][] replicates = new double[6][3];
        for (int i = 0; i < 6; i++) {
            double noise = i % 2 == 0 ? 1 : -1;
            replicates[i] = new double[] {100 + noise, 100 - noise, 100 + noise};
        }
        CurveTest test = test(replicates, 0, 100, 110, 150);
        assertThat(test.largest()).isEqualTo(2);
        assertThat(test.first(LEVEL)).isEqualTo(1);
        assertThat(test(replicates, 0, 100, 100, 100).first(LEVEL)).isZero();
    }

    /** A time at which the mean departs by just what is noticeable has a p-value of the level. */
    @Test
    void whatIsNoticeableIsAtTheLevel() {
        double[][] replicates = {{0.98}, {0.99}, {1}, {1.01}, {1.02}};
        double noticeable = test(replicates, BIAS, 1).noticeable(LEVEL);
        double center = 0;
        for (double[] replicate : replicates) {
            center += Math.log(replicate[0]) / 5;
        }
        // Sixty bisections of a range of 1e9 on a logarithmic scale leave no more.
        assertThat(test(replicates, BIAS, Math.exp(center) / (1 + noticeable)).p())
                .isCloseTo(LEVEL, within(1e-8));
    }

    /**
     * False alarms at the level of 1 %, of 400 experiments each, where the theory is the mean: replicates 1 + 0.05 z and lognormal
     * e^{sigma z - sigma^2 / 2}, z stationary Gaussian with the given correlation of neighbouring times. At most twelve: by chance
     * one family in a thousand has more, if four are expected.
     */
    @ParameterizedTest
    @CsvSource({"0, 5", "0, 20", "0.9, 5", "0.9, 20", "0.99, 5", "0.99, 10", "0.99, 40", "0.999, 10"})
    void theoriesThatHoldAreSeldomBlamed(double correlation, int replicates) {
        assertThat(alarms(correlation, replicates, z -> 1 + 0.05 * z, 1)).isLessThanOrEqualTo(12);
        assertThat(alarms(correlation, replicates, z -> Math.exp(0.3 * z - 0.045), 1))
                .isLessThanOrEqualTo(12);
    }

    /** Tails as heavy as those of e^z may raise the level, to 5 % at most. */
    @ParameterizedTest
    @CsvSource({"0.9, 20", "0.99, 5", "0.99, 10", "0.99, 40", "0.999, 10"})
    void heavyTailsAreNoDeparture(double correlation, int replicates) {
        assertThat(alarms(correlation, replicates, z -> Math.exp(z - 0.5), 1)).isLessThanOrEqualTo(20);
    }

    /** 2 % above replicates that scatter by 1.5 % of themselves: found by 20 replicates in 360 of 400 experiments at least. */
    @ParameterizedTest
    @CsvSource({"0.9, 20", "0.99, 20", "0.999, 20", "0.99, 40"})
    void aWrongTheoryIsFound(double correlation, int replicates) {
        assertThat(alarms(correlation, replicates, z -> 1 + 0.015 * z, 1.02)).isGreaterThanOrEqualTo(360);
    }

    /** How many of 400 experiments find that a theory departs. */
    private static int alarms(double correlation, int replicates, DoubleUnaryOperator value, double theory) {
        SplittableRandom random = new SplittableRandom(7);
        double[] curve = new double[TIMES];
        Arrays.fill(curve, theory);
        int alarms = 0;
        for (int experiment = 0; experiment < 400; experiment++) {
            double[][] values = new double[replicates][TIMES];
            for (double[] replicate : values) {
                double z = random.nextGaussian();
                for (int k = 0; k < TIMES; k++) {
                    replicate[k] = value.applyAsDouble(z);
                    z = correlation * z + Math.sqrt(1 - correlation * correlation) * random.nextGaussian();
                }
            }
            alarms += test(values, BIAS, curve).p() < LEVEL ? 1 : 0;
        }
        return alarms;
    }
}
