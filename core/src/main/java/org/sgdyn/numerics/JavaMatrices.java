package org.sgdyn.numerics;

import java.util.Arrays;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Linear algebra in Java, in an order that depends on sizes alone: the same bits on all machines. Products go by blocks of B that stay
 * in the cache, each row an array of its own, which the compiler turns into vector instructions; eigensystems by Householder's
 * tridiagonal form and the implicit QL steps of Commons Math, in about 3 n^3 nanoseconds.
 */
final class JavaMatrices implements Matrices {

    private static final int BLOCK_ROWS = 64;
    private static final int BLOCK_COLUMNS = 256;

    /** Rows shorter than this are not worth a loop of their own: C^T is computed if C is longer than wide. */
    private static final int NARROW = 64;

    @Override
    public String name() {
        return "Java";
    }

    @Override
    public boolean isNative() {
        return false;
    }

    @Override
    public void product(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aStart,
            int aStride,
            double[] b,
            int bStart,
            int bStride,
            double beta,
            double[] c,
            int cStart,
            int cStride) {
        Slice left = Slice.of("A", transposeA ? k : m, transposeA ? m : k, a, aStart, aStride)
                .transposedIf(transposeA);
        Slice right = Slice.of("B", transposeB ? n : k, transposeB ? k : n, b, bStart, bStride)
                .transposedIf(transposeB);
        Slice sum = Slice.of("C", m, n, c, cStart, cStride);
        sum.scale(m, n, beta);
        if (alpha == 0) {
            return;
        }
        if (n < NARROW && n < m) {
            add(n, m, k, alpha, right.transposed(), left.transposed(), sum.transposed());
        } else {
            add(m, n, k, alpha, left, right, sum);
        }
    }

    /** C += alpha A B. */
    private static void add(int m, int n, int k, double alpha, Slice a, Slice b, Slice c) {
        double[][] rows = new double[Math.min(k, BLOCK_ROWS)][Math.min(n, BLOCK_COLUMNS)];
        double[] factors = new double[rows.length];
        double[] sum = new double[Math.min(n, BLOCK_COLUMNS)];
        for (int left = 0; left < n; left += BLOCK_COLUMNS) {
            int width = Math.min(BLOCK_COLUMNS, n - left);
            for (int top = 0; top < k; top += BLOCK_ROWS) {
                int height = Math.min(BLOCK_ROWS, k - top);
                for (int q = 0; q < height; q++) {
                    b.read(top + q, left, rows[q], width);
                }
                for (int i = 0; i < m; i++) {
                    a.read(i, top, factors, height);
                    c.read(i, left, sum, width);
                    addRows(alpha, factors, rows, height, sum, width);
                    c.write(i, left, sum, width);
                }
            }
        }
    }

    private static void addRows(double alpha, double[] factors, double[][] rows, int height, double[] sum, int width) {
        int q = 0;
        for (; q + 3 < height; q += 4) {
            Kernels.addFourInPlace(
                    sum,
                    0,
                    width,
                    alpha * factors[q],
                    rows[q],
                    alpha * factors[q + 1],
                    rows[q + 1],
                    alpha * factors[q + 2],
                    rows[q + 2],
                    alpha * factors[q + 3],
                    rows[q + 3]);
        }
        for (; q < height; q++) {
            Kernels.addInPlace(sum, alpha * factors[q], rows[q], 0, width);
        }
    }

    @Override
    public void rowProducts(int m, int k, double[] a, double[] c, int cStride) {
        Slice columns = Slice.of("A", m, k, a, 0, k).transposed();
        Slice.of("C", m, m, c, 0, cStride);
        double[][] rows = new double[Math.min(k, BLOCK_ROWS)][m];
        double[] factors = new double[rows.length];
        double[] sum = new double[m];
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, i * cStride, i * cStride + i + 1, 0);
        }
        for (int top = 0; top < k; top += BLOCK_ROWS) {
            int height = Math.min(BLOCK_ROWS, k - top);
            for (int q = 0; q < height; q++) {
                columns.read(top + q, 0, rows[q], m);
            }
            for (int i = 0; i < m; i++) {
                System.arraycopy(a, i * k + top, factors, 0, height);
                System.arraycopy(c, i * cStride, sum, 0, i + 1);
                addRows(1, factors, rows, height, sum, i + 1);
                System.arraycopy(sum, 0, c, i * cStride, i + 1);
            }
        }
    }

    @Override
    public void eigen(int n, double[] matrix, double[] values, double[] vectors) {
        SymmetricMatrix symmetric = SymmetricMatrix.of(n, matrix);
        double[] found = new double[n];
        double[][] directions = new double[n][n];
        try {
            EigenDecomposition decomposition = new EigenDecomposition(new Array2DRowRealMatrix(symmetric.rows, false));
            RealMatrix transposed = decomposition.getVT();
            for (int j = 0; j < n; j++) {
                found[j] = decomposition.getRealEigenvalue(j);
                directions[j] = transposed.getRow(j);
            }
        } catch (MaxCountExceededException slow) {
            // QL steps may fail where eigenvalues span hundreds of decades; rotations do not.
            double[] flat = new double[n * n];
            for (int i = 0; i < n; i++) {
                System.arraycopy(symmetric.rows[i], 0, flat, i * n, n);
            }
            SymmetricEigen jacobi = SymmetricEigen.of(n);
            jacobi.decompose(flat);
            for (int j = 0; j < n; j++) {
                found[j] = jacobi.values[j];
                for (int i = 0; i < n; i++) {
                    directions[j][i] = jacobi.vectors[i * n + j];
                }
            }
        }
        symmetric.order(found, directions, values, vectors);
    }
}
