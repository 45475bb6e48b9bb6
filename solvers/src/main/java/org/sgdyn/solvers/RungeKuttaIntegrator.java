package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * Steps of a Runge-Kutta pair, see {@link RungeKuttaRun}.
 *
 * @param pair what makes the steps
 * @param tolerances what it aims at
 */
record RungeKuttaIntegrator(RungeKuttaPair pair, Tolerances tolerances) implements Integrator {

    @Override
    public int order() {
        return pair.order();
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new RungeKuttaIntegrator(pair, tolerances.refined(factor)));
    }

    @Override
    public Map<String, Double> settings() {
        return tolerances.settings();
    }

    /** The stages, the step and its scale. */
    @Override
    public int states() {
        return pair.allStages() + 4;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return new RungeKuttaRun(pair, system, initial, times, observer, tolerances, Relief.EXPLICIT).solve();
    }
}
