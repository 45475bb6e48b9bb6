package org.sgdyn.spi;

/**
 * Solves with the Jacobian J = df/dy of a system that knows the structure of it: what linearly implicit integrators need. An
 * instance holds scratch memory: one thread at a time.
 *
 * @since 0.1
 */
public interface Linearisation {

    /**
     * Fixes the point; J is the Jacobian there until the next call.
     *
     * @param time t
     * @param state y; kept by reference and not modified, so it must not change before the next call
     */
    void at(double time, double[] state);

    /**
     * The explicit dependence on time, df/dt at the fixed point.
     *
     * @param result receives df/dt
     */
    void timeSlope(double[] result);

    /**
     * Prepares solves with sigma I - J.
     *
     * @param sigma the shift, of dimension 1/t
     */
    void shift(double sigma);

    /**
     * Solves in place: v becomes (sigma I - J)^{-1} v.
     *
     * @param vector v
     */
    void solve(double[] vector);

    /**
     * About what a step costs besides its stages' right-hand sides: to fix the point, prepare the shift and solve for each stage, in
     * evaluations of the right-hand side. An integrator may prefer steps without it where nothing is stiff.
     *
     * @return the cost, &gt;= 0; 0 unless overridden
     */
    default double cost() {
        return 0;
    }
}
