package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * The default: a linearly implicit method for systems that can solve with their Jacobian, as the modes of the mean field can, at
 * O(modes) a step. Neither the modes' own rates gamma lambda h nor the feedback through the shared moments limits the step, so
 * that steps grow with the time and decades of it cost the same.
 *
 * <p>The method is Rodas5P, see {@link RosenbrockRun}. A system that offers no {@link Linearisation} is solved with its Jacobian
 * by differences if it is small, else by {@link DormandPrince54Integrator}.
 *
 * @param tolerances what it aims at; the absolute tolerance is multiplied by {@link OdeSystem#sizes}
 */
public record ModewiseIntegrator(Tolerances tolerances) implements Integrator {

    private static final int LARGEST_DENSE = 200;

    /**
     * From the parameters of {@link Tolerances}.
     *
     * @param parameters the parameters
     * @return the integrator
     */
    public static ModewiseIntegrator of(Parameters parameters) {
        return new ModewiseIntegrator(Tolerances.of(parameters));
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new ModewiseIntegrator(tolerances.refined(factor)));
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
        Linearisation linearisation = system.linearisation().orElse(null);
        if (linearisation == null && system.size() > LARGEST_DENSE) {
            return new DormandPrince54Integrator(tolerances).solve(system, initial, times, observer);
        }
        RosenbrockRun run = new RosenbrockRun(system, linearisation, initial, times, observer, tolerances);
        return run.solve();
    }
}
