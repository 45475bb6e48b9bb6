package org.sgdyn.numerics;

/** Inverts small dense matrices by Gauss-Jordan elimination with partial pivoting. One thread at a time. */
public final class SmallInverse {

    private final int n;
    private final double[] work;

    private SmallInverse(int n) {
        this.n = n;
        work = new double[2 * n * n];
    }

    /**
     * Scratch for matrices of a size.
     *
     * @param n the number of rows, &gt;= 1
     * @return the solver
     */
    public static SmallInverse of(int n) {
        return new SmallInverse(n);
    }

    /**
     * Inverts a matrix. A singular one gives numbers that are not finite.
     *
     * @param matrix A, n x n row-major; not modified
     * @param result receives A^{-1}, row-major, from a position on
     * @param start the position
     */
    public void invert(double[] matrix, double[] result, int start) {
        int width = 2 * n;
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                work[r * width + c] = matrix[r * n + c];
                work[r * width + n + c] = r == c ? 1 : 0;
            }
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(work[r * width + c]) > Math.abs(work[pivot * width + c]) ? r : pivot;
            }
            for (int k = c; k < width && pivot != c; k++) {
                double swap = work[c * width + k];
                work[c * width + k] = work[pivot * width + k];
                work[pivot * width + k] = swap;
            }
            double scale = 1 / work[c * width + c];
            for (int k = c; k < width; k++) {
                work[c * width + k] *= scale;
            }
            for (int r = 0; r < n; r++) {
                double factor = work[r * width + c];
                if (r != c && factor != 0) {
                    for (int k = c; k < width; k++) {
                        work[r * width + k] -= factor * work[c * width + k];
                    }
                }
            }
        }
        for (int r = 0; r < n; r++) {
            System.arraycopy(work, r * width + n, result, start + r * n, n);
        }
    }
}
