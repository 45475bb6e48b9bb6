package org.sgdyn.fit;

import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.Matrices;

/** Count, mean and covariance of samples that are shown one after the other, summed around a point near their mean. */
final class Scatter {

    private static final int BLOCK = 64;

    private final int d;
    private final double[] around;
    private final double[] sum;
    private final double[] squares;
    private final double[] block;
    private int waiting;
    private long count;

    Scatter(int d, double[] around) {
        this.d = d;
        this.around = around;
        sum = new double[d];
        squares = new double[d * d];
        block = new double[BLOCK * d];
    }

    /** The bytes that one takes. */
    static double bytes(int d) {
        return 8.0 * d * (d + BLOCK + 1);
    }

    void add(double[] z) {
        for (int k = 0; k < d; k++) {
            double x = z[k] - around[k];
            block[waiting * d + k] = x;
            sum[k] += x;
        }
        count++;
        waiting++;
        if (waiting == BLOCK) {
            flush();
        }
    }

    private void flush() {
        Matrices.get().addSquares(waiting, d, block, squares);
        waiting = 0;
    }

    /** Adds what another one, around the same point, has been shown. */
    void add(Scatter other) {
        flush();
        other.flush();
        count += other.count;
        for (int k = 0; k < d; k++) {
            sum[k] += other.sum[k];
        }
        Kernels.addInPlace(squares, 1, other.squares, 0, squares.length);
    }

    long count() {
        return count;
    }

    double[] mean() {
        double[] mean = new double[d];
        for (int k = 0; k < d; k++) {
            mean[k] = around[k] + sum[k] / count;
        }
        return mean;
    }

    /** The covariance with divisor n, d x d, both triangles. */
    double[] covariance() {
        flush();
        double[] covariance = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = i; j < d; j++) {
                double value = (squares[i * d + j] - sum[i] * (sum[j] / count)) / count;
                covariance[i * d + j] = value;
                covariance[j * d + i] = value;
            }
        }
        return covariance;
    }
}
