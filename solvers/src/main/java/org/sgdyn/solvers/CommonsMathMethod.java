package org.sgdyn.solvers;

import org.apache.commons.math3.ode.nonstiff.AdaptiveStepsizeIntegrator;

/**
 * A method of Commons Math that interpolates requested times inside a step.
 *
 * @param order its order
 * @param creation creates it for a run, whose state it holds
 */
record CommonsMathMethod(int order, Creation creation) {

    /** Creates a method from the bounds of the step size and the tolerances of each entry. */
    @FunctionalInterface
    interface Creation {
        AdaptiveStepsizeIntegrator create(
                double smallestStep, double largestStep, double[] absoluteTolerances, double[] relativeTolerances);
    }
}
