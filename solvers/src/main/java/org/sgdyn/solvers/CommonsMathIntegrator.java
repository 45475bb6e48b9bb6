package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * Steps of an adaptive method of Commons Math.
 *
 * @param method what makes the steps
 * @param tolerances what it aims at
 */
record CommonsMathIntegrator(Method method, Tolerances tolerances) implements Integrator {

    @Override
    public int order() {
        return method.order;
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new CommonsMathIntegrator(method, tolerances.refined(factor)));
    }

    @Override
    public Map<String, Double> settings() {
        return tolerances.settings();
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return solve(system, initial, times, observer, CommonsMathRun.Relief.NONE);
    }

    /** The same with a say in what becomes of trouble. */
    Solution solve(
            OdeSystem system, double[] initial, double[] times, StateObserver observer, CommonsMathRun.Relief relief) {
        return CommonsMathRun.adaptiveSteps(method, tolerances, system, initial, times, observer, relief);
    }

    /**
     * A method of Commons Math.
     *
     * @param order its order
     * @param creation creates it for a run, whose state it holds
     * @param interpolates whether requested times inside a step are interpolated; otherwise steps end there
     * @param trialCost evaluations of a trial step, or 0 if they vary
     * @param acceptedCost further evaluations of an accepted step
     */
    record Method(int order, Creation creation, boolean interpolates, int trialCost, int acceptedCost) {

        /** One that interpolates, at evaluations that vary. */
        static Method of(int order, Creation creation) {
            return new Method(order, creation, true, 0, 0);
        }

        /** The same, known to take so many evaluations a trial step, and so many more where it is accepted. */
        Method costing(int trial, int accepted) {
            return new Method(order, creation, interpolates, trial, accepted);
        }

        /** The same with steps that end at requested times. */
        Method withoutInterpolation() {
            return new Method(order, creation, false, trialCost, acceptedCost);
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
    }

    /** Creates a method from the bounds of the step size and the tolerances of each entry. */
    @FunctionalInterface
    interface Creation {
        AdaptiveStepsizeIntegrator create(
                double smallestStep, double largestStep, double[] absoluteTolerances, double[] relativeTolerances);
    }
}
