package org.sgdyn.solvers;

import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.apache.commons.math3.ode.nonstiff.RungeKuttaIntegrator;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/**
 * Steps of a Runge-Kutta method of Commons Math: each interval between requested times is cut into the fewest equal ones that are
 * not longer than {@code step}, so that requested times are hit exactly.
 *
 * @param method what makes the steps
 * @param step the longest step, &gt; 0
 */
record FixedStepIntegrator(Method method, double step) implements Integrator {

    FixedStepIntegrator {
        Require.inside("step", step, Range.POSITIVE);
    }

    /** Creates an integrator from {@code step}. */
    static PartFactory<Integrator> factory(DoubleFunction<Integrator> method) {
        return parameters -> method.apply(parameters.number("step", Range.POSITIVE));
    }

    @Override
    public int order() {
        return method.order;
    }

    @Override
    public Optional<Integrator> refined(double factor) {
        return Optional.of(new FixedStepIntegrator(method, step / Math.pow(factor, 1.0 / method.order)));
    }

    @Override
    public Map<String, Double> settings() {
        return Map.of("step", step);
    }

    @Override
    public Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer) {
        return CommonsMathRun.fixedSteps(
                method.creation.apply(step), method.stages, step, system, initial, times, observer);
    }

    /**
     * A Runge-Kutta method.
     *
     * @param order its order
     * @param stages its evaluations a step
     * @param creation creates it for a step
     */
    record Method(int order, int stages, DoubleFunction<RungeKuttaIntegrator> creation) {}
}
