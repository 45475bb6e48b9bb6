package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * Euler's method: y + h f(t, y), of order 1. Each interval between requested times is cut into the fewest equal steps that are not longer than {@code step}, so that
 * requested times are hit exactly.
 *
 * @param step the longest step, &gt; 0
 */
public record EulerIntegrator(double step) implements Integrator {

    private static final int STAGES = 1;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless step &gt; 0
     */
    public EulerIntegrator {
        Require.inside("step", step, Range.POSITIVE);
    }

    /**
     * From {@code step}.
     *
     * @param parameters the parameters
     * @return the integrator
     */
    public static EulerIntegrator of(Parameters parameters) {
        return new EulerIntegrator(parameters.number("step", Range.POSITIVE));
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new EulerIntegrator(step / Math.pow(factor, 1.0 / order())));
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("step", step);
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return CommonsMathRun.fixedSteps(
                new org.apache.commons.math3.ode.nonstiff.EulerIntegrator(step),
                STAGES,
                step,
                system,
                initial,
                times,
                observer);
    }
}
