package org.sgdyn.simulation;

import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.RandomStream;

/**
 * An orthogonal matrix Q, fixed for all samples: z = Q w has uncorrelated coordinates of mean 0 and variance 1 if w has, but
 * mixes the independent ones, so that modes are no longer what is independent. Immutable.
 */
public final class Rotation {

    /** Which rotations there are. */
    public enum Kind {
        /** The modes themselves are independent: Q = I. */
        NONE,
        /** Q uniform on the orthogonal group. */
        HAAR,
        /** Q = S H S' / sqrt(d), H the Walsh-Hadamard matrix, S and S' random signs; d a power of two. */
        HADAMARD
    }

    private final int dimension;
    /** Householder vectors, of norm sqrt(2), one behind the other: of length d, d - 1, ..., 2; empty but for HAAR. */
    private final double[][] reflections;

    private final double[] before;
    private final double[] after;

    private Rotation(int dimension, double[][] reflections, double[] before, double[] after) {
        this.dimension = dimension;
        this.reflections = reflections;
        this.before = before;
        this.after = after;
    }

    /**
     * Whether there is such a rotation.
     *
     * @param kind the kind
     * @param dimension d
     * @return false for HADAMARD unless d is a power of two
     */
    public static boolean exists(Kind kind, int dimension) {
        return kind != Kind.HADAMARD || Integer.bitCount(dimension) == 1;
    }

    /**
     * Draws a rotation.
     *
     * @param kind which, not {@link Kind#NONE}
     * @param dimension d
     * @param random its source
     * @return the rotation
     */
    public static Rotation of(Kind kind, int dimension, RandomStream random) {
        return kind == Kind.HAAR ? haar(dimension, random) : hadamard(dimension, random);
    }

    /** Products of reflections (Stewart, SIAM J. Numer. Anal. 17, 403 (1980)); 4 d^2 / 2 operations to apply. */
    private static Rotation haar(int d, RandomStream random) {
        double[][] reflections = new double[d - 1][];
        double[] signs = new double[d];
        for (int k = 0; k < d - 1; k++) {
            double[] v = new double[d - k];
            random.fillNormals(v, 0, v.length);
            double sign = v[0] < 0 ? -1 : 1;
            v[0] += sign * Math.sqrt(Kernels.dot(v, v, 0, v.length));
            double scale = Math.sqrt(2 / Kernels.dot(v, v, 0, v.length));
            for (int s = 0; s < v.length; s++) {
                v[s] *= scale;
            }
            reflections[k] = v;
            signs[k] = -sign;
        }
        signs[d - 1] = sign(random);
        return new Rotation(d, reflections, signs, new double[0]);
    }

    private static Rotation hadamard(int d, RandomStream random) {
        double[] before = new double[d];
        double[] after = new double[d];
        for (int s = 0; s < d; s++) {
            before[s] = sign(random) / Math.sqrt(d);
            after[s] = sign(random);
        }
        return new Rotation(d, new double[0][], before, after);
    }

    private static double sign(RandomStream random) {
        return random.uniform() < 0.5 ? -1 : 1;
    }

    /**
     * Replaces w by Q w.
     *
     * @param z d numbers
     */
    void apply(double[] z) {
        multiply(z, before);
        if (after.length == 0) {
            for (int k = reflections.length - 1; k >= 0; k--) {
                double[] v = reflections[k];
                double along = Kernels.dot(v, z, k, v.length);
                for (int s = 0; s < v.length; s++) {
                    z[k + s] -= along * v[s];
                }
            }
        } else {
            for (int half = 1; half < dimension; half *= 2) {
                for (int block = 0; block < dimension; block += 2 * half) {
                    butterfly(z, block, half);
                }
            }
            multiply(z, after);
        }
    }

    private static void butterfly(double[] z, int block, int half) {
        for (int s = block; s < block + half; s++) {
            double sum = z[s] + z[s + half];
            z[s + half] = z[s] - z[s + half];
            z[s] = sum;
        }
    }

    private static void multiply(double[] z, double[] factors) {
        for (int s = 0; s < z.length; s++) {
            z[s] *= factors[s];
        }
    }
}
