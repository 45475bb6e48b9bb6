package org.sgdyn.solvers;

/** f, counted and checked by whoever hands it out. */
@FunctionalInterface
interface RightHandSide {

    /** derivative = f(time, state). */
    void evaluate(double time, double[] state, double[] derivative);
}
