package org.sgdyn.solvers;

import org.sgdyn.spi.Integrator;

/**
 * The embedded Runge-Kutta pair of Dormand and Prince, orders 5 and 4. Requested times inside a step are interpolated at order 4.
 *
 * <p>Coefficients: E. Hairer, S. P. Norsett and G. Wanner, Solving Ordinary Differential Equations I, sec. II.5 and II.6.
 */
public final class DormandPrince54Integrator {

    private static final double[] NODES = {0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
    private static final double[][] COEFFICIENTS = {
        {},
        {1.0 / 5},
        {3.0 / 40, 9.0 / 40},
        {44.0 / 45, -56.0 / 15, 32.0 / 9},
        {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
        {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
        {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}
    };
    private static final double[][] ERRORS = {
        {71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40}
    };
    private static final double[][] INTERPOLANT = {
        {
            -12715105075.0 / 11282082432.0,
            0,
            87487479700.0 / 32700410799.0,
            -10690763975.0 / 1880347072.0,
            701980252875.0 / 199316789632.0,
            -1453857185.0 / 822651844.0,
            69997945.0 / 29380423.0
        }
    };

    static final RungeKuttaPair PAIR = new RungeKuttaPair(
            5, 7, NODES, COEFFICIENTS, ERRORS, INTERPOLANT, new RungeKuttaPair.Control(0.17, 0.04, 3));

    private DormandPrince54Integrator() {}

    /**
     * The method at given tolerances.
     *
     * @param tolerances what it aims at
     * @return the integrator
     */
    public static Integrator of(Tolerances tolerances) {
        return new RungeKuttaIntegrator(PAIR, tolerances);
    }
}
