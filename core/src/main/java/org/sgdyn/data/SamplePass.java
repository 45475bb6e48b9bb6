package org.sgdyn.data;

import java.io.Closeable;
import java.io.IOException;

/** One reading of all samples, from the first to the last. */
public interface SamplePass extends Closeable {

    /**
     * Reads the next sample.
     *
     * @param row receives its numbers, all finite; as long as the source has columns
     * @return whether there was one; false at the end
     * @throws IOException if it cannot be read, with a message for the user
     */
    boolean next(double[] row) throws IOException;

    /**
     * The label of the sample read last.
     *
     * @return its text, numbers as {@link LabelText} writes them; empty if the source has no labels
     */
    String label();
}
