package org.sgdyn.solvers;

import org.apache.commons.math3.ode.nonstiff.AdaptiveStepsizeIntegrator;

/**
 * A method of Commons Math.
 *
 * @param order its order
 * @param creation creates it for a run, whose state it holds
 * @param interpolates whether requested times inside a step are interpolated; otherwise steps end there
 * @param trialCost evaluations of a trial step, or 0 if they vary
 * @param acceptedCost further evaluations of an accepted step
 */
record CommonsMathMethod(int order, Creation creation, boolean interpolates, int trialCost, int acceptedCost) {

    /** One that interpolates, at evaluations that vary. */
    static CommonsMathMethod of(int order, Creation creation) {
        return new CommonsMathMethod(order, creation, true, 0, 0);
    }

    /** The same, known to take so many evaluations a trial step, and so many more where it is accepted. */
    CommonsMathMethod costing(int trial, int accepted) {
        return new CommonsMathMethod(order, creation, interpolates, trial, accepted);
    }

    /** The same with steps that end at requested times. */
    CommonsMathMethod withoutInterpolation() {
        return new CommonsMathMethod(order, creation, false, trialCost, acceptedCost);
    }

    /**
     * Rejected steps, as far as evaluations tell them from accepted ones.
     *
     * @param evaluations the evaluations of some steps
     * @param steps those of them that were accepted
     * @return how many were not
     */
    long rejected(long evaluations, long steps) {
        return trialCost == 0 ? 0 : Math.max(0, (evaluations - acceptedCost * steps) / trialCost - steps);
    }

    /** Creates a method from the bounds of the step size and the tolerances of each entry. */
    @FunctionalInterface
    interface Creation {
        AdaptiveStepsizeIntegrator create(
                double smallestStep, double largestStep, double[] absoluteTolerances, double[] relativeTolerances);
    }
}
