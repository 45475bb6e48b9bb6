package org.sgdyn.simulation;

import org.sgdyn.spi.RandomStream;

/**
 * An orthogonal matrix U that brings any few given vectors into general position, in O(d log d) operations and for every d: layers of
 * random pairs of coordinates, each pair (a, b) turned to ((a + b), (a - b)) / sqrt(2) up to signs. Twice as many layers as doublings
 * of d spread every coordinate over all, so that the entries of U are of order d^{-1/2}. Immutable.
 */
final class GeneralPosition {

    private static final double ROOT = Math.sqrt(0.5);

    /** Per layer: the coordinates, pair behind pair; the last of an odd number is left alone. */
    private final int[][] pairs;

    private GeneralPosition(int[][] pairs) {
        this.pairs = pairs;
    }

    /** Draws a matrix for d coordinates. */
    static GeneralPosition of(int d, RandomStream random) {
        int doublings = 32 - Integer.numberOfLeadingZeros(Math.max(1, d - 1));
        int[][] pairs = new int[2 * doublings][d];
        for (int[] layer : pairs) {
            for (int s = 0; s < d; s++) {
                int other = (int) (random.uniform() * (s + 1));
                layer[s] = layer[other];
                layer[other] = s;
            }
        }
        return new GeneralPosition(pairs);
    }

    /** z becomes U z. */
    void apply(double[] z) {
        for (int[] layer : pairs) {
            turn(z, layer);
        }
    }

    /** z becomes U^T z: each layer is its own inverse. */
    void applyTransposed(double[] z) {
        for (int k = pairs.length - 1; k >= 0; k--) {
            turn(z, pairs[k]);
        }
    }

    private static void turn(double[] z, int[] layer) {
        for (int p = 0; p + 1 < layer.length; p += 2) {
            double a = z[layer[p]];
            double b = z[layer[p + 1]];
            z[layer[p]] = ROOT * (a + b);
            z[layer[p + 1]] = ROOT * (a - b);
        }
    }
}
