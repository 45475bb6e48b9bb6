package org.sgdyn.fit;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.sgdyn.data.DataException;
import org.sgdyn.data.SampleSource;

/**
 * Samples that were treated like those of a fit, in memory.
 *
 * @param rows d numbers each, one after another
 * @param labels the label of each, by its place among the treatment's
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record TreatedSamples(double[] rows, int[] labels) {

    private static final int MOST_NUMBERS = Integer.MAX_VALUE - 8;

    /** Which samples of a source. */
    public enum Share {
        /** Those that were fitted. */
        FITTED,
        /** Those that the fit left out. */
        HELD_OUT,
        /** All of them. */
        ALL;

        private boolean has(Role role) {
            return this == ALL || this == HELD_OUT == (role == Role.HELD_OUT);
        }
    }

    /**
     * Reads samples.
     *
     * @param treatment how they are treated
     * @param source the samples; for other shares than all, those that were fitted
     * @param share which of them are wanted
     * @return the samples, in the order of the source
     * @throws IOException if they cannot be read, or have other features or labels, with a message for the user
     */
    public static TreatedSamples read(Treatment treatment, SampleSource source, Share share) throws IOException {
        Preprocessing preprocessing = treatment.preprocessing();
        if (source.columns() != preprocessing.columns()) {
            throw new DataException(
                    source.name(),
                    "it has samples of " + source.columns() + " numbers, and the mixture was fitted to samples of "
                            + preprocessing.columns());
        }
        Map<String, Integer> places = new HashMap<>();
        treatment.labels().forEach(label -> places.put(label, places.size()));
        Growing growing = new Growing(source.name(), preprocessing.dimension());
        Preprocessing.Mapping mapping = preprocessing.mapping();
        double[] mapped = new double[preprocessing.dimension()];
        new Passes(source, treatment.settings(), FitListener.SILENT).run("reading samples", 0, (row, label, role) -> {
            if (share.has(role)) {
                Integer place = places.get(label);
                if (place == null) {
                    throw new DataException(
                            source.name(),
                            "it has samples of label " + label
                                    + ", which the mixture has not; fit it with them, or leave them out of the file");
                }
                mapping.map(row, mapped);
                growing.add(mapped, place);
            }
        });
        return growing.samples();
    }

    /** The number of samples. */
    public int size() {
        return labels.length;
    }

    /** Arrays that grow. */
    private static final class Growing {

        private final String name;
        private final int dimension;
        private double[] rows;
        private int[] labels = new int[1024];
        private int count;

        Growing(String name, int dimension) {
            this.name = name;
            this.dimension = dimension;
            rows = new double[labels.length * dimension];
        }

        void add(double[] row, int label) throws DataException {
            if (count == labels.length) {
                if (2L * count * dimension > MOST_NUMBERS) {
                    throw new DataException(
                            name, "its samples have more numbers than an array holds; fit fewer directions by --pca");
                }
                labels = Arrays.copyOf(labels, 2 * count);
                rows = Arrays.copyOf(rows, 2 * count * dimension);
            }
            System.arraycopy(row, 0, rows, count * dimension, dimension);
            labels[count++] = label;
        }

        TreatedSamples samples() {
            return new TreatedSamples(Arrays.copyOf(rows, count * dimension), Arrays.copyOf(labels, count));
        }
    }
}
