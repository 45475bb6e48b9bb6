package org.sgdyn.solvers;

import org.sgdyn.spi.Integrator;

/**
 * The extrapolation method of Gragg, Bulirsch and Stoer, of adaptive order up to 18. Requested times inside its long steps are
 * interpolated; ending steps there would cost several times as many evaluations. The price is an error that follows
 * the tolerance less smoothly: up to 33 tolerances, once 107, at rates of 1 and 100. Rejected steps cannot be told
 * from rows of the extrapolation table and are counted only where a step met values that were not finite.
 *
 * <p>Commons Math keeps every stage of the table: some 170 copies of the state. For states beyond 10^6 entries take another
 * method.
 */
public final class GraggBulirschStoerIntegrator {

    private static final CommonsMathMethod METHOD =
            new CommonsMathMethod(18, org.apache.commons.math3.ode.nonstiff.GraggBulirschStoerIntegrator::new);

    private GraggBulirschStoerIntegrator() {}

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
