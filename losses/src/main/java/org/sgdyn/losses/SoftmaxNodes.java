package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;

/**
 * The softmax of a class at some nodes m +- s: all probabilities from the shared factors e^{+-s} and e^m, without further
 * exponentials. Nothing overflows while exponents are at most {@link #MOST}. A buffer.
 */
final class SoftmaxNodes {

    /** The largest exponents m and s: e^{-MOST} over a sum of many e^{2 MOST} is no zero. */
    static final double MOST = 200;

    private static final int ARRAYS = 4;

    /** From so many classes on, rows of them are long enough for vector instructions. */
    private static final int MANY = 32;

    private final int own;
    private final int classes;
    private final double[] factors;
    /** p_a at m + s and m - s of a block of points, and of the next block. */
    private final double[][][] rows;
    /** Sums of p_j p_k, j &lt;= k; like the rows, an even number, of which the last may stay 0. */
    private final double[][] products;

    private final double[][] node;

    private final double[] sum;

    SoftmaxNodes(int own, int classes, int width) {
        this.own = own;
        this.classes = classes;
        factors = new double[classes];
        int even = classes + classes % 2;
        rows = new double[ARRAYS][even][width];
        products = new double[even][even];
        node = new double[ARRAYS][classes];
        sum = new double[width];
    }

    /** Sets m, of which the differences to the own class count. */
    void at(double[] mean) {
        for (int j = 0; j < classes; j++) {
            factors[j] = Math.exp(mean[j] - mean[own]);
        }
    }

    /** The sum of log(1 + sum_{j != own} e^{r_j - r_own}) over the nodes of all points of some shifts. */
    double values(SoftmaxShifts shifts) {
        double[] others = factors.clone();
        others[own] = 0;
        double total = 0;
        for (int k = 0; k < shifts.above.length; k++) {
            total += values(others, shifts.above[k], shifts.below[k][own]);
            total += values(others, shifts.below[k], shifts.above[k][own]);
        }
        return total;
    }

    private double values(double[] others, double[][] exponentials, double[] inverseOwn) {
        Arrays.fill(sum, 0);
        SoftmaxShifts.addMultiples(sum, others, 0, exponentials);
        double total = 0;
        for (int w = 0; w < sum.length; w++) {
            // log1p by the faster log, with what 1 + x rounds off.
            double x = sum[w] * inverseOwn[w];
            double all = 1 + x;
            total += Math.log(all) + (x - (all - 1)) / all;
        }
        return total;
    }

    /** Goes to the nodes of a block of points and of the next one. */
    void place(SoftmaxShifts shifts, int block) {
        for (int q = 0; q < ARRAYS; q++) {
            double[][] exponentials = (q % 2 == 0 ? shifts.above : shifts.below)[block + q / 2];
            Arrays.fill(sum, 0);
            SoftmaxShifts.addMultiples(sum, factors, 0, exponentials);
            invert(sum);
            for (int j = 0; j < classes; j++) {
                multiply(factors[j], exponentials[j], sum, rows[q][j]);
            }
        }
    }

    private static void invert(double[] row) {
        for (int w = 0; w < row.length; w++) {
            row[w] = 1 / row[w];
        }
    }

    private static void multiply(double factor, double[] a, double[] b, double[] result) {
        for (int w = 0; w < result.length; w++) {
            result[w] = factor * b[w] * a[w];
        }
    }

    /** Adds the products of the probabilities at the nodes to the sums. */
    void addProducts() {
        if (classes < MANY) {
            for (double[][] p : rows) {
                for (int j = 0; j < products.length; j += 2) {
                    for (int k = j; k < products.length; k += 2) {
                        addTile(p[j], p[j + 1], p[k], p[k + 1], products[j], products[j + 1], k);
                    }
                }
            }
        } else {
            for (int point = 0; point < points(); point += 2) {
                read(point, node[0], node[1]);
                read(point + 1, node[2], node[3]);
                for (int j = 0; j < classes; j++) {
                    Kernels.addFourInPlace(
                            products[j],
                            j,
                            classes,
                            node[0][j],
                            node[0],
                            node[1][j],
                            node[1],
                            node[2][j],
                            node[2],
                            node[3][j],
                            node[3]);
                }
            }
        }
    }

    /** Two rows times two rows, in registers: each number is read once for two products. */
    private static void addTile(
            double[] a, double[] b, double[] c, double[] d, double[] sumsOfA, double[] sumsOfB, int k) {
        double ac = 0;
        double ad = 0;
        double bc = 0;
        double bd = 0;
        double oddAc = 0;
        double oddAd = 0;
        double oddBc = 0;
        double oddBd = 0;
        for (int w = 0; w < a.length - 1; w += 2) {
            ac += a[w] * c[w];
            ad += a[w] * d[w];
            bc += b[w] * c[w];
            bd += b[w] * d[w];
            oddAc += a[w + 1] * c[w + 1];
            oddAd += a[w + 1] * d[w + 1];
            oddBc += b[w + 1] * c[w + 1];
            oddBd += b[w + 1] * d[w + 1];
        }
        sumsOfA[k] += ac + oddAc;
        sumsOfA[k + 1] += ad + oddAd;
        sumsOfB[k] += bc + oddBc;
        sumsOfB[k + 1] += bd + oddBd;
    }

    /** The sum of p_j p_k. */
    double product(int j, int k) {
        return products[Math.min(j, k)][Math.max(j, k)];
    }

    /** Sets the sums to 0. */
    void clear() {
        for (double[] row : products) {
            Arrays.fill(row, 0);
        }
    }

    /** The number of points whose nodes are placed. */
    int points() {
        return sum.length * ARRAYS / 2;
    }

    /** The probabilities at the nodes m + s and m - s of one of the points. */
    void read(int point, double[] above, double[] below) {
        int q = 2 * (point / sum.length);
        int w = point % sum.length;
        for (int j = 0; j < classes; j++) {
            above[j] = rows[q][j][w];
            below[j] = rows[q + 1][j][w];
        }
    }
}
