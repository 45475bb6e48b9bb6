package org.sgdyn.spi;

import java.util.concurrent.CancellationException;

/**
 * How a computation learns that it is to end: asked at every right-hand side of the theory and at every step of a simulation, so
 * the answer should be quick, such as a volatile flag. An interrupt of the thread that computes ends it in the same way.
 *
 * @since 0.2
 */
@FunctionalInterface
public interface Cancellation {

    /** Nobody asks for an end but by an interrupt. */
    Cancellation NEVER = () -> false;

    /**
     * Whether the computation is to end; may be asked from any thread.
     *
     * @return true to end it
     */
    boolean isRequested();

    /**
     * Ends the computation if that is asked for.
     *
     * @param time how far it is, t
     * @throws CancellationException if the end is requested or the thread is interrupted; an interrupt stays set
     */
    default void check(double time) {
        if (isRequested() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the run was cancelled at t = " + time);
        }
    }

    /**
     * Ends what has no time of its own, such as a wait for others, if that is asked for.
     *
     * @throws CancellationException if the end is requested or the thread is interrupted; an interrupt stays set
     */
    default void check() {
        if (isRequested() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the run was cancelled");
        }
    }

    /**
     * What a thread throws that was interrupted while it waited for others; it is interrupted again, for its callers to see.
     *
     * @param interrupt how it noticed
     * @return the exception
     */
    static CancellationException interrupted(InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        CancellationException cancelled = new CancellationException("the run was interrupted");
        cancelled.initCause(interrupt);
        return cancelled;
    }
}
