package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.numerics.Exponentials;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.NormalPoints;

/**
 * The softmax of many classes at a block of nodes d = mu +- S z: class by class the numbers at all nodes, so that every loop is over
 * nodes and becomes vector instructions. With e^{mu_a} and e^{+-s_a}, s = S z, there is half an exponential per node and class;
 * nothing overflows while |mu_a| and |s_a| are at most {@link #MOST}. A buffer.
 */
final class SoftmaxNodes {

    /** The largest exponents: e^{-MOST} over a sum of many e^{2 MOST} is no zero. */
    static final double MOST = 200;

    /** Points whose nodes stand in one array: few enough for the cache, enough for a loop. */
    private static final int WIDTH = 128;

    private static final int ARRAYS = 4;

    private final int n;
    private final int width;
    private final double[][] z;
    private final double[] factors;
    /** Of mu + s, mu - s, and of the same for more points: row a for class a, row n for the own class. */
    private final double[][][] rows;

    private final double[] scratch;

    SoftmaxNodes(int n, int points) {
        this.n = n;
        width = Math.min(WIDTH, points / 2);
        z = new double[n][width];
        factors = new double[n];
        rows = new double[ARRAYS][n + 1][width];
        scratch = new double[width];
    }

    /** How many points a block takes, half the number of its nodes. */
    int points() {
        return width * ARRAYS / 2;
    }

    /** Sets mu. */
    void at(double[] mean) {
        Arrays.setAll(factors, a -> Math.exp(mean[a]));
    }

    /** Goes to a block of points: e^{d_a} in the rows of the others, their sum in that of the own class. */
    private void exponentiate(NormalPoints set, int first, double[] root) {
        for (int q = 0; q < ARRAYS; q += 2) {
            set.read(first + q / 2 * width, width, z);
            Arrays.fill(rows[q][n], 0);
            Arrays.fill(rows[q + 1][n], 0);
            for (int a = 0; a < n; a++) {
                double[] shift = rows[q][a];
                Arrays.fill(shift, 0);
                addMultiples(shift, root, a * n, z);
                Exponentials.pairs(shift, rows[q + 1][a], scratch, width);
            }
            addMultiples(rows[q][n], factors, 0, rows[q]);
            addMultiples(rows[q + 1][n], factors, 0, rows[q + 1]);
        }
    }

    /** Adds multiples of n rows. */
    private void addMultiples(double[] sum, double[] multipliers, int from, double[][] some) {
        int b = 0;
        for (; b + 3 < n; b += 4) {
            Kernels.addFourInPlace(
                    sum,
                    0,
                    width,
                    multipliers[from + b],
                    some[b],
                    multipliers[from + b + 1],
                    some[b + 1],
                    multipliers[from + b + 2],
                    some[b + 2],
                    multipliers[from + b + 3],
                    some[b + 3]);
        }
        for (; b < n; b++) {
            Kernels.addInPlace(sum, multipliers[from + b], some[b], 0, width);
        }
    }

    /** The sum of log(1 + sum_a e^{d_a}) over a block of nodes. */
    double values(NormalPoints set, int first, double[] root) {
        exponentiate(set, first, root);
        double sum = 0;
        for (double[][] nodes : rows) {
            for (double others : nodes[n]) {
                // log1p by the faster log, with what 1 + others rounds off.
                double all = 1 + others;
                sum += Math.log(all) + (others - (all - 1)) / all;
            }
        }
        return sum;
    }

    /** Goes to a block of nodes, and to their probabilities. */
    void place(NormalPoints set, int first, double[] root) {
        exponentiate(set, first, root);
        for (double[][] nodes : rows) {
            double[] own = nodes[n];
            for (int w = 0; w < width; w++) {
                own[w] = 1 / (1 + own[w]);
            }
            for (int a = 0; a < n; a++) {
                scale(nodes[a], factors[a], own);
            }
        }
    }

    private static void scale(double[] row, double factor, double[] by) {
        for (int w = 0; w < row.length; w++) {
            row[w] *= factor * by[w];
        }
    }

    /** The sum of p_a p_b over the nodes, n the own class. */
    double product(int a, int b) {
        addProducts(
                scratch,
                rows[0][a],
                rows[0][b],
                rows[1][a],
                rows[1][b],
                rows[2][a],
                rows[2][b],
                rows[3][a],
                rows[3][b]);
        return Kernels.sum(scratch, 0, width);
    }

    private static void addProducts(
            double[] result,
            double[] a0,
            double[] b0,
            double[] a1,
            double[] b1,
            double[] a2,
            double[] b2,
            double[] a3,
            double[] b3) {
        for (int w = 0; w < result.length; w++) {
            result[w] = (a0[w] * b0[w] + a1[w] * b1[w]) + (a2[w] * b2[w] + a3[w] * b3[w]);
        }
    }

    /** The probabilities at the nodes mu + S z and mu - S z of a point of the block, the own class last. */
    void read(int point, double[] above, double[] below) {
        int q = point < width ? 0 : 2;
        int w = point % width;
        for (int a = 0; a <= n; a++) {
            above[a] = rows[q][a][w];
            below[a] = rows[q + 1][a][w];
        }
    }
}
