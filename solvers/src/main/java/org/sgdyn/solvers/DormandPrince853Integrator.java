package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * The embedded Runge-Kutta method of Dormand and Prince of order 8 with error estimates of orders 5 and 3.
 *
 * <p>Steps end at requested times. Interpolation inside a step would be cheaper, but where stability, not accuracy, limits the
 * step (rates of 1 and 100, tolerance 1e-12) it errs by 10^4 tolerances, a hundred times more than the steps' ends.
 *
 * @param tolerances what it aims at
 */
public record DormandPrince853Integrator(Tolerances tolerances) implements Integrator {

    private static final CommonsMathRun.Cost COST = new CommonsMathRun.Cost(12, 3);

    /**
     * From the parameters of {@link Tolerances}.
     *
     * @param parameters the parameters
     * @return the integrator
     */
    public static DormandPrince853Integrator of(Parameters parameters) {
        return new DormandPrince853Integrator(Tolerances.of(parameters));
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new DormandPrince853Integrator(tolerances.refined(factor)));
    }

    @Override
    public Map<String, Double> settings() {
        return tolerances.settings();
    }

    @Override
    public int order() {
        return 8;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return CommonsMathRun.adaptiveSteps(
                (smallest, largest, absolute, relative) ->
                        new org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator(
                                smallest, largest, absolute, relative),
                COST,
                false,
                tolerances,
                system,
                initial,
                times,
                observer,
                CommonsMathRun.Relief.NONE);
    }
}
