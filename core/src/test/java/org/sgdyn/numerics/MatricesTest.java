package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sgdyn.spi.RandomStream;

/** Either linear algebra against sums written down, and against itself. */
final class MatricesTest {

    /** What is tested. */
    enum Kind {
        JAVA,
        NATIVE;

        Matrices matrices() {
            if (this == JAVA) {
                return new JavaMatrices();
            }
            Optional<Matrices> loaded = MatricesChoice.openBlas();
            assumeTrue(loaded.isPresent(), "there is no OpenBLAS on this machine: native linear algebra is not tested");
            return loaded.orElseThrow();
        }
    }

    /** m, n, k around the edges of blocks, registers and strips. */
    private static final int[][] SIZES = {
        {1, 1, 1}, {3, 5, 7}, {70, 3, 9}, {2, 300, 65}, {67, 66, 131}, {5, 4, 0}, {17, 259, 1}, {260, 1, 66}, {0, 3, 2}
    };

    private final RandomStream random = RandomStreams.of(1, 0, 0);

    private double[] normals(int count) {
        double[] normals = new double[count];
        random.fillNormals(normals, 0, count);
        return normals;
    }

    @ParameterizedTest
    @EnumSource
    void productsAreSumsOfProducts(Kind kind) {
        Matrices matrices = kind.matrices();
        double[] factors = {0, 1, -0.75};
        for (int[] size : SIZES) {
            for (int variant = 0; variant < 36; variant++) {
                boolean transposeA = variant % 2 == 1;
                boolean transposeB = variant / 2 % 2 == 1;
                check(matrices, size, transposeA, transposeB, factors[variant / 4 % 3], factors[variant / 12]);
            }
        }
    }

    private void check(
            Matrices matrices, int[] size, boolean transposeA, boolean transposeB, double alpha, double beta) {
        int m = size[0];
        int n = size[1];
        int k = size[2];
        int aStride = (transposeA ? m : k) + 2;
        int bStride = (transposeB ? k : n) + 1;
        int cStride = n + 3;
        double[] a = normals(4 + (transposeA ? k : m) * aStride);
        double[] b = normals(5 + (transposeB ? n : k) * bStride);
        double[] c = normals(6 + m * cStride);
        double[] expected = c.clone();
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int q = 0; q < k; q++) {
                    sum += a[4 + (transposeA ? q * aStride + i : i * aStride + q)]
                            * b[5 + (transposeB ? j * bStride + q : q * bStride + j)];
                }
                expected[6 + i * cStride + j] = alpha * sum + (beta == 0 ? 0 : beta * c[6 + i * cStride + j]);
                if (beta == 0) {
                    c[6 + i * cStride + j] = Double.NaN;
                }
            }
        }
        matrices.product(transposeA, transposeB, m, n, k, alpha, a, 4, aStride, b, 5, bStride, beta, c, 6, cStride);
        // Rounding of 131 products of normals, none above 30: 131 * 30 * 2^-53 = 4e-13. Gaps between rows stay as they
        // are.
        assertThat(c).as(Arrays.toString(size)).containsExactly(expected, within(4e-13));
    }

    @ParameterizedTest
    @EnumSource
    void productsOfRowsLieBelowTheDiagonal(Kind kind) {
        Matrices matrices = kind.matrices();
        for (int[] size : SIZES) {
            int m = size[0];
            int k = size[2];
            int stride = m + 2;
            double[] a = normals(m * k);
            double[] c = normals(m * stride);
            double[] expected = c.clone();
            matrices.product(false, true, m, m, k, 1, a, 0, k, a, 0, k, 0, expected, 0, stride);
            for (int i = 0; i < m; i++) {
                System.arraycopy(c, i * stride + i + 1, expected, i * stride + i + 1, m - i - 1);
            }
            matrices.rowProducts(m, k, a, c, stride);
            // Rounding as in the products above.
            assertThat(c).as(Arrays.toString(size)).containsExactly(expected, within(4e-13));
        }
    }

    /** Java moves arrays, and libraries that read numbers in groups may begin another way at another address. */
    @ParameterizedTest
    @EnumSource
    void bitsDoNotDependOnWhereArraysLie(Kind kind) {
        Matrices matrices = kind.matrices();
        int n = 83;
        double[] matrix = normals(n * n);
        double[] first = new double[n * n];
        double[] firstSquares = first;
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int shift = 0; shift < 8; shift++) {
            double[] a = new double[shift + n * n];
            double[] c = new double[2 * shift + n * n];
            System.arraycopy(matrix, 0, a, shift, n * n);
            matrices.product(true, false, n, n, n, 1, a, shift, n, a, shift, n, 0, c, 2 * shift, n);
            double[] product = Arrays.copyOfRange(c, 2 * shift, c.length);
            double[] squares = new double[n * n];
            matrices.rowProducts(n, n, product, squares, n);
            double[] foundValues = new double[n];
            double[] foundVectors = new double[n * n];
            matrices.eigen(n, product, foundValues, foundVectors);
            if (shift == 0) {
                first = product;
                firstSquares = squares;
                values = foundValues;
                vectors = foundVectors;
            }
            assertThat(product).isEqualTo(first);
            assertThat(squares).isEqualTo(firstSquares);
            assertThat(foundValues).isEqualTo(values);
            assertThat(foundVectors).isEqualTo(vectors);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bitsDoNotDependOnTheThreadsThatCall(Kind kind) {
        Matrices matrices = kind.matrices();
        int n = 90;
        double[] matrix = normals(n * n);
        double[][] products = IntStream.range(0, 16)
                .parallel()
                .mapToObj(task -> {
                    double[] product = new double[n * n];
                    matrices.product(false, true, n, n, n, 1, matrix, 0, n, matrix, 0, n, 0, product, 0, n);
                    return product;
                })
                .toArray(double[][]::new);
        for (double[] product : products) {
            assertThat(product).isEqualTo(products[0]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void squaresOfRowsAreAdded(Kind kind) {
        Matrices matrices = kind.matrices();
        for (int[] size : new int[][] {{1, 1}, {3, 64}, {40, 65}, {5, 131}, {0, 4}}) {
            int m = size[0];
            int n = size[1];
            double[] a = normals(m * n);
            double[] c = new double[n * n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    c[i * n + j] = i <= j ? Math.sin(i + j) : Double.NaN;
                }
            }
            matrices.addSquares(m, n, a, c);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    double sum = Math.sin(i + j);
                    for (int q = 0; q < m; q++) {
                        sum += a[q * n + i] * a[q * n + j];
                    }
                    // Rounding of 40 products of normals: 40 * 30 * 2^-53.
                    assertThat(c[i * n + j]).isCloseTo(sum, within(1.4e-13));
                    assertThat(c[i * n + j]).isEqualTo(c[j * n + i]);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void eigenvectorsGiveTheMatrixBack(Kind kind) {
        Matrices matrices = kind.matrices();
        for (int n : new int[] {1, 2, 3, 7, 33, 60, 100}) {
            for (int shape = 0; shape < 6; shape++) {
                double scale = shape == 4 ? 1e200 : shape == 5 ? 1e-200 : 1;
                double[] matrix = symmetric(n, shape, scale);
                double[] values = new double[n];
                double[] vectors = new double[n * n];
                matrices.eigen(n, matrix, values, vectors);
                verify(n, matrix, values, vectors, "n = " + n + ", shape " + shape);
            }
        }
    }

    /** Any; of rank three; that with a repeated eigenvalue; diagonal from 1 down to 1e-60, and the greatest last; huge; tiny. */
    private double[] symmetric(int n, int shape, double scale) {
        double[] matrix = new double[n * n];
        double[] rows = normals(n * n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean isAny = shape == 0 || shape >= 4;
                double value = isAny ? rows[Math.min(i, j) * n + Math.max(i, j)] * scale : 0;
                for (int q = 0; q < 3 && (shape == 1 || shape == 2); q++) {
                    value += rows[q % n * n + i] * rows[q % n * n + j];
                }
                boolean isDiagonal = i == j;
                matrix[i * n + j] = value
                        + (isDiagonal && shape == 2 ? 2 : 0)
                        + (isDiagonal && shape == 3 ? Math.pow(10, -60.0 * (n - 1 - i) / n) : 0);
            }
        }
        return matrix;
    }

    private static void verify(int n, double[] matrix, double[] values, double[] vectors, String what) {
        double greatest = Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
        // n 2^-52 for n = 100 is 2e-14; either algorithm needs some multiple of that.
        double tolerance = 2e-13;
        for (int i = 0; i < n; i++) {
            assertThat(i == 0 || values[i] <= values[i - 1]).as(what).isTrue();
            double largest = 0;
            for (int j = 0; j < n; j++) {
                double component = vectors[j * n + i];
                largest = Math.abs(component) > Math.abs(largest) * (1 + 1e-9) ? component : largest;
                double unit = 0;
                double back = 0;
                for (int q = 0; q < n; q++) {
                    unit += vectors[q * n + i] * vectors[q * n + j];
                    back += values[q] / greatest * vectors[i * n + q] * vectors[j * n + q];
                }
                assertThat(unit).as(what).isCloseTo(i == j ? 1 : 0, within(tolerance));
                assertThat(back).as(what).isCloseTo(matrix[i * n + j] / greatest, within(tolerance));
            }
            assertThat(largest).as(what).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheUpperTriangleIsRead(Kind kind) {
        double[] values = new double[2];
        double[] vectors = new double[4];
        kind.matrices().eigen(2, new double[] {2, 1, Double.NaN, 2}, values, vectors);
        assertThat(values).containsExactly(new double[] {3, 1}, within(1e-15));
        double half = Math.sqrt(0.5);
        assertThat(vectors).containsExactly(new double[] {half, half, half, -half}, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void theZeroMatrixHasEigenvalueZero(Kind kind) {
        double[] values = {1, 1, 1};
        double[] vectors = new double[9];
        kind.matrices().eigen(3, new double[9], values, vectors);
        assertThat(values).containsOnly(0);
        assertThat(vectors).containsExactlyInAnyOrder(1, 1, 1, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void whatLiesOutsideIsRefused(Kind kind) {
        Matrices matrices = kind.matrices();
        double[] four = new double[4];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrices.product(false, false, 2, 2, 2, 1, four, 1, 2, four, 0, 2, 0, four, 0, 2))
                .withMessageContaining("A is 2 x 2, begins at 1 with a stride of 2 and ends behind its array of 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrices.product(false, false, 2, 2, 2, 1, four, 0, 2, four, 0, 1, 0, four, 0, 2))
                .withMessageContaining("B begins at 0 with a stride of 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrices.product(false, false, -1, 2, 2, 1, four, 0, 2, four, 0, 2, 0, four, 0, 2))
                .withMessageContaining("A is -1 x 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrices.addSquares(1, 3, new double[3], four))
                .withMessageContaining("C is 3 x 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrices.eigen(0, four, four, four))
                .withMessageContaining("must have 1 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrices.eigen(2, new double[] {1, Double.NaN, 0, 1}, four, four))
                .withMessageContaining("element (0, 1) of the matrix is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrices.eigen(2, four, new double[1], four))
                .withMessageContaining("the array of eigenvalues");
    }

    @Test
    void thePropertyChoosesJava() {
        assertThat(MatricesChoice.of(Optional.of("java")).name()).isEqualTo("Java");
        String fastest = MatricesChoice.openBlas().isPresent() ? "native BLAS (OpenBLAS)" : "Java";
        assertThat(MatricesChoice.of(Optional.empty()).name()).isEqualTo(fastest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MatricesChoice.of(Optional.of("mkl")))
                .withMessageContaining("sgdyn.blas is 'mkl': set it to java");
    }
}
