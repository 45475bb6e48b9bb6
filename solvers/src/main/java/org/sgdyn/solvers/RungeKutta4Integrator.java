package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * The classical Runge-Kutta method of order 4. Each interval between requested times is cut into the fewest equal steps that are not longer than {@code step}, so that
 * requested times are hit exactly.
 *
 * @param step the longest step, &gt; 0
 */
public record RungeKutta4Integrator(double step) implements Integrator {

    private static final int STAGES = 4;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless step &gt; 0
     */
    public RungeKutta4Integrator {
        Require.inside("step", step, Range.POSITIVE);
    }

    /**
     * From {@code step}.
     *
     * @param parameters the parameters
     * @return the integrator
     */
    public static RungeKutta4Integrator of(Parameters parameters) {
        return new RungeKutta4Integrator(parameters.number("step", Range.POSITIVE));
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new RungeKutta4Integrator(step / Math.pow(factor, 1.0 / order())));
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("step", step);
    }

    @Override
    public int order() {
        return 4;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return CommonsMathRun.fixedSteps(
                new ClassicalRungeKuttaIntegrator(step), STAGES, step, system, initial, times, observer);
    }
}
