package org.sgdyn.simulation;

/**
 * Real samples, preprocessed.
 *
 * @param rows a row of d numbers each, one after another
 * @param dimension d
 * @param labels the label of each, 0-based
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record Samples(double[] rows, int dimension, int[] labels) {

    /**
     * The number of samples.
     *
     * @return n
     */
    public int size() {
        return labels.length;
    }
}
