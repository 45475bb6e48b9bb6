package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * The Runge-Kutta-Chebyshev method of order 2: explicit, but with as many stages s in a step as stability needs, which covers lengths h
 * up to 0.65 s^2 / rho, rho the spectral radius of a Jacobian with real negative eigenvalues. A stiff system without a cheap Jacobian
 * thus costs sqrt(h rho) right-hand sides a step rather than h rho; see {@link ChebyshevRun}.
 *
 * <p>Curves err by about the relative tolerance r, and cost grows like r^{-1/2}: take another method for much below 1e-6.
 *
 * @param tolerances what it aims at in the curves; the absolute tolerance is multiplied by {@link OdeSystem#sizes}
 */
public record RungeKuttaChebyshevIntegrator(Tolerances tolerances) implements Integrator {

    @Override
    public int order() {
        return 2;
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new RungeKuttaChebyshevIntegrator(tolerances.refined(factor)));
    }

    @Override
    public Map<String, Double> settings() {
        return tolerances.settings();
    }

    /** Three stages and their slopes, and the step. */
    @Override
    public int states() {
        return 7;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return new ChebyshevRun(system, initial, times, observer, tolerances).solve();
    }
}
