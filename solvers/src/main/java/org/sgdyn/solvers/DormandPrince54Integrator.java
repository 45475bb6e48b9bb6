package org.sgdyn.solvers;

import org.sgdyn.spi.Integrator;

/**
 * The embedded Runge-Kutta pair of Dormand and Prince, orders 5 and 4. Requested times inside a step are interpolated, which
 * keeps the steps' accuracy: global errors of a few tolerances on problems that amplify none.
 */
public final class DormandPrince54Integrator {

    static final CommonsMathMethod METHOD = CommonsMathMethod.of(
                    5, org.apache.commons.math3.ode.nonstiff.DormandPrince54Integrator::new)
            .costing(6, 0);

    private DormandPrince54Integrator() {}

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
