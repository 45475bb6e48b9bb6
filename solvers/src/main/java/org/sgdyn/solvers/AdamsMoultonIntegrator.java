package org.sgdyn.solvers;

import org.sgdyn.spi.Integrator;

/**
 * The implicit multistep method of Adams and Moulton with five steps, hence of order 6, as predictor and corrector. Requested
 * times inside a step are interpolated. Its error control is per step and the looser the longer the run: errors of 60
 * tolerances were measured over ten units of an oscillation. An interval too short for its start, and whatever follows it, is
 * left to the Dormand-Prince method of order 8. Rejected steps are not told apart and are counted only where a step met values
 * that were not finite.
 */
public final class AdamsMoultonIntegrator {

    private static final int STEPS = 5;

    private static final CommonsMathMethod METHOD = new CommonsMathMethod(
            6,
            (smallest, largest, absolute, relative) -> new org.apache.commons.math3.ode.nonstiff.AdamsMoultonIntegrator(
                    STEPS, smallest, largest, absolute, relative));

    private AdamsMoultonIntegrator() {}

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
