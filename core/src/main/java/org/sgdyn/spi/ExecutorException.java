package org.sgdyn.spi;

import org.jspecify.annotations.Nullable;

/**
 * An executor that cannot begin or go on, through no fault of the work: a scheduler that refuses jobs, workers that are gone.
 *
 * @since 0.2
 */
public final class ExecutorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Trouble in words for the user.
     *
     * @param message what, where, why, and what to do
     */
    public ExecutorException(String message) {
        this(message, null);
    }

    /**
     * Trouble in words for the user.
     *
     * @param message what, where, why, and what to do
     * @param cause what the system said
     */
    public ExecutorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
