package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.FeatureLaw;

class FeatureLawTest {

    /** Fourth moments: 1, 9/5 and, for n degrees, 3 (n - 2) / (n - 4). */
    @Test
    void kurtosisTellsTheLawsApart() {
        assertThat(fourthMoment(FeatureLaws.rademacher())).isEqualTo(1);
        // The eighth moment is 9, so the standard error is sqrt((9 - 1.8^2) / n) = 0.0024.
        assertThat(fourthMoment(FeatureLaws.uniform())).isCloseTo(1.8, within(0.012));
        // 20 degrees: 3.375; the eighth moment is 105 * 18^4 / (16 * 14 * 12... ) < 260, so the standard error is <
        // 0.016.
        assertThat(fourthMoment(FeatureLaws.studentT(20))).isCloseTo(3.375, within(0.08));
    }

    private static double fourthMoment(FeatureLaw law) {
        double[] z = new double[1_000_000];
        law.fill(RandomStreams.of(3, 0, 0), z, 0, z.length);
        double sum = 0;
        for (double x : z) {
            sum += x * x * x * x;
        }
        return sum / z.length;
    }

    @Test
    void withoutAVarianceThereIsNoLaw() {
        assertThatThrownBy(() -> FeatureLaws.studentT(2)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Q Q^T = I: the images of the unit vectors are orthonormal. */
    @ParameterizedTest
    @CsvSource({"HAAR, 1", "HAAR, 2", "HAAR, 33", "HADAMARD, 1", "HADAMARD, 32"})
    void rotationsAreOrthogonal(Rotation.Kind kind, int d) {
        Rotation rotation = Rotation.of(kind, d, RandomStreams.of(1, RandomStreams.ROTATION, 0));
        double[][] images = images(rotation, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                double product = 0;
                for (int s = 0; s < d; s++) {
                    product += images[i][s] * images[j][s];
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-13));
            }
        }
    }

    private static double[][] images(Rotation rotation, int d) {
        double[][] images = new double[d][d];
        for (int i = 0; i < d; i++) {
            images[i][i] = 1;
            rotation.apply(images[i]);
        }
        return images;
    }

    /** Haar measure: every entry has E q = 0, E q^2 = 1/d, E q^4 = 3 / (d (d + 2)), and det Q = 1 half of the time. */
    @Test
    void haarRotationsAreUniform() {
        int d = 3;
        int n = 20_000;
        double[][] moments = new double[d * d][3];
        int positive = 0;
        for (int k = 0; k < n; k++) {
            double[][] q = images(Rotation.of(Rotation.Kind.HAAR, d, RandomStreams.of(k, 0, 0)), d);
            for (int e = 0; e < d * d; e++) {
                double entry = q[e / d][e % d];
                moments[e][0] += entry / n;
                moments[e][1] += entry * entry / n;
                moments[e][2] += entry * entry * entry * entry / n;
            }
            double determinant = q[0][0] * (q[1][1] * q[2][2] - q[1][2] * q[2][1])
                    - q[0][1] * (q[1][0] * q[2][2] - q[1][2] * q[2][0])
                    + q[0][2] * (q[1][0] * q[2][1] - q[1][1] * q[2][0]);
            positive += determinant > 0 ? 1 : 0;
        }
        for (double[] moment : moments) {
            // An entry is uniform on [-1, 1] for d = 3: five standard errors, with variances 1/3, 4/45, 16/225.
            assertThat(moment[0]).isCloseTo(0, within(5 * Math.sqrt(1.0 / 3 / n)));
            assertThat(moment[1]).isCloseTo(1.0 / 3, within(5 * Math.sqrt(4.0 / 45 / n)));
            assertThat(moment[2]).isCloseTo(1.0 / 5, within(5 * Math.sqrt(16.0 / 225 / n)));
        }
        assertThat((double) positive / n).isCloseTo(0.5, within(5 * Math.sqrt(0.25 / n)));
    }
}
