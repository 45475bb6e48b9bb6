package org.sgdyn.spi;

/**
 * Receives the solution at the requested times, in order, as the integration passes them. An integration is ended early by a
 * {@link java.util.concurrent.CancellationException}, thrown here or by a right-hand side: an integrator lets it pass.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface StateObserver {

    /**
     * One requested time has been reached.
     *
     * @param index its position in the requested times
     * @param time the time, bit for bit as requested
     * @param state y(time); valid during the call only, not to be modified
     * @since 0.2
     */
    void observe(int index, double time, double[] state);

    /**
     * What integrators built against version 0.1 call.
     *
     * @param index the position of the time
     * @param time the time
     * @param state y(time)
     * @return true: to stop early is a matter of exceptions
     * @deprecated for {@link #observe}
     */
    @Deprecated(since = "0.2")
    default boolean reached(int index, double time, double[] state) {
        observe(index, time, state);
        return true;
    }
}
