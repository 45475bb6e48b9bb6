package org.sgdyn.solvers;

import org.apache.commons.math3.ode.nonstiff.ClassicalRungeKuttaIntegrator;
import org.sgdyn.spi.Integrator;

/** The classical Runge-Kutta method of order 4, in equal steps between requested times, which are hit exactly. */
public final class RungeKutta4Integrator {

    private static final FixedStepIntegrator.Method METHOD =
            new FixedStepIntegrator.Method(4, 4, ClassicalRungeKuttaIntegrator::new);

    private RungeKutta4Integrator() {}

    /**
     * The method at a given step.
     *
     * @param step the longest step, &gt; 0; each interval between requested times is cut into the fewest equal ones that are not longer
     * @return the integrator
     * @throws IllegalArgumentException unless step &gt; 0
     */
    public static Integrator of(double step) {
        return new FixedStepIntegrator(METHOD, step);
    }
}
