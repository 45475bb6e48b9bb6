package org.sgdyn.spi;

/**
 * A method for initial-value problems. Immutable and thread-safe: all progress lives in the call.
 *
 * <p>An implementation never loops for ever and never throws for numerical trouble: a derivative that is not finite, a
 * step size that vanishes or a limit on the number of evaluations is an {@link Outcome} in words, with everything observed
 * before it kept.
 */
public interface Integrator {

    /**
     * The classical order p: the global error of a fixed step h falls like h^p on smooth problems.
     *
     * @return p
     */
    int order();

    /**
     * Solves y' = f(t, y), y(times[0]) = initial and reports y at every requested time.
     *
     * @param system f
     * @param initial y at times[0]; not modified
     * @param times the requested times, strictly increasing; the first is the start
     * @param observer told of each requested time, the start included
     * @return counts and outcome
     */
    Solution solve(OdeSystem system, double[] initial, double[] times, StateObserver observer);
}
