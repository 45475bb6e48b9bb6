package org.sgdyn.solvers;

import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.Integrator;
import org.sgdyn.testkit.IntegratorContract;

/** The contract of integrators, for each of them. */
@ParameterizedClass
@MethodSource("integrators")
final class IntegratorContractsTest extends IntegratorContract {

    /** What the contract asks of most. */
    private static final double USUAL = 100;

    /**
     * Interpolation inside a long step at rates of 1 and 100: 107 tolerances were measured at 1e-7, at most 33 at the
     * other powers of ten.
     */
    private static final double GRAGG_BULIRSCH_STOER = 200;

    /** Steps of order 2 shrink like the root of the tolerance: t = 10 takes about 10^5 at 1e-9, and 10^6, the limit, near 1e-11. */
    private static final double RUNGE_KUTTA_CHEBYSHEV = 1e-9;

    private static final double FINEST = 1e-12;

    @Parameter(0)
    private Control control;

    @Parameter(1)
    private double errorFactor;

    @Parameter(2)
    private double finestTolerance;

    @Parameter(3)
    private DoubleFunction<Integrator> integrator;

    @Override
    protected Integrator integrator(double resolution) {
        return integrator.apply(resolution);
    }

    @Override
    protected Control control() {
        return control;
    }

    @Override
    protected double errorFactor() {
        return errorFactor;
    }

    @Override
    protected double finestTolerance() {
        return finestTolerance;
    }

    static List<Arguments> integrators() {
        return List.of(
                stepped("Euler", EulerIntegrator::of),
                stepped("Runge-Kutta 4", RungeKutta4Integrator::of),
                adaptive("modewise", USUAL, ModewiseIntegrator::new),
                argumentSet(
                        "Runge-Kutta-Chebyshev",
                        Control.TOLERANCE,
                        USUAL,
                        RUNGE_KUTTA_CHEBYSHEV,
                        ofResolution(RungeKuttaChebyshevIntegrator::new)),
                adaptive("Dormand-Prince 54", USUAL, DormandPrince54Integrator::of),
                adaptive("Dormand-Prince 853", USUAL, DormandPrince853Integrator::of),
                adaptive("Gragg-Bulirsch-Stoer", GRAGG_BULIRSCH_STOER, GraggBulirschStoerIntegrator::of),
                adaptive("Adams-Moulton", USUAL, AdamsMoultonIntegrator::of));
    }

    private static Arguments stepped(String name, DoubleFunction<Integrator> integrator) {
        return argumentSet(name, Control.STEP, USUAL, FINEST, integrator);
    }

    private static Arguments adaptive(String name, double errorFactor, Function<Tolerances, Integrator> integrator) {
        return argumentSet(name, Control.TOLERANCE, errorFactor, FINEST, ofResolution(integrator));
    }

    private static DoubleFunction<Integrator> ofResolution(Function<Tolerances, Integrator> integrator) {
        return resolution -> integrator.apply(Tolerances.of(resolution, resolution));
    }
}
