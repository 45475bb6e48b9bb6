package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.numerics.SymmetricEigen;

/**
 * A root S of the covariance D of the n = L - 1 differences of all logits to that of the first class, in which they are +- S z.
 *
 * <p>The root is the symmetric one: it depends continuously on D, singular D included, whereas a pivoted Cholesky root jumps when
 * pivots change places. At an eigenvalue lambda = 0 a square root has no slope, and rounding of 1e-16 tr D would become noise of
 * 1e-8; so lambda / sqrt(lambda + 2^-40 tr D) is taken, which is linear there and changes the variance by less than 1e-12 tr D.
 * Immutable.
 */
final class SoftmaxRoot {

    static final double SOFTENING = 0x1p-40;

    final int n;

    /** The eigenvalues of D, &gt;= 0. */
    final double[] values;

    /** Its eigenvectors: component a of vector v at [a n + v]. */
    final double[] vectors;

    /** S, n x n. */
    final double[] matrix;

    final double trace;
    private final double[] covariance;

    /**
     * The root.
     *
     * @param n the number of differences
     * @param covariance D, n x n
     */
    SoftmaxRoot(int n, double[] covariance) {
        this.n = n;
        this.covariance = covariance.clone();
        double sum = 0;
        for (int a = 0; a < n; a++) {
            sum += covariance[a * n + a];
        }
        trace = sum;
        matrix = new double[n * n];
        values = new double[n];
        vectors = new double[n * n];
        if (isZero()) {
            return;
        }
        SymmetricEigen eigen = SymmetricEigen.of(n);
        eigen.decompose(covariance);
        System.arraycopy(eigen.vectors, 0, vectors, 0, n * n);
        for (int v = 0; v < n; v++) {
            double variance = Math.max(0, eigen.values[v]);
            values[v] = variance;
            double deviation = variance / Math.sqrt(variance + SOFTENING * trace);
            for (int a = 0; a < n; a++) {
                double scaled = deviation * vectors[a * n + v];
                for (int b = 0; b < n; b++) {
                    matrix[a * n + b] += scaled * vectors[b * n + v];
                }
            }
        }
    }

    /** Whether this is the root of a covariance. */
    boolean isOf(double[] other) {
        return Arrays.equals(covariance, other);
    }

    /** Whether the logits do not differ at random; false where a number is none. */
    boolean isZero() {
        return trace <= 0;
    }

    /** The largest deviation of a combination of unit length; NaN where a number is none. */
    double deviation() {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return Math.sqrt(largest);
    }
}
