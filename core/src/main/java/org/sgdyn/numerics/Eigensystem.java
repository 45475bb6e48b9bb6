package org.sgdyn.numerics;

/** The eigenvalues of a symmetric matrix of some hundred rows, the greatest first, and its eigenvectors. */
public final class Eigensystem {

    private final int n;
    private final double[] values;
    private final double[] vectors;

    private Eigensystem(int n, double[] values, double[] vectors) {
        this.n = n;
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Decomposes a matrix.
     *
     * @param matrix n x n, row-major, finite; its upper triangle is used
     * @param n the number of rows, &gt;= 1
     * @return eigenvalues in descending order, and unit eigenvectors whose largest component is positive
     */
    public static Eigensystem of(double[] matrix, int n) {
        Eigensystem eigen = new Eigensystem(n, new double[n], new double[n * n]);
        Matrices.get().eigen(n, matrix, eigen.values, eigen.vectors);
        return eigen;
    }

    /**
     * The number of rows.
     *
     * @return n
     */
    public int size() {
        return n;
    }

    /**
     * An eigenvalue.
     *
     * @param index 0 for the greatest
     * @return the eigenvalue
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * All eigenvalues.
     *
     * @return a copy, in descending order
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The first eigenvectors as columns.
     *
     * @param count how many, 1..n
     * @return n x count, row-major
     */
    public double[] leading(int count) {
        double[] leading = new double[n * count];
        for (int i = 0; i < n; i++) {
            System.arraycopy(vectors, i * n, leading, i * count, count);
        }
        return leading;
    }
}
