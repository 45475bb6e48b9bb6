package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * The embedded Runge-Kutta pair of Dormand and Prince, orders 5 and 4. Requested times inside a step are interpolated, which
 * keeps the steps' accuracy: global errors of a few tolerances on problems that amplify none.
 *
 * @param tolerances what it aims at
 */
public record DormandPrince54Integrator(Tolerances tolerances) implements Integrator {

    private static final CommonsMathRun.Cost COST = new CommonsMathRun.Cost(6, 0);

    /**
     * From the parameters of {@link Tolerances}.
     *
     * @param parameters the parameters
     * @return the integrator
     */
    public static DormandPrince54Integrator of(Parameters parameters) {
        return new DormandPrince54Integrator(Tolerances.of(parameters));
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new DormandPrince54Integrator(tolerances.refined(factor)));
    }

    @Override
    public Map<String, Double> settings() {
        return tolerances.settings();
    }

    @Override
    public int order() {
        return 5;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return solve(system, initial, times, observer, CommonsMathRun.Relief.NONE);
    }

    /** The same with a say in what becomes of trouble. */
    Solution solve(
            OdeSystem system, double[] initial, double[] times, StateObserver observer, CommonsMathRun.Relief relief) {
        return CommonsMathRun.adaptiveSteps(
                (smallest, largest, absolute, relative) ->
                        new org.apache.commons.math3.ode.nonstiff.DormandPrince54Integrator(
                                smallest, largest, absolute, relative),
                COST,
                true,
                tolerances,
                system,
                initial,
                times,
                observer,
                relief);
    }
}
