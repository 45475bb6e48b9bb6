package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {

    /** Small integers sum exactly in any order, so the tails of the unrolled loops are checked to the bit. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
    void equalPlainLoops(int n) {
        double[] a = {1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -12, 13};
        double[] b = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41};
        double sum = 0;
        double dot = 0;
        double weighted = 0;
        for (int k = 0; k < n; k++) {
            sum += a[2 + k];
            dot += a[k] * b[3 + k];
            weighted += b[k] * a[1 + k] * b[4 + k];
        }
        assertThat(Kernels.sum(a, 2, n)).isEqualTo(sum);
        assertThat(Kernels.dot(a, b, 3, n)).isEqualTo(dot);
        assertThat(Kernels.weightedDot(b, 0, a, 1, b, 4, n)).isEqualTo(weighted);
        double[] sums = b.clone();
        Kernels.addInPlace(sums, 3, a, 2, 2 + n);
        for (int k = 0; k < b.length; k++) {
            assertThat(sums[k]).isEqualTo(k >= 2 && k < 2 + n ? b[k] + 3 * a[k] : b[k]);
        }
    }

    /** As above. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void projectionAndEnergiesAreInnerProducts(int n) {
        double[] m = {1, -2, 3, -4, 5, -6, 7};
        double[] a = {2, 3, 5, 7, 11, 13, 17};
        double[] b = {4, 6, 9, 10, 14, 15, 21};
        double[] y = {1, 2, -3, 5, -8, 13, 21, 3, 1, 4, 1, 5, 9};
        double[] sums = new double[3];
        Kernels.projectionAndEnergies(m, a, b, y, 6, 2, 2 + n, sums);
        assertThat(sums)
                .containsExactly(
                        Kernels.dotSlices(m, 2, y, 2, n),
                        Kernels.weightedDot(a, 2, y, 2, y, 2, n) + Kernels.dotSlices(a, 2, y, 8, n),
                        Kernels.weightedDot(b, 2, y, 2, y, 2, n) + Kernels.dotSlices(b, 2, y, 8, n));
    }

    /** As above; the change is linear in v and w, and exact for a quadratic function by central differences of size one. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void changesAreThoseOfTheEnergies(int n) {
        double[] m = {1, -2, 3, -4, 5};
        double[] a = {2, 3, 5, 7, 11};
        double[] b = {4, 6, 9, 10, 14};
        double[] x = {3, -1, 4, 1, -5, 2, 6, 5, 3, 5};
        double[] v = {1, 7, -3, 2, 9, 2, -8, 4, 6, 1};
        double[] later = new double[10];
        double[] earlier = new double[10];
        for (int k = 0; k < 10; k++) {
            later[k] = x[k] + v[k];
            earlier[k] = x[k] - v[k];
        }
        double[] above = new double[3];
        double[] below = new double[3];
        double[] sums = new double[3];
        Kernels.projectionAndEnergies(m, a, b, later, 5, 0, n, above);
        Kernels.projectionAndEnergies(m, a, b, earlier, 5, 0, n, below);
        Kernels.projectionAndEnergyChanges(m, a, b, x, v, 5, n, sums);
        for (int k = 0; k < 3; k++) {
            assertThat(sums[k]).isEqualTo((above[k] - below[k]) / 2);
        }
    }

    /** Whole numbers, whose sums are exact: counts of rows about the four of a pass, and positions beyond a block. */
    @Test
    void rowsAreAddedHoweverManyThereAre() {
        int n = 1100;
        double[][] rows = new double[9][n];
        double[] factors = new double[9];
        for (int r = 0; r < rows.length; r++) {
            factors[r] = r - 4;
            for (int k = 0; k < n; k++) {
                rows[r][k] = (k + 3 * r) % 7;
            }
        }
        for (int count = 0; count <= rows.length; count++) {
            double[] sum = new double[n];
            Kernels.addRows(sum, factors, rows, count);
            for (int k = 0; k < n; k++) {
                double expected = 0;
                for (int r = 0; r < count; r++) {
                    expected += factors[r] * rows[r][k];
                }
                assertThat(sum[k]).isEqualTo(expected);
            }
        }
    }
}
