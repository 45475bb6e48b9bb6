package org.sgdyn.simulation;

/** A random dynamics of the iterate in steps of equal length, at some step. One thread at a time. */
interface Dynamics {

    /** The state of the modes at the present step; its first l * d entries are the iterate, the others 0. */
    double[] state();

    /** The learning rate's accumulator S at the present step. */
    double accumulated();

    /** The number of steps until a time, whole or not. */
    double stepsUntil(double time);

    /** The time after so many steps. */
    double timeAfter(long steps);

    /**
     * One step.
     *
     * @param time the time at which it starts
     * @return false, with the iterate untouched, if it has diverged
     */
    boolean advance(double time);
}
