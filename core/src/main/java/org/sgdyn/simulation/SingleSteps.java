package org.sgdyn.simulation;

/** A dynamics that takes one step at a time. */
interface SingleSteps extends Dynamics {

    /**
     * One step.
     *
     * @param time the time at which it starts
     * @return false, with the iterate untouched, if it has diverged
     */
    boolean advance(double time);

    @Override
    default long advance(long step, long last) {
        return advance(timeAfter(step)) ? 1 : 0;
    }
}
