package org.sgdyn.spi;

import java.util.Arrays;
import java.util.Optional;

/**
 * A system y' = f(t, y) on flat arrays. An instance may hold scratch memory: one thread at a time.
 *
 * @since 0.1
 */
public interface OdeSystem {

    /**
     * The number of unknowns.
     *
     * @return the length of y
     */
    int size();

    /**
     * The right-hand side f(t, y).
     *
     * @param time t
     * @param state y; not to be modified
     * @param derivative receives y'
     * @throws java.util.concurrent.CancellationException to end the integration
     */
    void derivative(double time, double[] state, double[] derivative);

    /**
     * The natural size of each unknown, by which an integrator multiplies its absolute tolerance; 1 unless overridden.
     *
     * @param result receives the sizes, each &gt; 0
     */
    default void sizes(double[] result) {
        Arrays.fill(result, 1.0);
    }

    /**
     * Moves a state that the exact solution cannot reach to the nearest that it can, where that is easily said; an integrator
     * may call it on the state at the end of a step, off by no more than its error. Nothing is done unless overridden.
     *
     * @param state y
     */
    default void confine(double[] state) {}

    /**
     * Solves with the Jacobian, if the system knows a cheap way; none unless overridden.
     *
     * @return a fresh linearisation of this system, or empty
     */
    default Optional<Linearisation> linearisation() {
        return Optional.empty();
    }
}
