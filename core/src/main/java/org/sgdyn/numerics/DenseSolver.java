package org.sgdyn.numerics;

/** Solves a small dense linear system by Gaussian elimination with partial pivoting. One thread at a time. */
public final class DenseSolver {

    private final int n;
    private final double[] factors;
    private final int[] pivots;

    private DenseSolver(int n) {
        this.n = n;
        factors = new double[n * n];
        pivots = new int[n];
    }

    /**
     * Scratch for systems of a size.
     *
     * @param n the number of unknowns, &gt;= 0
     * @return the solver
     */
    public static DenseSolver of(int n) {
        return new DenseSolver(n);
    }

    /**
     * Factors a matrix. A singular one gives solutions that are not finite.
     *
     * @param matrix A, n x n row-major; not modified
     */
    public void factor(double[] matrix) {
        System.arraycopy(matrix, 0, factors, 0, n * n);
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                pivot = Math.abs(factors[r * n + c]) > Math.abs(factors[pivot * n + c]) ? r : pivot;
            }
            pivots[c] = pivot;
            for (int k = 0; k < n && pivot != c; k++) {
                double swap = factors[c * n + k];
                factors[c * n + k] = factors[pivot * n + k];
                factors[pivot * n + k] = swap;
            }
            for (int r = c + 1; r < n; r++) {
                double factor = factors[r * n + c] / factors[c * n + c];
                factors[r * n + c] = factor;
                Kernels.add(factors, r * n + c + 1, -factor, factors, c * n + c + 1, n - c - 1);
            }
        }
    }

    /**
     * Solves in place with the matrix factored last.
     *
     * @param b the right-hand side, length n; receives A^{-1} b
     */
    public void solve(double[] b) {
        for (int c = 0; c < n; c++) {
            double swap = b[c];
            b[c] = b[pivots[c]];
            b[pivots[c]] = swap;
        }
        for (int r = 1; r < n; r++) {
            b[r] -= Kernels.dotSlices(factors, r * n, b, 0, r);
        }
        for (int r = n - 1; r >= 0; r--) {
            b[r] = (b[r] - Kernels.dotSlices(factors, r * n + r + 1, b, r + 1, n - r - 1)) / factors[r * n + r];
        }
    }
}
