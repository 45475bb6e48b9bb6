package org.sgdyn.solvers;

import org.sgdyn.spi.Integrator;

/** Euler's method: y + h f(t, y), of order 1, in equal steps between requested times, which are hit exactly. */
public final class EulerIntegrator {

    private static final FixedStepIntegrator.Method METHOD =
            new FixedStepIntegrator.Method(1, 1, org.apache.commons.math3.ode.nonstiff.EulerIntegrator::new);

    private EulerIntegrator() {}

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
