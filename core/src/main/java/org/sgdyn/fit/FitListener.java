package org.sgdyn.fit;

/** Follows a fit. */
public interface FitListener {

    /** Follows nothing. */
    FitListener SILENT = new FitListener() {};

    /**
     * A pass over the samples, or a computation, begins.
     *
     * @param phase what it does
     */
    default void begins(String phase) {}

    /**
     * Samples have been read in this pass.
     *
     * @param count how many
     * @param total of how many; 0 while that is not known
     */
    default void read(long count, long total) {}
}
