package org.sgdyn.numerics;

/** Products of dense matrices in plain Java, in an order that depends on sizes alone: the same bits on every run. */
public final class DenseProducts {

    private DenseProducts() {}

    /**
     * Adds the products of rows with themselves to the upper triangle of a matrix: G += sum over rows of x x^T.
     *
     * @param sum G, n x n; below its diagonal nothing changes
     * @param rows rows of length n
     * @param count how many of them count
     */
    public static void addSquares(double[][] sum, double[][] rows, int count) {
        int n = sum.length;
        int k = 0;
        for (; k + 3 < count; k += 4) {
            double[] a = rows[k];
            double[] b = rows[k + 1];
            double[] c = rows[k + 2];
            double[] d = rows[k + 3];
            for (int i = 0; i < n; i++) {
                Kernels.addFourInPlace(sum[i], i, n, a[i], a, b[i], b, c[i], c, d[i], d);
            }
        }
        for (; k < count; k++) {
            for (int i = 0; i < n; i++) {
                Kernels.addInPlace(sum[i], rows[k][i], rows[k], i, n);
            }
        }
    }

    /**
     * A sum of multiples of rows: y = sum a_k x_k.
     *
     * @param factors the factors
     * @param rows as many rows
     * @param sum receives y
     * @param n the length of a row
     */
    public static void combine(double[] factors, double[][] rows, double[] sum, int n) {
        for (int j = 0; j < n; j++) {
            sum[j] = 0;
        }
        int k = 0;
        for (; k + 3 < factors.length; k += 4) {
            Kernels.addFourInPlace(
                    sum,
                    0,
                    n,
                    factors[k],
                    rows[k],
                    factors[k + 1],
                    rows[k + 1],
                    factors[k + 2],
                    rows[k + 2],
                    factors[k + 3],
                    rows[k + 3]);
        }
        for (; k < factors.length; k++) {
            Kernels.addInPlace(sum, factors[k], rows[k], 0, n);
        }
    }

    /**
     * The product of two matrices.
     *
     * @param a A, m x k
     * @param b B, k x n
     * @return A B, m x n
     */
    public static double[][] product(double[][] a, double[][] b) {
        int n = b[0].length;
        double[][] product = new double[a.length][n];
        for (int i = 0; i < a.length; i++) {
            combine(a[i], b, product[i], n);
        }
        return product;
    }

    /**
     * A matrix with its rows as columns.
     *
     * @param a A, m x n
     * @return A^T, n x m
     */
    public static double[][] transposed(double[][] a) {
        double[][] transposed = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                transposed[j][i] = a[i][j];
            }
        }
        return transposed;
    }

    /**
     * The rows of a matrix.
     *
     * @param matrix m x n, row-major
     * @param m its rows
     * @param n its columns
     * @return a copy, m x n
     */
    public static double[][] rows(double[] matrix, int m, int n) {
        double[][] rows = new double[m][n];
        for (int i = 0; i < m; i++) {
            System.arraycopy(matrix, i * n, rows[i], 0, n);
        }
        return rows;
    }
}
