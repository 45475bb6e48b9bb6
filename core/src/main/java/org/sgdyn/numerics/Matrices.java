package org.sgdyn.numerics;

/**
 * Dense linear algebra on row-major matrices: by a native BLAS and LAPACK where the machine has OpenBLAS, else in Java. Both may be
 * called by several threads at a time.
 *
 * <p>A matrix in an array begins at its start; its rows lie a stride apart, which is at least the length of a row.
 */
public interface Matrices {

    /** The system property that chooses: {@code java} for the linear algebra of Java, which gives the same bits on all machines. */
    String PROPERTY = "sgdyn.blas";

    /**
     * The fastest linear algebra there is, or that which {@link #PROPERTY} asks for, chosen at the first call of a process.
     *
     * @return the chosen one
     * @throws IllegalArgumentException if the property has another value
     */
    static Matrices get() {
        return MatricesChoice.chosen();
    }

    /**
     * What computes, for reports. Java's results depend on their operands alone. Those of {@code native BLAS (OpenBLAS)} are the same
     * on every run of the same library with the same kernels and the same number of OpenBLAS's own threads: they do depend on that
     * number, and on the kernels, which it chooses by the processor. So the program starts with OPENBLAS_NUM_THREADS=1, and with
     * OPENBLAS_CORETYPE=Haswell on processors with AVX2, and so should others that want the same bits on different machines. They
     * never depend on the threads that call, nor on where arrays lie.
     *
     * @return such as {@code native BLAS (OpenBLAS)} or {@code Java}
     */
    String name();

    /**
     * Whether a native library multiplies, several times as fast as Java for matrices of few columns.
     *
     * @return false for Java
     */
    boolean isNative();

    /**
     * A product: C &lt;- alpha op(A) op(B) + beta C, where op(X) is X or X^T. With beta = 0 the old C is not read; with alpha = 0
     * neither A nor B is.
     *
     * @param transposeA whether op(A) = A^T
     * @param transposeB whether op(B) = B^T
     * @param m rows of op(A) and C
     * @param n columns of op(B) and C
     * @param k columns of op(A), rows of op(B)
     * @param alpha the factor of the product
     * @param a the array of A, m x k, or k x m if it is transposed
     * @param aStart where A begins
     * @param aStride from a row of A to the next
     * @param b the array of B, k x n, or n x k if it is transposed
     * @param bStart where B begins
     * @param bStride from a row of B to the next
     * @param beta the factor of the old C
     * @param c the array of C, m x n, no element of which is one of A or B
     * @param cStart where C begins
     * @param cStride from a row of C to the next
     * @throws IllegalArgumentException if a matrix does not lie within its array
     */
    void product(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int aStart,
            int aStride,
            double[] b,
            int bStart,
            int bStride,
            double beta,
            double[] c,
            int cStart,
            int cStride);

    /**
     * The inner products of rows: C &lt;- A A^T on its diagonal and below.
     *
     * @param m rows of A
     * @param k columns of A
     * @param a A, m x k
     * @param c the array of C, m x m, from its start; what lies above its diagonal stays
     * @param cStride from a row of C to the next
     * @throws IllegalArgumentException if a matrix does not lie within its array
     */
    void rowProducts(int m, int k, double[] a, double[] c, int cStride);

    /**
     * The eigensystem of a symmetric matrix: matrix = V diag(values) V^T.
     *
     * @param n the number of rows, &gt;= 1
     * @param matrix n x n, finite; its upper triangle is read
     * @param values receives the n eigenvalues, the greatest first
     * @param vectors receives V, n x n: unit eigenvectors as columns, the largest component of each positive
     * @throws IllegalArgumentException if an array is too short, or a number is not finite
     */
    void eigen(int n, double[] matrix, double[] values, double[] vectors);

    /**
     * Adds the products of rows with themselves to a symmetric matrix: C &lt;- C + A^T A.
     *
     * @param m rows of A
     * @param n columns of A
     * @param a A, m x n
     * @param c C, n x n; what lies below its diagonal is not read, and equals what lies above it afterwards
     * @throws IllegalArgumentException if an array is too short
     */
    default void addSquares(int m, int n, double[] a, double[] c) {
        int strip = 64; // Wide enough for fast products, while little is computed on both sides of the diagonal.
        for (int top = 0; top < n; top += strip) {
            int rows = Math.min(strip, n - top);
            product(true, false, rows, n - top, m, 1, a, top, n, a, top, n, 1, c, top * n + top, n);
            for (int j = top; j < n; j++) {
                for (int i = top; i < Math.min(j, top + rows); i++) {
                    c[j * n + i] = c[i * n + j];
                }
            }
        }
    }
}
