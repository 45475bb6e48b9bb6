package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BivariateNormalTest {

    /** Absolute, as the class promises, and of the reference. */
    private static final double ROUNDING = 2e-15;

    private static final double[] BOUNDS = {-6, -2.5, -1, -0.3, 0, 0.4, 1.3, 3};

    private static final double[] CORRELATIONS = {0.05, 0.29, 0.31, 0.6, 0.74, 0.76, 0.92, 0.93, 0.99, 0.99999, 1};

    /** Plackett's integral by adaptive Gauss-Kronrod rules on forty pieces, and, for Owen's function, SciPy's owens_t. */
    @ParameterizedTest
    @CsvSource({
        "0.3, -1.1, 0.2, 0.016036446567148754",
        "1.5, 0.7, -0.6, -0.015359250387949313",
        "-0.4, -0.9, 0.85, 0.10305122272008355",
        "2.1, 1.8, 0.95, 0.01553100312404037",
        "0.5, 0.6, 0.999, 0.18956812094620512",
        "0.5, -0.6, -0.999, -0.18956812094620512",
        "-3, -2.5, 0.9, 0.0011007227196616193",
        "0, 1.2, 0.97, 0.057534827612533035",
        "1, 1.0001, 0.9999, 0.13211036571035306",
        "4, -4, -0.99, -2.421329234434959e-05"
    })
    void meetsIndependentIntegrals(double h, double k, double rho, double expected) {
        assertThat(BivariateNormal.excess(h, k, rho)).isCloseTo(expected, within(ROUNDING));
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0.3, 0.040786707344250106",
        "1.2, 2.5, 0.057508756529188444",
        "0, 1.7, 0.16537348633483367",
        "3, -0.8, -0.0006682981593817221",
        "0.1, 50, 0.2300860809372096",
        "8, 0.2, 2.7856990172210705e-16"
    })
    void owensFunctionMeetsScipy(double h, double a, double expected) {
        assertThat(BivariateNormal.owen(h, a)).isCloseTo(expected, within(ROUNDING));
    }

    @Test
    void endsAreKnown() {
        for (double h : BOUNDS) {
            for (double k : BOUNDS) {
                double apart = StandardNormal.cdf(h) * StandardNormal.cdf(k);
                double together = StandardNormal.cdf(Math.min(h, k));
                double opposed = Math.max(0, StandardNormal.cdf(h) + StandardNormal.cdf(k) - 1);
                assertThat(BivariateNormal.excess(h, k, 0)).isZero();
                assertThat(BivariateNormal.excess(h, k, 1)).isCloseTo(together - apart, within(ROUNDING));
                assertThat(BivariateNormal.excess(h, k, -1)).isCloseTo(opposed - apart, within(ROUNDING));
                // Rounding beyond the ends.
                assertThat(BivariateNormal.excess(h, k, 1 + 1e-15)).isEqualTo(BivariateNormal.excess(h, k, 1));
            }
        }
    }

    /** Sheppard's theorem at h = k = 0, and next to it, where another formula holds. */
    @Test
    void quadrantsAreArcsines() {
        for (double r : CORRELATIONS) {
            double expected = Math.asin(r) / (2 * Math.PI);
            assertThat(BivariateNormal.excess(0, 0, r)).isCloseTo(expected, within(ROUNDING));
            assertThat(BivariateNormal.excess(0, 0, -r)).isCloseTo(-expected, within(ROUNDING));
            assertThat(BivariateNormal.excess(1e-300, 0, r)).isCloseTo(expected, within(ROUNDING));
            assertThat(BivariateNormal.excess(0, -1e-300, -r)).isCloseTo(-expected, within(ROUNDING));
        }
    }

    @Test
    void exchangeAndReflectionsHold() {
        for (double h : BOUNDS) {
            for (double k : BOUNDS) {
                for (double r : CORRELATIONS) {
                    double value = BivariateNormal.excess(h, k, r);
                    assertThat(BivariateNormal.excess(k, h, r)).isCloseTo(value, within(ROUNDING));
                    assertThat(BivariateNormal.excess(-h, -k, r)).isCloseTo(value, within(ROUNDING));
                    assertThat(BivariateNormal.excess(h, -k, -r)).isCloseTo(-value, within(ROUNDING));
                }
            }
        }
    }

    /** d/d rho P = density, across the correlations at which rules change. */
    @Test
    void slopeByCorrelationIsTheDensity() {
        for (double h : BOUNDS) {
            for (double k : BOUNDS) {
                for (double r : new double[] {-0.97, -0.925, -0.5, 0, 0.3, 0.75, 0.9, 0.925, 0.98}) {
                    double step = 1e-2 * (1 - Math.abs(r));
                    double slope = (8 * (at(h, k, r + step) - at(h, k, r - step))
                                    - (at(h, k, r + 2 * step) - at(h, k, r - 2 * step)))
                            / (12 * step);
                    double left = (1 - r) * (1 + r);
                    double density =
                            Math.exp(-(h * h + k * k - 2 * h * k * r) / (2 * left)) / (2 * Math.PI * Math.sqrt(left));
                    // Step^4 / 30 of a fifth derivative, in units of 1 - |r|, and 1e-16 / step.
                    assertThat(slope).as("h = %s, k = %s, rho = %s", h, k, r).isCloseTo(density, within(2e-6));
                }
            }
        }
    }

    private static double at(double h, double k, double r) {
        return BivariateNormal.excess(h, k, r);
    }

    /** In tails what is small keeps its digits: against the first terms in rho of the tetrachoric series. */
    @Test
    void tailsKeepTheirDigits() {
        double r = 1e-3;
        for (double h : new double[] {-20, -8, 8}) {
            for (double k : new double[] {-9, 7, 12}) {
                double series = r
                        * (1
                                + r / 2 * h * k
                                + r * r / 6 * (h * h - 1) * (k * k - 1)
                                + r * r * r / 24 * h * (h * h - 3) * k * (k * k - 3));
                double expected = StandardNormal.density(h) * StandardNormal.density(k) * series;
                // The next term is (h k r)^4 / 120 at most, the density's own digits about 1e-14.
                double next = Math.pow(Math.abs(h * k * r), 4) / 120 + 1e-13;
                assertThat(BivariateNormal.excess(h, k, r)).isCloseTo(expected, within(2 * next * Math.abs(expected)));
            }
        }
    }

    @Test
    void owensIdentitiesHold() {
        for (double h : BOUNDS) {
            for (double a : new double[] {0, 0.2, 0.99, 1, 1.01, 4, 300}) {
                double value = BivariateNormal.owen(h, a);
                assertThat(BivariateNormal.owen(h, -a)).isEqualTo(-value);
                assertThat(BivariateNormal.owen(-h, a)).isEqualTo(value);
            }
            double cdf = StandardNormal.cdf(h);
            assertThat(BivariateNormal.owen(h, 1)).isCloseTo(0.5 * cdf * (1 - cdf), within(ROUNDING));
            assertThat(BivariateNormal.owen(h, 1e300))
                    .isCloseTo(0.5 * StandardNormal.cdf(-Math.abs(h)), within(ROUNDING));
        }
        for (double a : new double[] {0.1, 1, 7}) {
            assertThat(BivariateNormal.owen(0, a)).isCloseTo(Math.atan(a) / (2 * Math.PI), within(ROUNDING));
        }
    }
}
