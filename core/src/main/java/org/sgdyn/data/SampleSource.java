package org.sgdyn.data;

import java.io.IOException;

/** Samples that can be read as often as needed, each time in the same order, without being held in memory. */
public interface SampleSource {

    /**
     * Where they come from.
     *
     * @return what messages call the source
     */
    String name();

    /**
     * The numbers of a sample.
     *
     * @return how many there are, from 1 to {@value StoredArray#MOST_COLUMNS}
     */
    int columns();

    /**
     * Whether samples have labels.
     *
     * @return true if {@link SamplePass#label} tells them
     */
    boolean hasLabels();

    /**
     * Begins to read.
     *
     * @return all samples, from the first
     * @throws IOException if they cannot be read, with a message for the user
     */
    SamplePass open() throws IOException;
}
