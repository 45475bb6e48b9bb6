package org.sgdyn.numerics;

/** Eigenvalues and eigenvectors of a small symmetric matrix by cyclic Jacobi rotations; scratch is allocated once. */
public final class SymmetricEigen {

    private static final int SWEEPS = 40;

    private final int n;
    private final double[] a;

    /** The eigenvalues, in no order. */
    public final double[] values;

    /** The eigenvectors: component i of vector j at [i * n + j]. */
    public final double[] vectors;

    private SymmetricEigen(int n) {
        this.n = n;
        a = new double[n * n];
        values = new double[n];
        vectors = new double[n * n];
    }

    /**
     * Scratch for matrices of one size; one thread at a time.
     *
     * @param n the number of rows, &gt;= 1
     * @return the scratch
     */
    public static SymmetricEigen of(int n) {
        return new SymmetricEigen(n);
    }

    /**
     * Decomposes.
     *
     * @param matrix n x n, row-major; its symmetric part is used
     */
    public void decompose(double[] matrix) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i * n + j] = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
                vectors[i * n + j] = i == j ? 1 : 0;
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    double apq = a[p * n + q];
                    // Nothing to gain where the entry is lost against its diagonal.
                    if (Math.abs(apq) > 0x1p-54 * Math.sqrt(Math.abs(a[p * n + p] * a[q * n + q]))) {
                        rotate(p, q, apq);
                        rotated = true;
                    }
                }
            }
            if (!rotated) {
                break;
            }
        }
        for (int j = 0; j < n; j++) {
            values[j] = a[j * n + j];
        }
    }

    private void rotate(int p, int q, double apq) {
        double theta = (a[q * n + q] - a[p * n + p]) / (2 * apq);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(1, theta));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        for (int k = 0; k < n; k++) {
            double akp = a[k * n + p];
            double akq = a[k * n + q];
            a[k * n + p] = c * akp - s * akq;
            a[k * n + q] = s * akp + c * akq;
        }
        for (int k = 0; k < n; k++) {
            double apk = a[p * n + k];
            double aqk = a[q * n + k];
            a[p * n + k] = c * apk - s * aqk;
            a[q * n + k] = s * apk + c * aqk;
        }
        a[p * n + q] = 0;
        a[q * n + p] = 0;
        for (int k = 0; k < n; k++) {
            double vkp = vectors[k * n + p];
            double vkq = vectors[k * n + q];
            vectors[k * n + p] = c * vkp - s * vkq;
            vectors[k * n + q] = s * vkp + c * vkq;
        }
    }
}
