package org.sgdyn.solvers;

import org.sgdyn.spi.Integrator;

/**
 * The embedded Runge-Kutta method of Dormand and Prince of order 8 with error estimates of orders 5 and 3.
 *
 * <p>Steps end at requested times. Interpolation inside a step would be cheaper, but where stability, not accuracy, limits the
 * step (rates of 1 and 100, tolerance 1e-12) it errs by 10^4 tolerances, a hundred times more than the steps' ends.
 */
public final class DormandPrince853Integrator {

    private static final CommonsMathMethod METHOD = CommonsMathMethod.of(
                    8, org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator::new)
            .costing(12, 3)
            .withoutInterpolation();

    private DormandPrince853Integrator() {}

    /**
     * The method at given tolerances.
     *
     * @param tolerances what it aims at
     * @return the integrator
     */
    public static Integrator of(Tolerances tolerances) {
        return new CommonsMathIntegrator(METHOD, tolerances);
    }
}
