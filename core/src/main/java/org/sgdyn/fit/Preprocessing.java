package org.sgdyn.fit;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;

/**
 * The linear map before everything: z = T^T (x - c).
 *
 * @param center c, one number per column of the data
 * @param transform T, columns x dimension, row-major
 * @param dimension the length of z
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record Preprocessing(double[] center, double[] transform, int dimension) {

    /**
     * The numbers of a raw sample.
     *
     * @return how many there are
     */
    public int columns() {
        return center.length;
    }

    /** Whether T only scales. */
    boolean isDiagonal() {
        if (dimension != center.length) {
            return false;
        }
        for (int i = 0; i < dimension; i++) {
            for (int j = 0; j < dimension; j++) {
                if (i != j && transform[i * dimension + j] != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * Something that maps samples, one after the other.
     *
     * @return its own scratch in it, for one thread
     */
    public Mapping mapping() {
        return new Mapping(this);
    }

    /** Maps samples. */
    public static final class Mapping {

        private final Preprocessing of;
        private final boolean isDiagonal;
        private final double[] centred;
        private final double[][] rows;

        private Mapping(Preprocessing of) {
            this.of = of;
            isDiagonal = of.isDiagonal();
            centred = new double[of.columns()];
            rows = new double[of.columns()][of.dimension];
            for (int c = 0; c < rows.length; c++) {
                System.arraycopy(of.transform, c * of.dimension, rows[c], 0, of.dimension);
            }
        }

        /**
         * Maps a sample.
         *
         * @param x the raw sample, as long as the data has columns; not modified
         * @param z receives the mapped one
         */
        public void map(double[] x, double[] z) {
            for (int c = 0; c < centred.length; c++) {
                centred[c] = x[c] - of.center[c];
            }
            if (isDiagonal) {
                for (int c = 0; c < centred.length; c++) {
                    z[c] = centred[c] * of.transform[c * of.dimension + c];
                }
            } else {
                combine(z);
            }
        }

        /** z = T^T (x - c), by four rows of T at a time. */
        private void combine(double[] z) {
            int n = of.dimension;
            Arrays.fill(z, 0, n, 0);
            int c = 0;
            for (; c + 3 < rows.length; c += 4) {
                Kernels.addFourInPlace(
                        z,
                        0,
                        n,
                        centred[c],
                        rows[c],
                        centred[c + 1],
                        rows[c + 1],
                        centred[c + 2],
                        rows[c + 2],
                        centred[c + 3],
                        rows[c + 3]);
            }
            for (; c < rows.length; c++) {
                Kernels.addInPlace(z, centred[c], rows[c], 0, n);
            }
        }
    }
}
