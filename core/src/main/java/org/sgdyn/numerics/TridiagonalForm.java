package org.sgdyn.numerics;

import java.util.Arrays;

/**
 * Householder's reduction A = Q T Q^T of a symmetric matrix, T tridiagonal, Q = H_0 H_1 ... with H_j = I - tau_j v_j v_j^T, where
 * v_j is zero up to component j. It is in Java although LAPACK has it, since the bits of OpenBLAS's depend on where arrays lie.
 */
final class TridiagonalForm {

    /** Reflections that are applied together, by products. */
    private static final int BLOCK = 32;

    final int n;
    /** The diagonal of T. */
    final double[] diagonal;
    /** Beside the diagonal of T: n - 1 numbers, and one more that is 0. */
    final double[] beside;

    private final double[] taus;
    /** v_j in row j. */
    private final double[] reflectors;

    private TridiagonalForm(int n) {
        this.n = n;
        diagonal = new double[n];
        beside = new double[n];
        taus = new double[n];
        reflectors = new double[n * n];
    }

    /** Reduces a symmetric matrix of numbers of at most about 1, whose rows are overwritten. */
    static TridiagonalForm of(double[][] rows) {
        int n = rows.length;
        TridiagonalForm form = new TridiagonalForm(n);
        double[] v = new double[n];
        double[] w = new double[n];
        for (int j = 0; j < n; j++) {
            form.diagonal[j] = rows[j][j];
            if (j + 1 < n) {
                form.reflect(rows, j, v, w);
            }
        }
        return form;
    }

    /** Turns row j, and all rows below it, so that nothing is left behind the element beside the diagonal. */
    private void reflect(double[][] rows, int j, double[] v, double[] w) {
        double[] row = rows[j];
        double first = row[j + 1];
        double rest = Kernels.dotSlices(row, j + 2, row, j + 2, n - j - 2);
        if (rest == 0) {
            beside[j] = first;
            return;
        }
        beside[j] = -Math.copySign(Math.sqrt(first * first + rest), first);
        System.arraycopy(row, j + 1, v, j + 1, n - j - 1);
        v[j + 1] = first - beside[j];
        double tau = 2 / (v[j + 1] * v[j + 1] + rest);
        Arrays.fill(w, j + 1, n, 0);
        int i = j + 1;
        for (; i + 3 < n; i += 4) {
            Kernels.addFourInPlace(
                    w, j + 1, n, v[i], rows[i], v[i + 1], rows[i + 1], v[i + 2], rows[i + 2], v[i + 3], rows[i + 3]);
        }
        for (; i < n; i++) {
            Kernels.addInPlace(w, v[i], rows[i], j + 1, n);
        }
        double half = tau / 2 * Kernels.dotSlices(v, j + 1, w, j + 1, n - j - 1);
        for (int k = j + 1; k < n; k++) {
            w[k] = tau * (w[k] - half * v[k]);
        }
        for (int k = j + 1; k < n; k++) {
            subtractTwo(rows[k], j + 1, n, v[k], w, w[k], v);
        }
        taus[j] = tau;
        System.arraycopy(v, j + 1, reflectors, j * n + j + 1, n - j - 1);
    }

    private static void subtractTwo(double[] sum, int from, int to, double a, double[] x, double b, double[] y) {
        for (int k = from; k < to; k++) {
            sum[k] -= a * x[k] + b * y[k];
        }
    }

    /**
     * Turns eigenvectors of T into those of A: Y &lt;- Y Q^T.
     *
     * @param matrices takes the products
     * @param y Y, n x n, an eigenvector in each row
     */
    void turn(Matrices matrices, double[] y) {
        double[] along = new double[n * BLOCK];
        double[] turned = new double[n * BLOCK];
        for (int first = (n - 1) / BLOCK * BLOCK; first >= 0; first -= BLOCK) {
            int count = Math.min(BLOCK, n - first);
            int width = n - first;
            int start = first * n + first;
            // H_first ... H_last = I - V^T S V, so that Y loses (Y V^T) S^T V.
            double[] s = joined(matrices, first, count);
            matrices.product(false, true, n, count, width, 1, y, first, n, reflectors, start, n, 0, along, 0, count);
            matrices.product(false, true, n, count, count, 1, along, 0, count, s, 0, count, 0, turned, 0, count);
            matrices.product(false, false, n, width, count, -1, turned, 0, count, reflectors, start, n, 1, y, first, n);
        }
    }

    /** S, upper triangular, of some reflections one after the other. */
    private double[] joined(Matrices matrices, int first, int count) {
        double[] overlaps = new double[count * count];
        int start = first * n + first;
        matrices.product(
                false,
                true,
                count,
                count,
                n - first,
                1,
                reflectors,
                start,
                n,
                reflectors,
                start,
                n,
                0,
                overlaps,
                0,
                count);
        double[] s = new double[count * count];
        for (int i = 0; i < count; i++) {
            double tau = taus[first + i];
            s[i * count + i] = tau;
            for (int a = 0; a < i; a++) {
                double sum = 0;
                for (int b = a; b < i; b++) {
                    sum += s[a * count + b] * overlaps[b * count + i];
                }
                s[a * count + i] = -tau * sum;
            }
        }
        return s;
    }
}
