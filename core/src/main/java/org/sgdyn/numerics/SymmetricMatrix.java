package org.sgdyn.numerics;

/** Facts about small symmetric matrices. */
public final class SymmetricMatrix {

    private SymmetricMatrix() {}

    /**
     * The largest eigenvalue.
     *
     * @param matrix n x n row-major; its symmetric part is used
     * @param n the size, &gt;= 1
     * @return the largest eigenvalue
     */
    public static double largestEigenvalue(double[] matrix, int n) {
        SymmetricEigen eigen = new SymmetricEigen(n);
        eigen.decompose(matrix);
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : eigen.values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
