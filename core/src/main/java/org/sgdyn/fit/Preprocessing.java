package org.sgdyn.fit;

import org.sgdyn.numerics.DenseProducts;

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
            rows = DenseProducts.rows(of.transform, of.columns(), of.dimension);
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
                DenseProducts.combine(centred, rows, z, of.dimension);
            }
        }
    }
}
