package org.sgdyn.spi;

import java.io.Serializable;

/**
 * How an integration went.
 *
 * @since 0.1
 */
public final class Solution implements Serializable {

    private static final long serialVersionUID = 1L;

    private final long steps;
    private final long rejectedSteps;
    private final long evaluations;
    private final Outcome outcome;

    /**
     * What integrators built against version 0.1 call.
     *
     * @param steps accepted steps
     * @param rejectedSteps steps tried again with a smaller size
     * @param evaluations evaluations of the right-hand side
     * @param outcome how it ended
     * @deprecated for {@link #of}
     */
    @Deprecated(since = "0.2")
    public Solution(long steps, long rejectedSteps, long evaluations, Outcome outcome) {
        this.steps = steps;
        this.rejectedSteps = rejectedSteps;
        this.evaluations = evaluations;
        this.outcome = outcome;
    }

    /**
     * An integration's counts and outcome.
     *
     * @param steps accepted steps
     * @param rejectedSteps steps tried again with a smaller size
     * @param evaluations evaluations of the right-hand side
     * @param outcome how it ended
     * @return the solution
     * @since 0.2
     */
    public static Solution of(long steps, long rejectedSteps, long evaluations, Outcome outcome) {
        return new Solution(steps, rejectedSteps, evaluations, outcome);
    }

    /**
     * The accepted steps.
     *
     * @return how many
     */
    public long steps() {
        return steps;
    }

    /**
     * The steps tried again with a smaller size.
     *
     * @return how many
     */
    public long rejectedSteps() {
        return rejectedSteps;
    }

    /**
     * The evaluations of the right-hand side.
     *
     * @return how many
     */
    public long evaluations() {
        return evaluations;
    }

    /**
     * How it ended.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return steps + " steps, " + rejectedSteps + " rejected, " + evaluations + " evaluations: " + outcome;
    }
}
