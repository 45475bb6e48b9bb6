package org.sgdyn.run;

import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.dynamics.TheorySolver;

/**
 * The theory of a curve.
 *
 * @param result the solution
 * @param seconds wall time of this one solution
 * @param spectralError with quadrature over the spectrum, the largest relative change of the risk when it has fewer nodes
 * @param certificate if one was asked for
 * @param goal if the experiment asks for an accuracy
 */
record SolvedTheory(
        TheorySolver.Result result,
        double seconds,
        OptionalDouble spectralError,
        Optional<Certificate> certificate,
        Optional<AccuracyGoal> goal) {

    /** The same after some attempts more that were not better. */
    SolvedTheory after(int attempts) {
        return new SolvedTheory(
                result,
                seconds,
                spectralError,
                certificate,
                goal.map(g ->
                        new AccuracyGoal(g.requested(), g.reached(), attempts, g.source(), g.column(), g.settings())));
    }

    private static final double NANOS_PER_SECOND = 1e9;

    /** Wall time since a start in nanoseconds. */
    static double secondsSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }
}
