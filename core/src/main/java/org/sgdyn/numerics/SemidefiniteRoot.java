package org.sgdyn.numerics;

/**
 * A lower triangular root L of a symmetric positive semidefinite matrix, L L^T = K, by Cholesky's elimination: what has no variance left
 * gives a column of zeros.
 */
public final class SemidefiniteRoot {

    /** A pivot below this part of the greatest diagonal entry has no variance left. */
    private static final double NEGLIGIBLE = 1e-11;

    /** A pivot more negative than this part of it is no rounding. */
    private static final double ROUNDING = 1e-8;

    private final double[] rows;
    private final int n;
    private final double smallestPivot;

    private SemidefiniteRoot(double[] rows, int n, double smallestPivot) {
        this.rows = rows;
        this.n = n;
        this.smallestPivot = smallestPivot;
    }

    /**
     * Decomposes a matrix.
     *
     * @param matrix the matrix's array; its lower triangle is used
     * @param from where it starts
     * @param n its rows
     * @return its root; of a matrix that is not positive semidefinite, something else
     */
    public static SemidefiniteRoot of(double[] matrix, int from, int n) {
        double[] l = new double[n * n];
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.abs(matrix[from + i * n + i]));
        }
        double smallest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double pivot = l[j * n + j];
                l[i * n + j] =
                        pivot == 0 ? 0 : (matrix[from + i * n + j] - Kernels.dotSlices(l, i * n, l, j * n, j)) / pivot;
            }
            double rest = matrix[from + i * n + i] - Kernels.dotSlices(l, i * n, l, i * n, i);
            smallest = Math.min(smallest, largest > 0 ? rest / largest : 0);
            l[i * n + i] = rest > NEGLIGIBLE * largest ? Math.sqrt(rest) : 0;
        }
        return new SemidefiniteRoot(l, n, smallest);
    }

    /**
     * Whether the matrix is positive semidefinite up to rounding.
     *
     * @return false if elimination met a negative pivot
     */
    public boolean isSemidefinite() {
        return smallestPivot >= -ROUNDING;
    }

    /**
     * Maps a vector.
     *
     * @param z z, length n
     * @param mean added to L z
     * @param result receives mean + L z
     * @param from where that starts
     */
    public void map(double[] z, double[] mean, double[] result, int from) {
        for (int i = 0; i < n; i++) {
            result[from + i] = mean[i] + Kernels.dotSlices(rows, i * n, z, 0, i + 1);
        }
    }
}
