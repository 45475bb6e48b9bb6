package org.sgdyn.numerics;

import java.util.Arrays;

/** A symmetric matrix whose eigensystem is wanted, scaled so that squares of its numbers neither overflow nor all vanish. */
final class SymmetricMatrix {

    /** The scaled matrix, both triangles. */
    final double[][] rows;

    private final int n;
    private final double scale;

    private SymmetricMatrix(double[][] rows, double scale) {
        this.rows = rows;
        this.scale = scale;
        n = rows.length;
    }

    /** The matrix whose upper triangle is given. */
    static SymmetricMatrix of(int n, double[] matrix) {
        if (n < 1) {
            throw new IllegalArgumentException("a matrix of " + n + " rows has no eigenvalues; it must have 1 or more");
        }
        Slice.of("the matrix", n, n, matrix, 0, n);
        double scale = scale(n, matrix);
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                rows[i][j] = matrix[i * n + j] * scale;
                rows[j][i] = rows[i][j];
            }
        }
        return new SymmetricMatrix(rows, scale);
    }

    /** The power of 2 that brings the largest number near 1. */
    private static double scale(int n, double[] matrix) {
        double largest = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                double value = matrix[i * n + j];
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("element (" + i + ", " + j + ") of the matrix is " + value
                            + ": eigenvalues are those of finite numbers");
                }
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest == 0 ? 1 : Math.scalb(1.0, -Math.max(Math.getExponent(largest), Double.MIN_EXPONENT + 1));
    }

    /**
     * Writes the greatest eigenvalue first, and eigenvectors as columns whose largest component is positive.
     *
     * @param found the eigenvalues of the scaled matrix, in any order
     * @param directions their unit eigenvectors, one in each row
     * @param values receives the eigenvalues
     * @param vectors receives the eigenvectors, n x n
     */
    void order(double[] found, double[][] directions, double[] values, double[] vectors) {
        Slice.of("the array of eigenvalues", 1, n, values, 0, n);
        Slice.of("the array of eigenvectors", n, n, vectors, 0, n);
        Integer[] order = new Integer[n];
        for (int j = 0; j < n; j++) {
            order[j] = j;
        }
        Arrays.sort(order, (a, b) -> Double.compare(found[b], found[a]));
        for (int j = 0; j < n; j++) {
            values[j] = found[order[j]] / scale;
            double[] direction = directions[order[j]];
            double largest = 0;
            for (double component : direction) {
                // Of components that rounding alone tells apart, the first decides.
                largest = Math.abs(component) > Math.abs(largest) * (1 + 1e-9) ? component : largest;
            }
            for (int i = 0; i < n; i++) {
                vectors[i * n + j] = largest < 0 ? -direction[i] : direction[i];
            }
        }
    }
}
