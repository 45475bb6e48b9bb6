package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.testkit.TestParameters;

final class SoftmaxTest {

    private static final GaussianExpectation QUADRATURE = GaussianQuadrature.standard();

    @Test
    void twoClassesAreLogisticRegressionOfTheDifference() {
        double[] mean = {0.7, -0.4};
        double[] covariance = {2.3, 0.4, 0.4, 0.9};
        double[] difference = {1.1};
        double[] variance = {2.4};
        GradientMoments scalar = new GradientMoments(1, 0);
        GradientMoments found = new GradientMoments(2, 0);
        for (int own : new int[] {0, 1}) {
            LossMoments logistic = new Logistic().moments(ClassTarget.of(own, 1 - own), QUADRATURE);
            LossMoments softmax = moments(2, own);
            logistic.evaluate(difference, variance, scalar);
            softmax.evaluate(mean, covariance, found);
            // Rounding of the differences.
            double tolerance = 1e-15;
            assertThat(softmax.risk(mean, covariance))
                    .isCloseTo(logistic.risk(difference, variance), within(tolerance));
            assertThat(found.gradient[0]).isCloseTo(scalar.gradient[0], within(tolerance));
            assertThat(found.gradient[1]).isCloseTo(-scalar.gradient[0], within(tolerance));
            for (int k = 0; k < 4; k++) {
                double sign = k == 0 || k == 3 ? 1 : -1;
                assertThat(found.hessian[k]).isCloseTo(sign * scalar.hessian[0], within(tolerance));
                assertThat(found.gradientSecondMoment[k])
                        .isCloseTo(sign * scalar.gradientSecondMoment[0], within(tolerance));
            }
        }
    }

    @Test
    void aClassThatCannotWinLeavesTheOthersAlone() {
        // exp(-800) is nothing: three classes are two, on the other rule, tails included.
        GradientMoments three = new GradientMoments(3, 0);
        GradientMoments two = new GradientMoments(2, 0);
        for (double m : new double[] {-3, 0.2, 12, 40}) {
            for (double scale : new double[] {1e-4, 1, 9, 60}) {
                double[] mean2 = {m, 0.1};
                double[] covariance2 = {0.8 * scale, 0.3 * scale, 0.3 * scale, 0.7 * scale};
                double[] mean3 = {m, 0.1, -800};
                double[] covariance3 = {0.8, 0.3, 0.1, 0.3, 0.7, -0.1, 0.1, -0.1, 0.6};
                for (int k = 0; k < 9; k++) {
                    covariance3[k] *= scale;
                }
                moments(2, 0).evaluate(mean2, covariance2, two);
                moments(3, 0).evaluate(mean3, covariance3, three);
                // Both rules are exact to rounding and keep relative accuracy in the tail.
                double tolerance = 1e-9;
                String at = "m = " + m + ", scale = " + scale;
                double risk = moments(2, 0).risk(mean2, covariance2);
                assertThat(moments(3, 0).risk(mean3, covariance3)).as(at).isCloseTo(risk, within(tolerance * risk));
                for (int a = 0; a < 2; a++) {
                    assertRelative(three.gradient[a], two.gradient[a], tolerance, at);
                    for (int b = 0; b < 2; b++) {
                        assertRelative(three.hessian[3 * a + b], two.hessian[2 * a + b], tolerance, at);
                        assertRelative(
                                three.gradientSecondMoment[3 * a + b],
                                two.gradientSecondMoment[2 * a + b],
                                tolerance,
                                at);
                    }
                }
            }
        }
    }

    @Test
    void rowsSumToZeroAndMomentsArePositive() {
        for (int l : new int[] {2, 3, 4, 10, 20}) {
            GradientMoments found = new GradientMoments(l, 0);
            for (double scale : new double[] {0, 1e-3, 1, 30}) {
                moments(l, 1).evaluate(mean(l, 1.5), covariance(l, 3, scale), found);
                // Rounding of sums of l numbers that are at most one.
                double tolerance = 1e-15 * l;
                assertThat(sum(found.gradient, 0, l)).isCloseTo(0, within(tolerance));
                for (int a = 0; a < l; a++) {
                    assertThat(sum(found.hessian, a * l, l)).isCloseTo(0, within(tolerance));
                    assertThat(sum(found.gradientSecondMoment, a * l, l)).isCloseTo(0, within(tolerance));
                    assertThat(found.hessian[a * l + a]).isPositive();
                    assertThat(found.gradient[a]).isBetween(a == 1 ? -1.0 : 0.0, a == 1 ? 0.0 : 1.0);
                }
            }
        }
    }

    @Test
    void gradientIsTheSlopeOfTheRiskAtTheNodes() {
        double h = 1e-4;
        for (int l : new int[] {2, 3, 4, 5, 10, 33}) {
            LossMoments moments = moments(l, 1);
            GradientMoments found = new GradientMoments(l, 0);
            double[] covariance = covariance(l, 2, 1.3);
            double[] mean = mean(l, 1.5);
            moments.evaluate(mean, covariance, found);
            GradientMoments above = new GradientMoments(l, 0);
            GradientMoments below = new GradientMoments(l, 0);
            for (int a = 0; a < l; a++) {
                double[] up = mean.clone();
                double[] down = mean.clone();
                up[a] += h;
                down[a] -= h;
                moments.evaluate(up, covariance, above);
                moments.evaluate(down, covariance, below);
                // The nodes are the same: truncation h^2 / 6 and rounding 1e-15 / h, not the error of quadrature.
                double slope = (moments.risk(up, covariance) - moments.risk(down, covariance)) / (2 * h);
                assertThat(found.gradient[a]).isCloseTo(slope, within(1e-8));
                for (int b = 0; b < l; b++) {
                    double curvature = (above.gradient[b] - below.gradient[b]) / (2 * h);
                    assertThat(found.hessian[a * l + b]).isCloseTo(curvature, within(1e-8));
                }
            }
        }
    }

    /** For every shared moment against central differences of fourth order on the same nodes. */
    @Test
    void slopesAreThoseOfTheMomentsAtTheNodes() {
        double[] steps = {-2, -1, 1, 2};
        double[] factors = {1 / 12.0, -8 / 12.0, 8 / 12.0, -1 / 12.0};
        double h = 1e-3;
        for (int l : new int[] {4, 7, 12}) {
            LossMoments moments = Softmax.of(l, 256).moments(ClassTarget.of(1, 0), QUADRATURE);
            double[] centre = new double[l + l * l];
            System.arraycopy(mean(l, 1.5), 0, centre, 0, l);
            System.arraycopy(covariance(l, 2, 1.3), 0, centre, l, l * l);
            for (int a = 0; a < l; a++) {
                centre[l + a * l + a] += 0.4;
            }
            GradientMoments[] slopes = new GradientMoments[l + l * (l + 1) / 2];
            Arrays.setAll(slopes, q -> new GradientMoments(l, 0));
            assertThat(moments.differentiate(mean(l, 1.5), Arrays.copyOfRange(centre, l, l + l * l), slopes))
                    .isTrue();
            int q = 0;
            for (int j = -1; j < l; j++) {
                for (int a = Math.max(0, j); a < l; a++, q++) {
                    GradientMoments found = slopes[q];
                    GradientMoments at = new GradientMoments(l, 0);
                    for (int p = 0; p < steps.length; p++) {
                        double[] moved = centre.clone();
                        double step = steps[p] * h;
                        if (j < 0) {
                            moved[a] += step;
                        } else {
                            moved[l + j * l + a] = centre[l + j * l + a] + step;
                            moved[l + a * l + j] = centre[l + a * l + j] + step;
                        }
                        moments.evaluate(Arrays.copyOf(moved, l), Arrays.copyOfRange(moved, l, l + l * l), at);
                        for (int e = 0; e < l * l; e++) {
                            found.hessian[e] -= factors[p] / h * at.hessian[e];
                            found.gradientSecondMoment[e] -= factors[p] / h * at.gradientSecondMoment[e];
                            found.gradient[e / l] -= e % l == 0 ? factors[p] / h * at.gradient[e / l] : 0;
                        }
                    }
                    // Truncation h^4 / 30 of fifth derivatives, which eigenvalues of 0.4 raise to some 100; rounding
                    // 1e-15 / h.
                    assertThat(found.gradient).containsExactly(new double[l], within(1e-11));
                    assertThat(found.hessian).containsExactly(new double[l * l], within(1e-11));
                    assertThat(found.gradientSecondMoment).containsExactly(new double[l * l], within(1e-11));
                }
            }
        }
    }

    @Test
    void theOrderOfTheClassesDoesNotMatter() {
        for (int l : new int[] {3, 4, 10}) {
            double[] mean = mean(l, 1.0);
            double[] covariance = covariance(l, l, 1.0);
            double[] turnedMean = new double[l];
            double[] turnedCovariance = new double[l * l];
            for (int a = 0; a < l; a++) {
                turnedMean[(a + 2) % l] = mean[a];
                for (int b = 0; b < l; b++) {
                    turnedCovariance[(a + 2) % l * l + (b + 2) % l] = covariance[a * l + b];
                }
            }
            LossMoments moments = moments(l, 0);
            GradientMoments found = new GradientMoments(l, 0);
            GradientMoments turned = new GradientMoments(l, 0);
            moments.evaluate(mean, covariance, found);
            moments(l, 2).evaluate(turnedMean, turnedCovariance, turned);
            // Five standard errors of the risk, whose integrand varies more than those of g, G and H; rounding.
            double tolerance = 5 * moments.errorEstimate(mean, covariance) + 1e-13;
            assertThat(moments(l, 2).risk(turnedMean, turnedCovariance))
                    .isCloseTo(moments.risk(mean, covariance), within(tolerance));
            for (int a = 0; a < l; a++) {
                int c = (a + 2) % l;
                assertThat(turned.gradient[c]).isCloseTo(found.gradient[a], within(tolerance));
                for (int b = 0; b < l; b++) {
                    int e = (b + 2) % l;
                    assertThat(turned.hessian[c * l + e]).isCloseTo(found.hessian[a * l + b], within(tolerance));
                    assertThat(turned.gradientSecondMoment[c * l + e])
                            .isCloseTo(found.gradientSecondMoment[a * l + b], within(tolerance));
                }
            }
        }
    }

    @Test
    void aCommonShiftOfTheLogitsDoesNotMatter() {
        int l = 5;
        double[] mean = mean(l, 1.0);
        double[] covariance = covariance(l, l, 1.0);
        double[] shifted = mean.clone();
        double[] wider = covariance.clone();
        for (int a = 0; a < l; a++) {
            shifted[a] += 1000;
            for (int b = 0; b < l; b++) {
                wider[a * l + b] += 1000;
            }
        }
        // Differences of numbers of size 1000 keep 13 digits, and a root doubles what is lost.
        assertThat(moments(l, 1).risk(shifted, wider)).isCloseTo(moments(l, 1).risk(mean, covariance), within(1e-11));
    }

    @Test
    void errorEstimateCoversTheErrorAndFallsWithThePoints() {
        int l = 4;
        double[] mean = mean(l, 1.0);
        double[] covariance = covariance(l, l, 2.0);
        ClassTarget target = ClassTarget.of(0, Double.NaN);
        double best = Softmax.of(l, 1 << 18).moments(target, QUADRATURE).risk(mean, covariance);
        double last = 1;
        for (int points : new int[] {1 << 8, 1 << 11, 1 << 14}) {
            LossMoments moments = Softmax.of(l, points).moments(target, QUADRATURE);
            double estimate = moments.errorEstimate(mean, covariance);
            // A deviation of eight values is known to a quarter: five of them.
            assertThat(moments.risk(mean, covariance)).isCloseTo(best, within(5 * estimate));
            assertThat(estimate).isPositive().isLessThan(last / 2);
            last = estimate;
        }
        assertThat(moments(l, 0).errorEstimate(mean, new double[l * l])).isZero();
        assertThat(moments(3, 0).errorEstimate(mean(3, 1), covariance(3, 3, 2))).isZero();
    }

    @Test
    void wideGaussiansOfThreeClassesReportTheirCoarserGrid() {
        // At scale s the risk tends to s E max(0, d_1, d_2) with unit D: E max of three standard normals is
        // 1.5/sqrt(pi).
        double s = 300;
        double[] covariance = {s * s, 0, 0, 0, s * s, 0, 0, 0, s * s};
        LossMoments moments = moments(3, 0);
        double estimate = moments.errorEstimate(new double[3], covariance);
        assertThat(estimate).isBetween(1e-12, 1e-2 * s);
        // The rounded corner adds E softplus corrections of order 1/s: pi^2 / 6 times the densities of three ties.
        assertThat(moments.risk(new double[3], covariance))
                .isCloseTo(1.5 / Math.sqrt(Math.PI) * s, within(estimate + 10 / s));
    }

    /** Moments of classes share what they can; they are the same bits as where each has a loss of its own, whatever came before. */
    @Test
    void sharingChangesNoBit() {
        int l = 6;
        Loss shared = Softmax.of(l, 256);
        LossMoments[] moments = new LossMoments[l];
        Arrays.setAll(moments, i -> shared.moments(ClassTarget.of(i, 0), QUADRATURE));
        GradientMoments together = new GradientMoments(l, 0);
        GradientMoments alone = new GradientMoments(l, 0);
        double[] mean = mean(l, 1.0);
        for (double scale : new double[] {1.0, 2.0, 0, 1.0}) {
            double[] covariance = covariance(l, 3, scale);
            for (int i = 0; i < l; i++) {
                LossMoments own = Softmax.of(l, 256).moments(ClassTarget.of(i, 0), QUADRATURE);
                double error = moments[i].errorEstimate(mean, covariance);
                moments[i].evaluate(mean, covariance, together);
                own.evaluate(mean, covariance, alone);
                assertThat(together.gradient).isEqualTo(alone.gradient);
                assertThat(together.hessian).isEqualTo(alone.hessian);
                assertThat(together.gradientSecondMoment).isEqualTo(alone.gradientSecondMoment);
                assertThat(moments[i].risk(mean, covariance)).isEqualTo(own.risk(mean, covariance));
                assertThat(error).isEqualTo(own.errorEstimate(mean, covariance));
            }
        }
    }

    /** Means, or deviations, so large that exponentials would overflow take another way. */
    @Test
    void bothWaysOfTakingExponentialsAgree() {
        int l = 6;
        GradientMoments near = new GradientMoments(l, 0);
        GradientMoments far = new GradientMoments(l, 0);
        double[] covariance = covariance(l, 3, 1.0);
        double[] mean = mean(l, 1.5);
        for (double gap : new double[] {20, 60}) {
            mean[0] = gap;
            double[] remote = mean.clone();
            // A class that never wins: its share is below e^-100 in one case, nothing in the other.
            mean[l - 1] = -150;
            remote[l - 1] = -1000;
            for (int own = 0; own < 2; own++) {
                LossMoments moments = moments(l, own);
                moments.evaluate(mean, covariance, near);
                moments.evaluate(remote, covariance, far);
                // Rounding of exponents of size 60 and of sums of 4096 terms, relative: the least is e^-60.
                double tolerance = 1e-12;
                String at = "gap " + gap + ", class " + own;
                double risk = moments.risk(mean, covariance);
                assertThat(moments.risk(remote, covariance)).as(at).isCloseTo(risk, within(tolerance * risk));
                for (int a = 0; a < l - 1; a++) {
                    assertRelative(far.gradient[a], near.gradient[a], tolerance, at);
                    for (int b = 0; b < l - 1; b++) {
                        assertRelative(far.hessian[a * l + b], near.hessian[a * l + b], tolerance, at);
                        assertRelative(
                                far.gradientSecondMoment[a * l + b],
                                near.gradientSecondMoment[a * l + b],
                                tolerance,
                                at);
                    }
                }
            }
        }
    }

    @Test
    void momentsStartAsPowerSeriesFromZeroCovariance() {
        // risk(e D) = risk(0) + e c + O(e^2) at fixed nodes: quotients at e and e / 4 differ by O(e), without sqrt(e).
        for (int l : new int[] {3, 4, 10}) {
            double[] mean = mean(l, 1.0);
            LossMoments moments = moments(l, 0);
            double zero = moments.risk(mean, new double[l * l]);
            double e = 1e-3;
            double coarse = (moments.risk(mean, covariance(l, 2, e)) - zero) / e;
            double fine = (moments.risk(mean, covariance(l, 2, e / 4)) - zero) / (e / 4);
            assertThat(coarse).isCloseTo(fine, within(10 * e * Math.abs(fine)));
        }
    }

    @Test
    void zeroCovarianceIsThePointwiseLossExactly() {
        for (int l : new int[] {2, 3, 4, 20}) {
            Loss loss = Softmax.of(l, 4096);
            double[] mean = mean(l, 2.0);
            ClassTarget target = ClassTarget.of(1, Double.NaN);
            // A few roundings.
            double value = loss.value(target, mean, new double[0], 0);
            assertThat(moments(l, 1).risk(mean, new double[l * l])).isCloseTo(value, within(1e-15 * value));
        }
    }

    @Test
    void hugeLogitsKeepTheirDigits() {
        Loss loss = Softmax.of(3, 4096);
        double[] gradient = new double[3];
        double[] logits = {800, 0, 790};
        // log(1 + exp(-10) + exp(-800)) and its gradient, without 1 - p.
        double q = Math.exp(-10);
        assertThat(loss.value(ClassTarget.of(0, 0), logits, new double[0], 0))
                .isCloseTo(Math.log1p(q), within(1e-15 * q));
        assertThat(loss.value(ClassTarget.of(1, 0), logits, new double[0], 0))
                .isCloseTo(800 + Math.log1p(q), within(1e-12));
        loss.gradient(ClassTarget.of(0, 0), logits, new double[0], 0, gradient);
        assertThat(gradient[0]).isCloseTo(-q / (1 + q), within(1e-15 * q));
        assertThat(gradient[2]).isEqualTo(-gradient[0]);
    }

    @Test
    void parametersAreChecked() {
        assertThat(TestParameters.of().withClasses(4).create(Softmax::of).outputs())
                .isEqualTo(4);
        assertThat(TestParameters.of("points", 63).withClasses(4).problems(Softmax::of))
                .first()
                .asString()
                .contains("must be >= 64 and <= 1048576");
        assertThat(TestParameters.of("points", 1000).withClasses(4).problems(Softmax::of))
                .singleElement()
                .asString()
                .contains("power of two");
        assertThat(TestParameters.of().problems(Softmax::of))
                .singleElement()
                .asString()
                .contains("at least 2 classes");
        assertThat(Softmax.of(100, 64).classByClassProblem())
                .hasValueSatisfying(rule -> assertThat(rule).contains("twice the 100 classes"));
        assertThat(Softmax.of(1002, 4096).classByClassProblem())
                .hasValueSatisfying(rule -> assertThat(rule).contains("at most 1001 classes"));
        assertThat(Softmax.of(1001, 4096).classByClassProblem()).isEmpty();
        assertThat(Softmax.of(3, 64).decisionRule()).isEqualTo(DecisionRule.LARGEST_LOGIT);
    }

    private static LossMoments moments(int l, int own) {
        return Softmax.of(l, 4096).moments(ClassTarget.of(own, Double.NaN), QUADRATURE);
    }

    private static double[] mean(int l, double scale) {
        RandomStream random = RandomStreams.of(21, RandomStreams.SIMULATION, 0);
        double[] mean = new double[l];
        for (int a = 0; a < l; a++) {
            mean[a] = scale * random.normal();
        }
        return mean;
    }

    /** scale A A^T / l with A of the given rank. */
    private static double[] covariance(int l, int rank, double scale) {
        RandomStream random = RandomStreams.of(22, RandomStreams.SIMULATION, 0);
        double[] factor = new double[l * rank];
        for (int k = 0; k < factor.length; k++) {
            factor[k] = random.normal();
        }
        double[] covariance = new double[l * l];
        for (int a = 0; a < l; a++) {
            for (int b = 0; b < l; b++) {
                for (int k = 0; k < rank; k++) {
                    covariance[a * l + b] += scale / rank * factor[a * rank + k] * factor[b * rank + k];
                }
            }
        }
        return covariance;
    }

    private static double sum(double[] a, int from, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += a[from + k];
        }
        return sum;
    }

    private static void assertRelative(double found, double expected, double tolerance, String at) {
        assertThat(found).as(at).isCloseTo(expected, within(tolerance * Math.abs(expected) + 1e-300));
    }
}
