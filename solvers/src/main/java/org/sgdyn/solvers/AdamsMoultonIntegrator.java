package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * The implicit multistep method of Adams and Moulton with five steps, hence of order 6, as predictor and corrector. Requested
 * times inside a step are interpolated. Its error control is per step and the looser the longer the run: errors of 60
 * tolerances were measured over ten units of an oscillation. An interval too short for its start, and whatever follows it, is
 * left to the Dormand-Prince method of order 8. Rejected steps are not told apart and are counted only where a step met values
 * that were not finite.
 *
 * @param tolerances what it aims at
 */
public record AdamsMoultonIntegrator(Tolerances tolerances) implements Integrator {

    private static final int STEPS = 5;
    private static final CommonsMathRun.Cost COST = new CommonsMathRun.Cost(0, 0);

    /**
     * From the parameters of {@link Tolerances}.
     *
     * @param parameters the parameters
     * @return the integrator
     */
    public static AdamsMoultonIntegrator of(Parameters parameters) {
        return new AdamsMoultonIntegrator(Tolerances.of(parameters));
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new AdamsMoultonIntegrator(tolerances.refined(factor)));
    }

    @Override
    public Map<String, Double> settings() {
        return tolerances.settings();
    }

    @Override
    public int order() {
        return 6;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return CommonsMathRun.adaptiveSteps(
                (smallest, largest, absolute, relative) ->
                        new org.apache.commons.math3.ode.nonstiff.AdamsMoultonIntegrator(
                                STEPS, smallest, largest, absolute, relative),
                COST,
                true,
                tolerances,
                system,
                initial,
                times,
                observer,
                CommonsMathRun.Relief.NONE);
    }
}
