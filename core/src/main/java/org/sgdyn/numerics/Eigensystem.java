package org.sgdyn.numerics;

import java.util.Arrays;
import org.apache.commons.math3.exception.MaxCountExceededException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The eigenvalues of a symmetric matrix of some hundred rows, the greatest first, and its eigenvectors. Householder's tridiagonal
 * form and implicit QL steps of Commons Math, about 3 n^3 nanoseconds: 1.5 s at n = 784, where a native LAPACK takes 0.1 to 0.4 s,
 * and could stand behind this class.
 */
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
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                rows[i][j] = matrix[i * n + j];
                rows[j][i] = matrix[i * n + j];
            }
        }
        double[] found = new double[n];
        double[] columns = new double[n * n];
        try {
            EigenDecomposition decomposition = new EigenDecomposition(new Array2DRowRealMatrix(rows, false));
            RealMatrix v = decomposition.getV();
            for (int j = 0; j < n; j++) {
                found[j] = decomposition.getRealEigenvalue(j);
                for (int i = 0; i < n; i++) {
                    columns[i * n + j] = v.getEntry(i, j);
                }
            }
        } catch (MaxCountExceededException slow) {
            // QL steps may fail where eigenvalues span hundreds of decades; rotations do not.
            double[] flat = new double[n * n];
            for (int i = 0; i < n; i++) {
                System.arraycopy(rows[i], 0, flat, i * n, n);
            }
            SymmetricEigen jacobi = SymmetricEigen.of(n);
            jacobi.decompose(flat);
            System.arraycopy(jacobi.values, 0, found, 0, n);
            System.arraycopy(jacobi.vectors, 0, columns, 0, n * n);
        }
        return sorted(n, found, columns);
    }

    private static Eigensystem sorted(int n, double[] found, double[] columns) {
        Integer[] order = new Integer[n];
        for (int j = 0; j < n; j++) {
            order[j] = j;
        }
        Arrays.sort(order, (a, b) -> Double.compare(found[b], found[a]));
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int j = 0; j < n; j++) {
            int from = order[j];
            values[j] = found[from];
            double largest = 0;
            for (int i = 0; i < n; i++) {
                double component = columns[i * n + from];
                largest = Math.abs(component) > Math.abs(largest) * (1 + 1e-9) ? component : largest;
            }
            for (int i = 0; i < n; i++) {
                vectors[i * n + j] = largest < 0 ? -columns[i * n + from] : columns[i * n + from];
            }
        }
        return new Eigensystem(n, values, vectors);
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
