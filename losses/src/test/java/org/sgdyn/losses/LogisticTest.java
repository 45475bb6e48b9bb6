package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.testkit.LossContract;

final class LogisticTest extends LossContract {

    // The accuracy the class promises.
    private static final double PROMISE = 1e-11;

    private final LossMoments one = new Logistic().moments(ClassTarget.of(0, 1), GaussianQuadrature.standard());
    private final LossMoments zero = new Logistic().moments(ClassTarget.of(1, 0), GaussianQuadrature.standard());

    @Override
    protected Loss loss() {
        return new Logistic();
    }

    @Test
    void momentsHaveElevenDigitsHoweverSmall() throws IOException {
        List<double[]> rows = reference();
        assertThat(rows).hasSizeGreaterThan(150);
        GradientMoments found = new GradientMoments(1, 0);
        for (double[] row : rows) {
            double[] mean = {row[0]};
            double[] variance = {row[1]};
            String at = "at m = " + row[0] + ", B = " + row[1];
            one.evaluate(mean, variance, found);
            assertRelative(-found.gradient[0], row[2], "g " + at);
            assertRelative(found.gradientSecondMoment[0], row[3], "G " + at);
            assertRelative(found.hessian[0], row[4], "H " + at);
            assertRelative(one.risk(mean, variance), row[5], "risk " + at);
        }
    }

    @Test
    void labelZeroMirrorsLabelOne() throws IOException {
        GradientMoments a = new GradientMoments(1, 0);
        GradientMoments b = new GradientMoments(1, 0);
        for (double[] row : reference()) {
            double[] mean = {row[0]};
            double[] mirrored = {-row[0]};
            double[] variance = {row[1]};
            one.evaluate(mean, variance, a);
            zero.evaluate(mirrored, variance, b);
            assertThat(b.gradient[0]).isEqualTo(-a.gradient[0]);
            assertThat(b.gradientSecondMoment).isEqualTo(a.gradientSecondMoment);
            assertThat(b.hessian).isEqualTo(a.hessian);
            assertThat(zero.risk(mirrored, variance)).isEqualTo(one.risk(mean, variance));
        }
    }

    @Test
    void farOutsideTheMomentsKeepTheirLimits() {
        GradientMoments found = new GradientMoments(1, 0);
        for (double variance : new double[] {1e4, 1e6, 1e8, 1e12}) {
            double s = Math.sqrt(variance);
            one.evaluate(new double[] {0}, new double[] {variance}, found);
            // Wide Gaussian at m = 0: g = -1/2 exactly; E sigma' = phi(0)/s (1 - pi^2/(6 s^2) + O(s^-4)); next term
            // 12/s^4.
            assertThat(found.gradient[0]).isCloseTo(-0.5, within(1e-15));
            double expected = StandardNormal.density(0) / s * (1 - Math.PI * Math.PI / (6 * variance));
            assertThat(found.hessian[0]).isCloseTo(expected, within(expected * (1e-13 + 12 / (variance * variance))));
        }
        for (double mean : new double[] {-1e6, 1e6}) {
            for (double variance : new double[] {0, 1e-12, 1, 900, 6000, 6500, 1e6}) {
                one.evaluate(new double[] {mean}, new double[] {variance}, found);
                // The logistic is a step here: Phi(-m / s) is 0 or 1 to the last digit.
                assertThat(-found.gradient[0]).isCloseTo(mean < 0 ? 1 : 0, within(1e-14));
                assertThat(found.hessian[0]).isBetween(0.0, 1e-300);
                assertThat(one.risk(new double[] {mean}, new double[] {variance}))
                        .isCloseTo(mean < 0 ? -mean : 0, within(1e-8));
            }
        }
    }

    @Test
    void bothRulesAgreeWhereTheyMeet() {
        // s = 16 and |m| = s^2 / 2, s in 16..80, separate the trapezoidal rule from the corrected step.
        GradientMoments below = new GradientMoments(1, 0);
        GradientMoments above = new GradientMoments(1, 0);
        double[][] seams = {{-300, 16}, {-127, 16}, {0, 16}, {5, 16}, {127, 16}, {200, 20}, {-200, 20}, {1250, 50}};
        for (double[] seam : seams) {
            boolean wide = seam[1] == 16;
            double nudge = 1e-15;
            double[] lowMean = {wide ? seam[0] : seam[0] * (1 - nudge)};
            double[] highMean = {wide ? seam[0] : seam[0] * (1 + nudge)};
            double variance = seam[1] * seam[1];
            one.evaluate(lowMean, new double[] {wide ? variance * (1 - nudge) : variance}, below);
            one.evaluate(highMean, new double[] {wide ? variance * (1 + nudge) : variance}, above);
            // The nudge itself moves exp(-m^2 / (2 s^2)) by m^2 / s^2 times 1e-15.
            assertRelative(below.gradient[0], above.gradient[0], "g at " + seam[0]);
            assertRelative(below.gradientSecondMoment[0], above.gradientSecondMoment[0], "G at " + seam[0]);
            assertRelative(below.hessian[0], above.hessian[0], "H at " + seam[0]);
        }
    }

    @Test
    void classErrorKeepsItsDigits() {
        // Phi(-x) from its asymptotic series phi(x)/x (1 - 1/x^2 + 3/x^4 - 15/x^6): the next term is 105/x^8.
        for (double x : new double[] {12, 20, 37}) {
            double q = 1 / (x * x);
            double series = StandardNormal.density(x) / x * (1 - q * (1 - q * (3 - 15 * q)));
            assertThat(StandardNormal.cdf(-x)).isCloseTo(series, within(series * (1e-12 + 105 * q * q * q * q)));
        }
    }

    @Test
    void labelsAreZeroOrOne() {
        assertThat(new Logistic().labelProblem(ClassTarget.of(0, -1))).contains("must be 0 or 1");
        assertThat(new Logistic().labelProblem(ClassTarget.of(0, Double.NaN))).isPresent();
        assertThat(new Logistic().decisionRule()).isEqualTo(DecisionRule.SIGN);
    }

    private static void assertRelative(double found, double expected, String what) {
        // Below the normal range a double has no relative accuracy; ten times the smallest one is the absolute floor
        // there.
        assertThat(found).as(what).isCloseTo(expected, within(PROMISE * Math.abs(expected) + 10 * Double.MIN_VALUE));
    }

    private static List<double[]> reference() throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                LogisticTest.class.getResourceAsStream("logistic-moments.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("mean"))
                    .map(line -> List.of(line.split(",")).stream()
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
        }
    }
}
