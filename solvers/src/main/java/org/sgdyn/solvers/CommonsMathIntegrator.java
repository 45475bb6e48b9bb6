package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
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
record CommonsMathIntegrator(CommonsMathMethod method, Tolerances tolerances) implements Integrator {

    @Override
    public int order() {
        return method.order();
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new CommonsMathIntegrator(method, tolerances.refined(factor)));
    }

    @Override
    public Map<String, Double> settings() {
        return tolerances.settings();
    }

    /** As measured for extrapolation, whose table is the largest. */
    @Override
    public int states() {
        return 20;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return CommonsMathRun.adaptiveSteps(method, tolerances, system, initial, times, observer);
    }
}
