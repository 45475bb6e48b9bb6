package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * The extrapolation method of Gragg, Bulirsch and Stoer, of adaptive order up to 18. Requested times inside its long steps are
 * interpolated; ending steps there would cost several times as many evaluations. The price is an error that follows
 * the tolerance less smoothly: up to 33 tolerances, once 107, at rates of 1 and 100. Rejected steps cannot be told
 * from rows of the extrapolation table and are counted only where a step met values that were not finite.
 *
 * <p>Commons Math keeps every stage of the table: some 170 copies of the state. For states beyond 10^6 entries take another
 * method.
 *
 * @param tolerances what it aims at
 */
public record GraggBulirschStoerIntegrator(Tolerances tolerances) implements Integrator {

    private static final CommonsMathRun.Cost COST = new CommonsMathRun.Cost(0, 0);

    /**
     * From the parameters of {@link Tolerances}.
     *
     * @param parameters the parameters
     * @return the integrator
     */
    public static GraggBulirschStoerIntegrator of(Parameters parameters) {
        return new GraggBulirschStoerIntegrator(Tolerances.of(parameters));
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new GraggBulirschStoerIntegrator(tolerances.refined(factor)));
    }

    @Override
    public Map<String, Double> settings() {
        return tolerances.settings();
    }

    @Override
    public int order() {
        return 18;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return CommonsMathRun.adaptiveSteps(
                (smallest, largest, absolute, relative) ->
                        new org.apache.commons.math3.ode.nonstiff.GraggBulirschStoerIntegrator(
                                smallest, largest, absolute, relative),
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
