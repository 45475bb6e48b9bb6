package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.spi.RandomStream;

/** Eigenvectors are orthonormal and give the matrix back, also where eigenvalues coincide, vanish or span many decades. */
final class EigensystemTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 60})
    void theMatrixComesBack(int n) {
        RandomStream random = RandomStreams.of(n, 0, 0);
        for (int kind = 0; kind < 4; kind++) {
            double[][] rows = new double[3][n];
            double[][] matrix = new double[n][n];
            for (double[] row : rows) {
                random.fillNormals(row, 0, n);
            }
            // Of rank three; with a multiple eigenvalue; zero; from 1 down to 1e-60.
            DenseProducts.addSquares(matrix, rows, kind < 2 ? 3 : 0);
            double[] flat = new double[n * n];
            for (int i = 0; i < n; i++) {
                System.arraycopy(matrix[i], 0, flat, i * n, n);
                flat[i * n + i] += kind == 1 ? 2 : kind == 3 ? Math.pow(10, -60.0 * i / n) : 0;
            }
            Eigensystem eigen = Eigensystem.of(flat, n);
            double[][] basis = DenseProducts.rows(eigen.leading(n), n, n);
            double[][] turned = DenseProducts.transposed(basis);
            double[][] unit = DenseProducts.product(turned, basis);
            double scale = Math.max(1, eigen.value(0));
            for (int i = 0; i < n; i++) {
                assertThat(i == 0 || eigen.value(i) <= eigen.value(i - 1)).isTrue();
                for (int j = i; j < n; j++) {
                    assertThat(unit[i][j]).isCloseTo(i == j ? 1 : 0, within(1e-12));
                    double sum = 0;
                    for (int k = 0; k < n; k++) {
                        sum += eigen.value(k) * basis[i][k] * basis[j][k];
                    }
                    assertThat(sum).isCloseTo(flat[i * n + j], within(1e-12 * scale));
                }
            }
        }
    }
}
