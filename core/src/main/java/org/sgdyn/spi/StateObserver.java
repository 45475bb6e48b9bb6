package org.sgdyn.spi;

/** Receives the solution at the requested times, in order, as the integration passes them. */
@FunctionalInterface
public interface StateObserver {

    /**
     * One requested time has been reached.
     *
     * @param index its position in the requested times
     * @param time the time, bit for bit as requested
     * @param state y(time); valid during the call only, not to be modified
     * @return false to stop the integration here (cancelled), true to go on
     */
    boolean reached(int index, double time, double[] state);
}
