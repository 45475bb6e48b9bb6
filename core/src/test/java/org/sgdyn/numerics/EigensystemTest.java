package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The eigensystem of a matrix whose eigenvalues are known; {@link MatricesTest} looks at all others. */
final class EigensystemTest {

    /** The second difference of n points: eigenvalues 2 - 2 cos(pi k / (n + 1)), eigenvectors sin(pi k i / (n + 1)). */
    @Test
    void theSecondDifferenceHasSinesForEigenvectors() {
        int n = 50;
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] = 2;
            if (i + 1 < n) {
                matrix[i * n + i + 1] = -1;
            }
        }
        Eigensystem eigen = Eigensystem.of(matrix, n);
        assertThat(eigen.size()).isEqualTo(n);
        double[] leading = eigen.leading(2);
        double[] values = eigen.values();
        for (int k = n; k >= 1; k--) {
            // The matrix has norm 4: n times its rounding.
            assertThat(values[n - k]).isCloseTo(2 - 2 * Math.cos(Math.PI * k / (n + 1)), within(4 * n * 0x1p-52));
            assertThat(eigen.value(n - k)).isEqualTo(values[n - k]);
        }
        for (int column = 0; column < 2; column++) {
            double product = 0;
            for (int i = 0; i < n; i++) {
                double sine = Math.sqrt(2.0 / (n + 1)) * Math.sin(Math.PI * (n - column) * (i + 1) / (n + 1));
                product += sine * leading[i * 2 + column];
            }
            // The gaps to the next eigenvalues are above 0.01, which magnifies rounding a hundredfold, in squares.
            assertThat(Math.abs(product)).isCloseTo(1, within(1e-13));
        }
    }
}
