package org.sgdyn.run;

/** Follows a run; calls may come from any thread. */
public interface RunListener {

    /** A listener that ignores everything. */
    RunListener SILENT = new RunListener() {};

    /**
     * A new phase of the run begins.
     *
     * @param text what it does, such as "theory: learning rate 0.5"
     */
    default void phase(String text) {}

    /**
     * Replicates of the present simulation were finished by an earlier run; they count as done.
     *
     * @param done how many
     */
    default void replicatesFound(int done) {}

    /**
     * A replicate of the present simulation is finished.
     *
     * @param done how many are
     * @param total how many there are
     */
    default void replicateFinished(int done, int total) {}

    /**
     * Whether the run is to end, see {@link org.sgdyn.spi.Cancellation}. Asked at every step, so the answer should be quick, such as a volatile flag.
     *
     * @return true to end it with a {@link java.util.concurrent.CancellationException}
     */
    default boolean isCancelled() {
        return false;
    }
}
