package org.sgdyn.numerics;

import java.util.Arrays;

/**
 * Sums over slices of flat arrays, with four accumulators in a fixed order: fast, and the same bits on every run.
 */
public final class Kernels {

    /** A block of the sums and of four rows fill half of a first-level cache. */
    private static final int BLOCK = 512;

    private Kernels() {}

    /**
     * The sum of a.
     *
     * @param a the array
     * @param from first index
     * @param n the number of terms
     * @return sum of a[from + k]
     */
    public static double sum(double[] a, int from, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < n; k += 4) {
            s0 += a[from + k];
            s1 += a[from + k + 1];
            s2 += a[from + k + 2];
            s3 += a[from + k + 3];
        }
        for (; k < n; k++) {
            s0 += a[from + k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * The inner product of a whole array with a slice.
     *
     * @param a n numbers
     * @param b the array of the slice
     * @param from where the slice starts
     * @param n the number of terms
     * @return sum of a[k] b[from + k]
     */
    public static double dot(double[] a, double[] b, int from, int n) {
        return dotSlices(a, 0, b, from, n);
    }

    /**
     * The inner product of two slices.
     *
     * @param a the array of the first slice
     * @param fromA where it starts
     * @param b the array of the second slice
     * @param fromB where it starts
     * @param n the number of terms
     * @return sum of a[fromA + k] b[fromB + k]
     */
    public static double dotSlices(double[] a, int fromA, double[] b, int fromB, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < n; k += 4) {
            s0 += a[fromA + k] * b[fromB + k];
            s1 += a[fromA + k + 1] * b[fromB + k + 1];
            s2 += a[fromA + k + 2] * b[fromB + k + 2];
            s3 += a[fromA + k + 3] * b[fromB + k + 3];
        }
        for (; k < n; k++) {
            s0 += a[fromA + k] * b[fromB + k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * The weighted inner product of two slices.
     *
     * @param weight the array of the weights
     * @param fromWeight where they start
     * @param a the array of the first slice
     * @param fromA where it starts
     * @param b the array of the second slice
     * @param fromB where it starts
     * @param n the number of terms
     * @return sum of weight[fromWeight + k] a[fromA + k] b[fromB + k]
     */
    public static double weightedDot(
            double[] weight, int fromWeight, double[] a, int fromA, double[] b, int fromB, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int k = 0;
        for (; k + 3 < n; k += 4) {
            s0 += weight[fromWeight + k] * a[fromA + k] * b[fromB + k];
            s1 += weight[fromWeight + k + 1] * a[fromA + k + 1] * b[fromB + k + 1];
            s2 += weight[fromWeight + k + 2] * a[fromA + k + 2] * b[fromB + k + 2];
            s3 += weight[fromWeight + k + 3] * a[fromA + k + 3] * b[fromB + k + 3];
        }
        for (; k < n; k++) {
            s0 += weight[fromWeight + k] * a[fromA + k] * b[fromB + k];
        }
        return (s0 + s1) + (s2 + s3);
    }

    /**
     * Adds a multiple of a slice: sum[fromSum + k] += factor a[fromA + k].
     *
     * @param sum the array of the sums
     * @param fromSum where they start
     * @param factor the factor
     * @param a the array of the slice
     * @param fromA where it starts
     * @param n the number of terms
     */
    public static void add(double[] sum, int fromSum, double factor, double[] a, int fromA, int n) {
        for (int k = 0; k < n; k++) {
            sum[fromSum + k] += factor * a[fromA + k];
        }
    }

    /**
     * Adds a multiple of a row where it stands: sum[k] += factor a[k]. One index for both arrays is faster than two.
     *
     * @param sum the sums
     * @param factor the factor
     * @param a the row
     * @param from the first position
     * @param to behind the last position
     */
    public static void addInPlace(double[] sum, double factor, double[] a, int from, int to) {
        for (int k = from; k < to; k++) {
            sum[k] += factor * a[k];
        }
    }

    /**
     * Adds multiples of four rows where they stand: sum[k] += a x0[k] + b x1[k] + c x2[k] + d x3[k]. Four rows fill the registers: with
     * eight, or with offsets of their own, it takes three times as long per term.
     *
     * @param sum the sums
     * @param from the first position
     * @param to behind the last position
     * @param a the first factor
     * @param x0 the first row
     * @param b the second factor
     * @param x1 the second row
     * @param c the third factor
     * @param x2 the third row
     * @param d the fourth factor
     * @param x3 the fourth row
     */
    public static void addFourInPlace(
            double[] sum,
            int from,
            int to,
            double a,
            double[] x0,
            double b,
            double[] x1,
            double c,
            double[] x2,
            double d,
            double[] x3) {
        for (int k = from; k < to; k++) {
            sum[k] += (a * x0[k] + b * x1[k]) + (c * x2[k] + d * x3[k]);
        }
    }

    /**
     * Adds multiples of rows where they stand, sum[k] += factors[0] rows[0][k] + factors[1] rows[1][k] + ..., a block of the sums at a
     * time, which stays in the first-level cache.
     *
     * @param sum the sums
     * @param factors the factors
     * @param rows the rows
     * @param count how many of them
     */
    public static void addRows(double[] sum, double[] factors, double[][] rows, int count) {
        for (int from = 0; from < sum.length; from += BLOCK) {
            addRows(sum, factors, rows, 0, count, from, Math.min(sum.length, from + BLOCK));
        }
    }

    /**
     * Adds multiples of some rows, rows[first]..rows[end-1], at some positions.
     *
     * @param sum the sums
     * @param factors the factors
     * @param rows the rows
     * @param first the first row
     * @param end behind the last row
     * @param from the first position
     * @param to behind the last position, better not beyond what a cache holds of five rows
     */
    public static void addRows(double[] sum, double[] factors, double[][] rows, int first, int end, int from, int to) {
        int r = first;
        for (; r + 3 < end; r += 4) {
            addFourInPlace(
                    sum,
                    from,
                    to,
                    factors[r],
                    rows[r],
                    factors[r + 1],
                    rows[r + 1],
                    factors[r + 2],
                    rows[r + 2],
                    factors[r + 3],
                    rows[r + 3]);
        }
        for (; r < end; r++) {
            addInPlace(sum, factors[r], rows[r], from, to);
        }
    }

    /**
     * Adds a multiple of the product of two slices: sum[fromSum + k] += factor a[fromA + k] b[fromB + k].
     *
     * @param sum the array of the sums
     * @param fromSum where they start
     * @param factor the factor
     * @param a the array of the first slice
     * @param fromA where it starts
     * @param b the array of the second slice
     * @param fromB where it starts
     * @param n the number of terms
     */
    public static void addProduct(
            double[] sum, int fromSum, double factor, double[] a, int fromA, double[] b, int fromB, int n) {
        for (int k = 0; k < n; k++) {
            sum[fromSum + k] += factor * a[fromA + k] * b[fromB + k];
        }
    }

    /**
     * The projection and two weighted energies in one pass over the memory: sum m x, sum a (x^2 + c) and sum b (x^2 + c). All
     * arrays are read by one index: that is what the compiler turns into plain addresses, and it outweighs more accumulators.
     *
     * @param m the vector
     * @param a the first weights
     * @param b the second weights
     * @param y the array that x, at the positions of m, a and b, and c share
     * @param c how far behind x its c lies
     * @param from the first position
     * @param to behind the last position
     * @param sums receives the three sums
     */
    public static void projectionAndEnergies(
            double[] m, double[] a, double[] b, double[] y, int c, int from, int to, double[] sums) {
        double projection = 0;
        double first = 0;
        double second = 0;
        for (int k = from; k < to; k++) {
            double x = y[k];
            double energy = x * x + y[c + k];
            projection += m[k] * x;
            first += a[k] * energy;
            second += b[k] * energy;
        }
        sums[0] = projection;
        sums[1] = first;
        sums[2] = second;
    }

    /**
     * How the sums of {@link #projectionAndEnergies} over positions 0..n-1 change when x changes by v and c by w: sum m v,
     * sum a (2 x v + w) and sum b (2 x v + w).
     *
     * @param m the vector
     * @param a the first weights
     * @param b the second weights
     * @param x the array of x
     * @param v the array of v and w
     * @param w where w starts
     * @param n the number of terms
     * @param sums receives the three sums
     */
    public static void projectionAndEnergyChanges(
            double[] m, double[] a, double[] b, double[] x, double[] v, int w, int n, double[] sums) {
        double projection = 0;
        double first = 0;
        double second = 0;
        for (int k = 0; k < n; k++) {
            double change = 2 * x[k] * v[k] + v[w + k];
            projection += m[k] * v[k];
            first += a[k] * change;
            second += b[k] * change;
        }
        sums[0] = projection;
        sums[1] = first;
        sums[2] = second;
    }

    /**
     * The product of a symmetric matrix and a vector, y = K x, which reads the upper triangle once.
     *
     * @param matrix the array of K, row-major
     * @param from where K starts
     * @param n its rows
     * @param x the array of x
     * @param fromX where x starts
     * @param y receives the product
     * @param fromY where it starts
     */
    public static void symmetricProduct(
            double[] matrix, int from, int n, double[] x, int fromX, double[] y, int fromY) {
        Arrays.fill(y, fromY, fromY + n, 0);
        for (int r = 0; r < n; r++) {
            int row = from + r * n;
            double own = x[fromX + r];
            double s0 = matrix[row + r] * own;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int s = r + 1;
            for (; s + 3 < n; s += 4) {
                double k0 = matrix[row + s];
                double k1 = matrix[row + s + 1];
                double k2 = matrix[row + s + 2];
                double k3 = matrix[row + s + 3];
                s0 += k0 * x[fromX + s];
                s1 += k1 * x[fromX + s + 1];
                s2 += k2 * x[fromX + s + 2];
                s3 += k3 * x[fromX + s + 3];
                y[fromY + s] += k0 * own;
                y[fromY + s + 1] += k1 * own;
                y[fromY + s + 2] += k2 * own;
                y[fromY + s + 3] += k3 * own;
            }
            for (; s < n; s++) {
                s0 += matrix[row + s] * x[fromX + s];
                y[fromY + s] += matrix[row + s] * own;
            }
            y[fromY + r] += s0 + s1 + (s2 + s3);
        }
    }
}
