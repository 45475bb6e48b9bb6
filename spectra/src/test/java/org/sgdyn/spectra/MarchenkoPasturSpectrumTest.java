package org.sgdyn.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.testkit.InstalledParts;
import org.sgdyn.testkit.TestParameters;

/** Quantiles against the law's density and moments. */
class MarchenkoPasturSpectrumTest {

    /**
     * The law's mass in [a, x] by Simpson's rule in phi, x = a + (b - a) sin^2(phi): the integrand is smooth, 2000 panels
     * leave an error below 1e-11 for the ratios tested.
     */
    private static double mass(double x, double q) {
        double a = Math.pow(1 - Math.sqrt(q), 2);
        double b = Math.pow(1 + Math.sqrt(q), 2);
        double end = Math.asin(Math.min(1, Math.sqrt(Math.max(0, x - a) / (b - a))));
        int panels = 2000;
        double sum = 0;
        for (int k = 0; k <= panels; k++) {
            double phi = end * k / panels;
            double sin = Math.sin(phi);
            double cos = Math.cos(phi);
            double point = a + (b - a) * sin * sin;
            double value = point == 0 ? (b - a) : (b - a) * (b - a) * sin * sin * cos * cos / point;
            sum += value * (k == 0 || k == panels ? 1 : k % 2 == 1 ? 4 : 2);
        }
        // sqrt((b - x)(x - a)) dx / (2 pi q x) = (b - a)^2 sin^2 cos^2 dphi / (pi q x)
        return sum * end / panels / 3 / (Math.PI * q);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.3, 0.9, 1, 1.2, 4, 50})
    void quantileInvertsTheIntegratedDensity(double q) {
        MarchenkoPasturSpectrum spectrum = new MarchenkoPasturSpectrum(q, 1);
        int d = 1000;
        double atom = Math.max(0, 1 - 1 / q);
        for (int mode = 1; mode <= d; mode += 37) {
            double u = (double) mode / d;
            double x = spectrum.eigenvalue(mode, d);
            if (u <= atom) {
                assertThat(x).isZero();
            } else {
                // The quadrature's error, see above, with room for rounding.
                assertThat(atom + mass(x, q)).isCloseTo(u, within(1e-10));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 1e-4, 0.25, 1, 2, 10})
    void meanIsScaleAndSecondMomentIsScaleSquaredTimesOnePlusRatio(double q) {
        double scale = 1.7;
        MarchenkoPasturSpectrum spectrum = new MarchenkoPasturSpectrum(q, scale);
        int d = 10_000;
        double first = 0;
        double second = 0;
        for (int mode = 1; mode <= d; mode++) {
            double x = spectrum.eigenvalue(mode, d);
            double weight = mode == d ? 0.5 : 1;
            first += weight * x / d;
            second += weight * x * x / d;
        }
        double lower = q > 1 ? 0 : scale * Math.pow(1 - Math.sqrt(q), 2);
        first += 0.5 * lower / d;
        second += 0.5 * lower * lower / d;
        // The trapezoid of a quantile function that starts and ends like a 2/3 power errs by O(d^{-5/3}) = 2e-7 times
        // its
        // scale, and at the atom's edge by at most the lower edge of the band times 1/d.
        double edge = q > 1 ? Math.pow(1 - Math.sqrt(q), 2) / d : 0;
        assertThat(first).isCloseTo(scale, within(scale * (1e-6 * (1 + q) + edge)));
        assertThat(second)
                .isCloseTo(scale * scale * (1 + q), within(scale * scale * (1e-5 * (1 + q) * (1 + q) + 10 * edge)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-12, 1e-10, 1.0001e-10, 0.1, 1, 1.0001, 7, 1e8})
    void quantileAscendsFromEdgeToEdge(double q) {
        MarchenkoPasturSpectrum spectrum = new MarchenkoPasturSpectrum(q, 1);
        int d = 10_000;
        double upper = Math.pow(1 + Math.sqrt(q), 2);
        double previous = 0;
        for (int mode = 1; mode <= d; mode++) {
            double x = spectrum.eigenvalue(mode, d);
            // Neighbouring quantiles may be closer than the rounding of one of them.
            assertThat(x).isGreaterThanOrEqualTo(previous - 4 * Math.ulp(upper));
            previous = x;
        }
        assertThat(previous).isCloseTo(upper, within(2 * Math.ulp(upper)));
    }

    @Test
    void ratioOneHasItsElementaryForm() {
        // q = 1: F = (theta + sin theta) / pi, x = 2 - 2 cos theta; at theta = pi / 2: u = 1/2 + 1/pi, x = 2.
        int d = 1_000_000;
        int mode = (int) Math.round((0.5 + 1 / Math.PI) * d);
        // The mode misses u by at most 0.5 / d, and dx/du = 2 pi sin / (1 + cos) = 2 pi there.
        assertThat(new MarchenkoPasturSpectrum(1, 1).eigenvalue(mode, d)).isCloseTo(2, within(Math.PI / d));
    }

    @Test
    void readsItsParameters() {
        assertThat(TestParameters.of("ratio", 0.25)
                        .create(InstalledParts.factory(CovarianceSpectrum.class, "marchenko-pastur")))
                .isEqualTo(new MarchenkoPasturSpectrum(0.25, 1));
        assertThat(TestParameters.of().problems(InstalledParts.factory(CovarianceSpectrum.class, "marchenko-pastur")))
                .containsExactly("ratio: is required");
    }
}
