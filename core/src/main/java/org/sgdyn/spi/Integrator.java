package org.sgdyn.spi;

import java.util.Map;
import java.util.Optional;

/**
 * A method for initial-value problems. Immutable and thread-safe: all progress lives in the call.
 *
 * <p>An implementation never loops for ever and never throws for numerical trouble: a derivative that is not finite, a
 * step size that vanishes or a limit on the number of evaluations is an {@link Outcome} in words, with everything observed
 * before it kept. Whether a part answered NaN or numbers overflowed cannot be told from a derivative: both may be called {@link
 * Outcome.Kind#DIVERGED}, and whoever knows the part names it.
 *
 * @since 0.1
 */
public interface Integrator {

    /**
     * The classical order p: the global error of a fixed step h falls like h^p on smooth problems.
     *
     * @return p
     */
    int order();

    /**
     * The same method at another accuracy, to see what it leaves; empty unless overridden.
     *
     * @param factor by how much errors shall shrink, &gt; 0; below 1 they may grow
     * @return the method with tolerances divided by the factor, or with as much smaller steps
     */
    default Optional<Integrator> refined(double factor) {
        return Optional.empty();
    }

    /**
     * What {@link #refined} makes smaller; empty unless overridden.
     *
     * @return the tolerances, or the step, by the names of their parameters, such as {@code relativeTolerance}
     */
    default Map<String, Double> settings() {
        return Map.of();
    }

    /**
     * How many arrays of the state's length it keeps while it solves, at most, what the system and its linearisation keep included: for
     * estimates of memory.
     *
     * @return the number; 6 unless overridden
     * @since 0.2
     */
    default int states() {
        return 6;
    }

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
