package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.NormalPoints;

/**
 * The factors e^{+-s} of all classes, s = S z and 0 for the first class, at a run of points: they depend on the covariance of the logits
 * alone, so that all classes of a spectrum share them. Each array holds one class at {@link #width} points, so that every loop becomes
 * vector instructions. Immutable.
 */
final class SoftmaxShifts {

    /** Few enough for the cache, enough for a loop. */
    private static final int WIDTH = 128;

    /** The most numbers that are kept. */
    private static final int MOST = 1 << 19;

    final SoftmaxRoot root;
    private final NormalPoints set;
    private final int first;

    /** Points in an array. */
    final int width;

    /** e^s and e^{-s}: block by block, class by class. */
    final double[][][] above;

    final double[][][] below;

    SoftmaxShifts(SoftmaxRoot root, NormalPoints set, int first) {
        this.root = root;
        this.set = set;
        this.first = first;
        width = width(set);
        int blocks = points(set) / width;
        above = new double[blocks][root.n + 1][width];
        below = new double[blocks][root.n + 1][width];
        double[][] z = new double[root.n][width];
        double[] scratch = new double[width];
        for (int k = 0; k < blocks; k++) {
            set.read(first + k * width, width, z);
            Arrays.fill(above[k][0], 1);
            Arrays.fill(below[k][0], 1);
            for (int a = 0; a < root.n; a++) {
                double[] shift = above[k][a + 1];
                addMultiples(shift, root.matrix, a * root.n, z);
                Exponentials.pairs(shift, below[k][a + 1], scratch, width);
            }
        }
    }

    /** The points in one array: at most half of a set, of which there are at least 32. */
    static int width(NormalPoints set) {
        return Math.min(WIDTH, set.points() / 2);
    }

    /** How many points of a set are taken at a time: all, if they fit. */
    static int points(NormalPoints set) {
        int some = set.points();
        while (some > 2 * width(set) && 2L * some * (set.variables() + 1) > MOST) {
            some /= 2;
        }
        return some;
    }

    /** Whether these are the factors of a root from a point on. */
    boolean isOf(SoftmaxRoot other, NormalPoints points, int from) {
        return root == other && set == points && first == from;
    }

    /** Adds multiples of rows: of as many as there are. */
    static void addMultiples(double[] sum, double[] multipliers, int from, double[][] rows) {
        int b = 0;
        for (; b + 3 < rows.length; b += 4) {
            Kernels.addFourInPlace(
                    sum,
                    0,
                    sum.length,
                    multipliers[from + b],
                    rows[b],
                    multipliers[from + b + 1],
                    rows[b + 1],
                    multipliers[from + b + 2],
                    rows[b + 2],
                    multipliers[from + b + 3],
                    rows[b + 3]);
        }
        for (; b < rows.length; b++) {
            Kernels.addInPlace(sum, multipliers[from + b], rows[b], 0, sum.length);
        }
    }
}
