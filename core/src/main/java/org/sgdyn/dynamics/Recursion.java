package org.sgdyn.dynamics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Dynamics that are not an ODE but a recursion in steps of equal length in t. One thread at a time. */
final class Recursion {

    /** A state beyond this size has diverged. */
    private static final double LARGEST = 1e100;

    private final double length;
    private final Step step;
    private double[] state;
    private double @Nullable [] following;
    private long count;

    /** What a step does. */
    @FunctionalInterface
    interface Step {

        /** The step at a time, from a state to the next. */
        void take(double time, double[] state, double[] next);
    }

    Recursion(double[] initial, double length, Step step) {
        state = initial;
        this.length = length;
        this.step = step;
    }

    /** Goes on to a step, the present one or a later one. */
    void advanceTo(long wanted) {
        while (count < wanted && isFinite()) {
            state = next();
            following = null;
            count++;
        }
    }

    /** The state at the present step. */
    double[] state() {
        return state;
    }

    /** The state one step later. */
    double[] next() {
        if (following == null) {
            double[] result = new double[state.length];
            step.take(time(), state, result);
            following = result;
        }
        return following;
    }

    /** The steps taken. */
    long count() {
        return count;
    }

    /** The length of a step. */
    double length() {
        return length;
    }

    /** The time of the present step. */
    double time() {
        return count * length;
    }

    boolean isFinite() {
        return Arrays.stream(state).allMatch(x -> Math.abs(x) <= LARGEST);
    }
}
