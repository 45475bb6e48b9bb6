package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Linearisation;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * The default: explicit steps as long as accuracy limits them, then, where stability would, a linearly implicit method, which solves with the
 * system's own structure. For the modes of the mean field that takes O(modes) a step, and neither their rates gamma lambda h nor the
 * feedback through the shared moments limits the step, so that steps grow with the time and decades of it cost the same.
 *
 * <p>The methods are {@link DormandPrince54Integrator} and Rodas5P, see {@link RosenbrockRun}, which takes over when explicit steps no longer
 * grow with the time and the rest would take them more work: see {@link Linearisation#cost}. The choice counts evaluations, never
 * seconds, so that it is the same on every machine. A system that offers no {@link Linearisation} is solved with its Jacobian by
 * differences if it is small, else by explicit steps alone.
 *
 * @param tolerances what it aims at; the absolute tolerance is multiplied by {@link OdeSystem#sizes}
 */
public record ModewiseIntegrator(Tolerances tolerances) implements Integrator {

    private static final int LARGEST_DENSE = 200;

    /** Implicit steps err by about as much as explicit ones at tolerances so many times tighter, as measured. */
    private static final double STRICTER = 10;

    /** Implicit steps at a relative tolerance of 1e-8, as measured. */
    private static final double STEPS_PER_DECADE = 115;

    private static final double STEPS_TO_BEGIN = 20;

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

    /** Of Rosenbrock steps, which have more than explicit ones: eight stages, four slopes, the step, and the inverse with a response. */
    @Override
    public int states() {
        return 18;
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        Optional<Linearisation> linearisation = system.linearisation();
        double cost = linearisation.map(Linearisation::cost).orElse(Double.NaN);
        if (linearisation.isEmpty() && system.size() <= LARGEST_DENSE) {
            return new RosenbrockRun(system, linearisation, initial, times, observer, tolerances).solve();
        }
        Optional<Relief.Successor> implicit = linearisation
                .filter(structure -> Double.isFinite(cost))
                .map(structure -> new Implicit(system, structure, cost, times, observer));
        Relief relief = new Relief(implicit, RosenbrockRun.REMEDIES);
        return new RungeKuttaRun(
                        DormandPrince54Integrator.PAIR,
                        system,
                        initial,
                        times,
                        observer,
                        tolerances.refined(STRICTER),
                        relief)
                .solve();
    }

    /** Goes on by implicit steps where stability holds explicit ones. */
    private final class Implicit implements Relief.Successor {

        private final OdeSystem system;
        private final Linearisation linearisation;
        private final double cost;
        private final double[] times;
        private final StateObserver observer;

        Implicit(OdeSystem system, Linearisation linearisation, double cost, double[] times, StateObserver observer) {
            this.system = system;
            this.linearisation = linearisation;
            this.cost = cost;
            this.times = times;
            this.observer = observer;
        }

        @Override
        public double work(double time) {
            double span = Math.log(times[times.length - 1] / time) / Math.log(10);
            double steps = STEPS_TO_BEGIN + STEPS_PER_DECADE * span * Math.pow(1e-8 / tolerances.relative(), 0.2);
            return steps * (RosenbrockRun.STAGES + cost);
        }

        @Override
        public Solution solve(double time, double[] state, int next, long steps, long evaluations) {
            double[] rest = new double[times.length - next + 1];
            rest[0] = time;
            System.arraycopy(times, next, rest, 1, times.length - next);
            StateObserver reported = (index, t, y) -> {
                if (index > 0) {
                    observer.observe(next + index - 1, t, y);
                }
            };
            return new RosenbrockRun(
                            system,
                            Optional.of(linearisation),
                            state,
                            rest,
                            reported,
                            tolerances.without(steps, evaluations))
                    .solve();
        }
    }
}
