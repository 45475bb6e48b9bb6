package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;
import org.sgdyn.testkit.ScalarLoss;

final class NormalPointsTest {

    @Test
    void meanIsZeroAndCovarianceOneExactly() {
        for (int variables : new int[] {1, 3, 19}) {
            NormalPoints set = NormalPoints.of(variables, 256);
            for (NormalPoints some : new NormalPoints[] {set, set.independent(1), set.independent(7)}) {
                double[] z = some.coordinates();
                for (int v = 0; v < variables; v++) {
                    for (int w = 0; w <= v; w++) {
                        double mean = 0;
                        double product = 0;
                        for (int k = 0; k < some.points(); k++) {
                            mean += z[k * variables + v];
                            product += z[k * variables + v] * z[k * variables + w];
                        }
                        // 256 roundings of numbers of order one.
                        assertThat(mean / some.points()).isCloseTo(0, within(1e-14));
                        assertThat(product / some.points()).isCloseTo(v == w ? 1 : 0, within(1e-14));
                    }
                }
            }
        }
    }

    @Test
    void shiftsAreReproducibleAndDistinct() {
        NormalPoints set = NormalPoints.of(4, 64);
        assertThat(NormalPoints.of(4, 64).coordinates()).isEqualTo(set.coordinates());
        assertThat(NormalPoints.of(4, 64).independent(3).coordinates())
                .isEqualTo(set.independent(3).coordinates());
        assertThat(set.independent(3).coordinates())
                .isNotEqualTo(set.coordinates())
                .isNotEqualTo(set.independent(2).coordinates());
    }

    @Test
    void standardErrorIsOfTheSizeOfTheError() {
        // Psi = sum_a [1 - cos r_a], r_a ~ N(0, 1): risk n (1 - exp(-1/2)).
        int n = 5;
        Loss loss = new Loss() {
            @Override
            public int outputs() {
                return n;
            }

            @Override
            public double value(ClassTarget target, double[] logits, double[] teacherLogits, double noise) {
                double sum = 0;
                for (double r : logits) {
                    sum += 1 - Math.cos(r);
                }
                return sum;
            }

            @Override
            public void gradient(
                    ClassTarget target, double[] logits, double[] teacherLogits, double noise, double[] gradient) {
                for (int a = 0; a < n; a++) {
                    gradient[a] = Math.sin(logits[a]);
                }
            }
        };
        double[] identity = new double[n * n];
        for (int a = 0; a < n; a++) {
            identity[a * n + a] = 1;
        }
        double last = 1;
        for (int points : new int[] {1 << 8, 1 << 11, 1 << 14}) {
            LossMoments moments = GaussianQuadrature.of(1e-9, points).moments(loss, ClassTarget.of(0, 0));
            double error = Math.abs(moments.risk(new double[n], identity) - n * (1 - Math.exp(-0.5)));
            double estimate = moments.errorEstimate(new double[n], identity);
            // A deviation from eight values is itself known to a quarter; five of them cover the error.
            assertThat(error).isLessThan(5 * estimate);
            assertThat(estimate).isPositive().isLessThan(last);
            assertThat(moments.errorEstimate(new double[n], new double[n * n])).isLessThan(1e-14);
            last = estimate;
        }
    }

    @Test
    void oneVariableIsExact() {
        Loss square = new ScalarLoss((label, r) -> 0.5 * r * r, (label, r) -> r);
        LossMoments moments = GaussianQuadrature.standard().moments(square, ClassTarget.of(0, 0));
        assertThat(moments.errorEstimate(new double[] {1}, new double[] {2})).isZero();
    }

    @Test
    void refusesTooManyVariablesAndTooFewPoints() {
        assertThatThrownBy(() -> NormalPoints.of(1001, 4096)).hasMessageContaining("1 to 1000 variables");
        assertThatThrownBy(() -> NormalPoints.of(3, 100)).hasMessageContaining("power of two");
        assertThatThrownBy(() -> NormalPoints.of(64, 64)).hasMessageContaining("exceed the 64 variables");
        assertThatThrownBy(() -> NormalPoints.of(3, 64).independent(0)).hasMessageContaining("from 1");
    }

    @Test
    void pointsAreReadCoordinateByCoordinate() {
        NormalPoints set = NormalPoints.of(3, 16);
        double[][] rows = new double[3][4];
        set.read(8, 4, rows);
        double largest = 0;
        for (int k = 0; k < 16; k++) {
            double square = 0;
            for (int v = 0; v < 3; v++) {
                double coordinate = set.coordinates()[k * 3 + v];
                square += coordinate * coordinate;
                if (k >= 8 && k < 12) {
                    assertThat(rows[v][k - 8]).isEqualTo(coordinate);
                }
            }
            largest = Math.max(largest, square);
        }
        assertThat(set.radius()).isCloseTo(Math.sqrt(largest), within(4 * Math.ulp(set.radius())));
    }
}
