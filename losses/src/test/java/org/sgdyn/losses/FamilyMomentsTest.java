package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.numerics.GaussianQuadrature;
import org.sgdyn.numerics.StandardNormal;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/** The moments of families of exchangeable classes, against those of classes one by one and against what is known of them. */
final class FamilyMomentsTest {

    private static final GaussianExpectation QUADRATURE = GaussianQuadrature.standard();

    private static LossMoments own(Loss loss, Families families, int family) {
        return loss.familyMoments(families, family, ClassTarget.of(families.member(family), Double.NaN), QUADRATURE);
    }

    private static LossMoments projected(Loss loss, Families families, int family) {
        return QUADRATURE.familyMoments(loss, families, family, ClassTarget.of(families.member(family), Double.NaN));
    }

    /** An invariant covariance: a random positive block of sums, and a random variance for each contrast. */
    private static double[] covariance(Families families, Random random) {
        int l = families.coordinates();
        int sums = families.count();
        double[] root = random.doubles((long) sums * sums, -1, 1).toArray();
        double[] covariance = new double[l * l];
        for (int a = 0; a < sums; a++) {
            for (int b = 0; b < sums; b++) {
                for (int k = 0; k < sums; k++) {
                    covariance[a * l + b] += root[a * sums + k] * root[b * sums + k];
                }
            }
        }
        for (int c = sums; c < l; c++) {
            covariance[c * l + c] = 2 * random.nextDouble();
        }
        return covariance;
    }

    private static double[] mean(Families families, int family, Random random) {
        double[] mean = new double[families.coordinates()];
        for (int a = 0; a < families.count(); a++) {
            mean[a] = random.nextGaussian();
        }
        if (families.hasContrast(family)) {
            mean[families.contrast(family)] = 2 * random.nextDouble();
        }
        return mean;
    }

    private static void requireEqual(
            Families families,
            LossMoments found,
            LossMoments expected,
            double[] mean,
            double[] covariance,
            double tolerance) {
        int l = families.coordinates();
        GradientMoments a = new GradientMoments(l, 0);
        GradientMoments b = new GradientMoments(l, 0);
        found.evaluate(mean, covariance, a);
        expected.evaluate(mean, covariance, b);
        assertThat(a.gradient).as("g").containsExactly(b.gradient, within(tolerance));
        assertThat(a.hessian).as("H").containsExactly(b.hessian, within(tolerance));
        assertThat(a.gradientSecondMoment).as("G").containsExactly(b.gradientSecondMoment, within(tolerance));
        assertThat(found.risk(mean, covariance)).isCloseTo(expected.risk(mean, covariance), within(tolerance));
    }

    /** Both are closed forms, so that rounding alone is between them. */
    @ParameterizedTest
    @CsvSource({"'0,0,0,0'", "'0,1,0,1,0'", "'0,1,2,1'", "'0,1,2'"})
    void oneHotFamiliesAreProjectionsOfClasses(String text) {
        Families families = families(text);
        Loss loss = OneHotLeastSquares.of(families.classes());
        Random random = new Random(3);
        for (int f = 0; f < families.count(); f++) {
            requireEqual(
                    families,
                    own(loss, families, f),
                    projected(loss, families, f),
                    mean(families, f, random),
                    covariance(families, random),
                    1e-13);
        }
    }

    private static Families families(String text) {
        return Families.of(
                Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray());
    }

    /** Two and three classes have quadrature to rounding in the differences of logits: 1e-11 and 1e-9 as its contract says. */
    @ParameterizedTest
    @CsvSource({"2, 1e-11", "3, 1e-9"})
    void softmaxFamiliesAreProjectionsOfFewClasses(int classes, double tolerance) {
        Families families = Families.of(new int[classes]);
        Loss loss = Softmax.of(classes, 64);
        Random random = new Random(4);
        for (int k = 0; k < 5; k++) {
            requireEqual(
                    families,
                    own(loss, families, 0),
                    projected(loss, families, 0),
                    mean(families, 0, random),
                    covariance(families, random),
                    tolerance);
        }
    }

    /** 2^17 points leave some 1e-5 in a moment of six classes. */
    @Test
    void softmaxFamiliesAreProjectionsOfSixClasses() {
        Families families = Families.of(new int[6]);
        Loss loss = Softmax.of(6, 1 << 17);
        requireEqual(
                families,
                own(loss, families, 0),
                projected(loss, families, 0),
                new double[] {0.4, 1.3},
                new double[] {0.7, 0, 0, 2},
                3e-5);
    }

    /** Where a class has all the probability, risk, error of p and slope are those of two classes, times L - 1, with all their digits. */
    @Test
    void softmaxKeepsItsDigitsAtLateTimes() {
        ExchangeableSoftmax softmax = new ExchangeableSoftmax(10_000, 1);
        double gap = 60;
        softmax.evaluate(gap, 0.5, false);
        // p_x = exp(r_x - r_o) up to 1e-22, and E exp(r_x - r_o) = exp(-Delta + b).
        double expected = Math.exp(-gap + 0.5);
        assertThat(softmax.moments[ExchangeableSoftmax.OTHER] / expected).isCloseTo(1, within(1e-12));
        assertThat(softmax.moments[ExchangeableSoftmax.OWN_AND_OTHER] / expected)
                .isCloseTo(1, within(1e-12));
        // E exp(2 r_x - 2 r_o) = exp(-2 Delta + 4 b), E exp(r_x + r_y - 2 r_o) = exp(-2 Delta + 3 b).
        assertThat(softmax.moments[ExchangeableSoftmax.OTHER_SQUARED] / Math.exp(-2 * gap + 2))
                .isCloseTo(1, within(1e-12));
        assertThat(softmax.moments[ExchangeableSoftmax.TWO_OTHERS] / Math.exp(-2 * gap + 1.5))
                .isCloseTo(1, within(1e-12));
        assertThat(softmax.risk(gap, 0.5) / (9_999 * expected)).isCloseTo(1, within(1e-12));
    }

    /** Without variance logits are their means. */
    @ParameterizedTest
    @ValueSource(doubles = {-3, 0, 2})
    void softmaxWithoutVarianceIsSoftmaxOfTheMeans(double gap) {
        int classes = 7;
        ExchangeableSoftmax softmax = new ExchangeableSoftmax(classes, 1);
        double total = Math.exp(gap) + classes - 1;
        softmax.evaluate(gap, 0, false);
        assertThat(softmax.moments)
                .containsExactly(
                        new double[] {
                            1 / total, 1 / (total * total), Math.exp(gap) / (total * total), 1 / (total * total)
                        },
                        within(1e-13));
        assertThat(softmax.risk(gap, 0)).isCloseTo(Math.log(total) - gap, within(1e-12));
    }

    /** Exchangeable logits have equal probabilities, 1 / L each, and p_o + sum p_x = 1 in every moment. */
    @ParameterizedTest
    @CsvSource({"3, 0.01", "3, 9", "1000, 0.3", "1000, 30", "1000000, 5"})
    void probabilitiesSumToOne(int classes, double variance) {
        ExchangeableSoftmax softmax = new ExchangeableSoftmax(classes, 1);
        softmax.evaluate(0, variance, false);
        double[] m = softmax.moments;
        assertThat(m[ExchangeableSoftmax.OTHER] * classes).isCloseTo(1, within(1e-11));
        // E p_x = E p_x p_o + E p_x^2 + (L - 2) E p_x p_y at any gap.
        softmax.evaluate(1.7, variance, false);
        assertThat((m[ExchangeableSoftmax.OWN_AND_OTHER]
                                + m[ExchangeableSoftmax.OTHER_SQUARED]
                                + (classes - 2) * m[ExchangeableSoftmax.TWO_OTHERS])
                        / m[ExchangeableSoftmax.OTHER])
                .isCloseTo(1, within(1e-11));
    }

    /** Central differences of step 1e-4 are good to 1e-8 times a third derivative of order 1. */
    @ParameterizedTest
    @CsvSource({"2, 0.4, 0.3", "7, 1.3, 2", "500, 4, 6"})
    void slopesAreThoseOfTheMoments(int classes, double gap, double variance) {
        double h = 1e-4;
        ExchangeableSoftmax softmax = new ExchangeableSoftmax(classes, 1);
        softmax.evaluate(gap, variance, true);
        for (int q = 0; q < 4; q++) {
            double byGap = (at(classes, gap + h, variance)[q] - at(classes, gap - h, variance)[q]) / (2 * h);
            double byVariance = (at(classes, gap, variance + h)[q] - at(classes, gap, variance - h)[q]) / (2 * h);
            assertThat(softmax.byGap[q]).isCloseTo(byGap, within(1e-8));
            assertThat(softmax.byVariance[q]).isCloseTo(byVariance, within(1e-8));
        }
    }

    private static double[] at(int classes, double gap, double variance) {
        ExchangeableSoftmax softmax = new ExchangeableSoftmax(classes, 1);
        softmax.evaluate(gap, variance, false);
        return softmax.moments;
    }

    /** Steps of a third leave nothing but rounding, for small, common and huge gaps and variances. */
    @Test
    void quadratureIsAtRounding() {
        for (int classes : new int[] {2, 8, 100_000}) {
            for (double gap : new double[] {-5, 0, 3, 25}) {
                for (double variance : new double[] {1e-8, 1e-2, 0.5, 4, 60, 1e4, 1e10}) {
                    ExchangeableSoftmax usual = new ExchangeableSoftmax(classes, 1);
                    ExchangeableSoftmax fine = new ExchangeableSoftmax(classes, 3);
                    usual.evaluate(gap, variance, false);
                    fine.evaluate(gap, variance, false);
                    for (int q = 0; q < (classes == 2 ? 3 : 4); q++) {
                        assertThat(usual.moments[q] / fine.moments[q])
                                .as("moment %d at L = %d, gap %s, variance %s", q, classes, gap, variance)
                                .isCloseTo(1, within(1e-11));
                    }
                    assertThat(usual.risk(gap, variance) / fine.risk(gap, variance))
                            .isCloseTo(1, within(1e-11));
                }
            }
        }
    }

    /** Of two classes whose logits spread widely the larger has all the probability: E p_x is about P(r_x > r_o). */
    @Test
    void wideLogitsDecideByTheLargest() {
        double gap = 100;
        double variance = 4000;
        ExchangeableSoftmax softmax = new ExchangeableSoftmax(2, 1);
        softmax.evaluate(gap, variance, false);
        // The sigmoid is like a step that a logistic variable of variance pi^2 / 3 shifts, against 8000: by 2e-4 of the
        // margin of 1.1
        // times the density there.
        assertThat(softmax.moments[ExchangeableSoftmax.OTHER])
                .isCloseTo(StandardNormal.cdf(-gap / Math.sqrt(2 * variance)), within(1e-4));
    }
}
