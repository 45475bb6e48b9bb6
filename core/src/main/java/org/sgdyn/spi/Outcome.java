package org.sgdyn.spi;

/**
 * How an integration or a simulation ended.
 *
 * @param kind what happened
 * @param time the time reached: the end, or where the trouble was met
 * @param message a sentence for the user, with a remedy if there was trouble
 */
public record Outcome(Kind kind, double time, String message) {

    /** What happened. */
    public enum Kind {
        /** All requested times were reached. */
        COMPLETED,
        /** The state left the representable or sensible range: unstable dynamics. */
        DIVERGED,
        /** The integrator could not go on: a vanishing step, or a limit on its work. */
        STALLED,
        /** The observer asked to stop. */
        CANCELLED
    }

    /**
     * All requested times were reached.
     *
     * @param time the last of them
     * @return the outcome
     */
    public static Outcome completed(double time) {
        return new Outcome(Kind.COMPLETED, time, "completed at t = " + time);
    }

    /**
     * Whether all requested times were reached.
     *
     * @return true if so
     */
    public boolean isComplete() {
        return kind == Kind.COMPLETED;
    }
}
