package org.sgdyn.numerics;

import java.util.Arrays;

/**
 * A grid over a few Gaussian logits r = m + L z whose integrand has kinks or jumps where one of them equals a breakpoint. L is the Cholesky
 * factor of B, the largest remaining variance first; the rule of z_v, given z_1, ..., z_(v-1), consists of Gauss-Legendre panels that end
 * where a logit crosses a breakpoint, and around where one that later z move as well crosses it sharply. One thread at a time.
 */
final class BrokenGrid {

    /** Two variables, or one; three have a coarser rule. */
    private static final double REACH = 8.5;

    private static final double REACH_OF_THREE = 7;
    private static final int LARGEST = 12;
    /** Legendre rules of 8, 16, ... nodes. */
    private static final double[][] NODES = new double[LARGEST + 1][];

    private static final double[][] WEIGHTS = new double[LARGEST + 1][];

    static {
        for (int k = 1; k <= LARGEST; k++) {
            NODES[k] = GaussLegendre.nodes(8 * k);
            WEIGHTS[k] = GaussLegendre.weights(8 * k);
        }
    }

    private final int n;
    private final double[] breakpoints;
    private final double fineness;
    private final double reach;
    private final double[] remaining;
    private final boolean[] used;
    /** Row v: how z_v moves the logits. */
    private final double[][] gain;
    /** Row v: the logits' variances by z_(v+1), z_(v+2), and so on. */
    private final double[][] variance;

    private final double[] ends;
    private final double[][] nodes;
    private final double[][] weights;
    private final int[] count;

    /**
     * A grid.
     *
     * @param n how many logits, a teacher's included
     * @param breakpoints of each of them
     * @param division by how much the nodes' number is multiplied
     */
    BrokenGrid(int n, double[] breakpoints, int division) {
        this.n = n;
        this.breakpoints = breakpoints.clone();
        fineness = (n > 2 ? 2 : 3) * division;
        reach = n > 2 ? REACH_OF_THREE : REACH;
        remaining = new double[n * n];
        used = new boolean[n];
        gain = new double[n][n];
        variance = new double[n][n];
        int most = 2 + 3 * n * breakpoints.length;
        ends = new double[most];
        nodes = new double[n][8 * LARGEST * most];
        weights = new double[n][8 * LARGEST * most];
        count = new int[n];
    }

    /**
     * Prepares the grid.
     *
     * @param covariance B
     */
    void factor(double[] covariance) {
        System.arraycopy(covariance, 0, remaining, 0, n * n);
        Arrays.fill(used, false);
        double largest = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, covariance[i * n + i]);
        }
        for (int v = 0; v < n; v++) {
            int pivot = -1;
            for (int i = 0; i < n; i++) {
                if (!used[i] && (pivot < 0 || remaining[i * n + i] > remaining[pivot * n + pivot])) {
                    pivot = i;
                }
            }
            used[pivot] = true;
            double square = remaining[pivot * n + pivot];
            boolean isNone = square <= 1e-15 * largest;
            double root = isNone ? 1 : Math.sqrt(square);
            for (int i = 0; i < n; i++) {
                gain[v][i] = isNone || (used[i] && i != pivot) ? 0 : remaining[i * n + pivot] / root;
            }
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    remaining[i * n + k] -= gain[v][i] * gain[v][k];
                }
            }
            for (int i = 0; i < n; i++) {
                double left = remaining[i * n + i];
                variance[v][i] = used[i] || left <= 1e-15 * largest ? 0 : left;
            }
        }
    }

    /**
     * The rule of z_v.
     *
     * @param v which
     * @param mean of the logits, given those before
     * @return how many nodes it has
     */
    int place(int v, double[] mean) {
        count[v] = 0;
        double scale = 0;
        int marks = 0;
        for (int i = 0; i < n; i++) {
            double slope = gain[v][i];
            scale = Math.max(scale, Math.abs(slope));
            double width = slope == 0 ? 1 : Math.sqrt(variance[v][i]) / Math.abs(slope);
            for (int b = 0; b < breakpoints.length && width < 1; b++) {
                double middle = (breakpoints[b] - mean[i]) / slope;
                for (int side = width == 0 ? 0 : -1; side <= (width == 0 ? 0 : 1); side++) {
                    double end = middle + side * reach * width;
                    if (Math.abs(end) < reach) {
                        ends[marks++] = end;
                    }
                }
            }
        }
        if (scale == 0) {
            nodes[v][0] = 0;
            weights[v][0] = 1;
            return 1;
        }
        ends[marks++] = -reach;
        ends[marks++] = reach;
        Arrays.sort(ends, 0, marks);
        for (int k = 1; k < marks; k++) {
            addPanel(v, ends[k - 1], ends[k], scale);
        }
        return count[v];
    }

    private void addPanel(int v, double from, double to, double scale) {
        double half = 0.5 * (to - from);
        if (half <= 0) {
            return;
        }
        int size = (int) Math.min(LARGEST, Math.ceil((8 + 2 * half * fineness * Math.max(1, scale)) / 8));
        for (int q = 0; q < 8 * size; q++) {
            double z = from + half * (1 + NODES[size][q]);
            nodes[v][count[v]] = z;
            weights[v][count[v]++] = half * WEIGHTS[size][q] * StandardNormal.density(z);
        }
    }

    double weight(int v, int k) {
        return weights[v][k];
    }

    /** The logits, given z_v at node k and those before. */
    void move(int v, int k, double[] from, double[] to) {
        for (int i = 0; i < n; i++) {
            to[i] = from[i] + gain[v][i] * nodes[v][k];
        }
    }
}
