package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.spi.StepScale;

/** A random dynamics of the iterate in steps of equal length, at some step. One thread at a time. */
interface Dynamics {

    /** The state of the modes at the present step: the iterate, without covariance. */
    double[] state();

    /** The learning rate's accumulator S at the present step. */
    double accumulated();

    /** The number of steps until a time, whole or not. */
    double stepsUntil(double time);

    /** The time after so many steps. */
    double timeAfter(long steps);

    /**
     * Some steps.
     *
     * @param step how many there were before
     * @param last how many there may be at most, &gt; step
     * @return how many were taken; 0, with the iterate untouched, if it has diverged
     */
    long advance(long step, long last);

    /**
     * The part that made NaN of the iterate, asked after it has diverged.
     *
     * @param time the time of the step that was refused
     * @return the part as {@link org.sgdyn.dynamics.NotANumber#outcome} takes it; empty if numbers overflowed
     */
    Optional<String> notANumber(double time);

    /**
     * The scale that an algorithm's second moment gives each entry, at the present step.
     *
     * @return the scale; empty if there is none, or none that the state does not tell
     */
    default Optional<StepScale> stepScale() {
        return Optional.empty();
    }
}
