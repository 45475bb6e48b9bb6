package org.sgdyn.spi;

import java.io.Serializable;
import java.util.Objects;

/**
 * How an integration or a simulation ended.
 *
 * @since 0.1
 */
public final class Outcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final double time;
    private final String message;

    /** What happened. */
    public enum Kind {
        /** All requested times were reached. */
        COMPLETED,
        /** The state left the representable or sensible range: unstable dynamics. */
        DIVERGED,
        /** The integrator could not go on: a vanishing step, or a limit on its work. */
        STALLED,
        /**
         * What integrators built against version 0.1 return where their observer asks to stop, which none does.
         *
         * @deprecated a {@link Cancellation} ends a run by an exception, and has no outcome
         */
        @Deprecated(since = "0.2")
        CANCELLED,
        /**
         * A part answered NaN: it was asked outside its domain, or is wrong.
         *
         * @since 0.2
         */
        NOT_A_NUMBER
    }

    /**
     * What integrators built against version 0.1 call.
     *
     * @param kind what happened
     * @param time the time reached
     * @param message a sentence for the user
     * @deprecated for {@link #of}
     */
    @Deprecated(since = "0.2")
    public Outcome(Kind kind, double time, String message) {
        this.kind = Objects.requireNonNull(kind, "kind");
        this.time = time;
        this.message = Objects.requireNonNull(message, "message");
    }

    /**
     * An end.
     *
     * @param kind what happened
     * @param time the time reached: the end, or where the trouble was met
     * @param message a sentence for the user, with a remedy if there was trouble
     * @return the outcome
     * @since 0.2
     */
    public static Outcome of(Kind kind, double time, String message) {
        return new Outcome(kind, time, message);
    }

    /**
     * All requested times were reached.
     *
     * @param time the last of them
     * @return the outcome
     */
    public static Outcome completed(double time) {
        return of(Kind.COMPLETED, time, "completed at t = " + time);
    }

    /**
     * What happened.
     *
     * @return the kind of end
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Whether all requested times were reached.
     *
     * @return true if so
     */
    public boolean isComplete() {
        return kind == Kind.COMPLETED;
    }

    /**
     * The time reached: the end, or where the trouble was met.
     *
     * @return t
     */
    public double time() {
        return time;
    }

    /**
     * The end in words.
     *
     * @return a sentence for the user, with a remedy if there was trouble
     */
    public String message() {
        return message;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Outcome that
                && kind == that.kind
                && Double.compare(time, that.time) == 0
                && message.equals(that.message);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, time, message);
    }

    @Override
    public String toString() {
        return kind + " at t = " + time + ": " + message;
    }
}
