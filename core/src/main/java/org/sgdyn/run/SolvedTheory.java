package org.sgdyn.run;

import java.io.Serializable;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.sgdyn.dynamics.TheorySolver;

/** The theory of a curve. */
final class SolvedTheory implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final TheorySolver.Result result;
    private final double seconds;
    private final @Nullable Double spectralError;
    private final @Nullable Certificate certificate;
    private final @Nullable AccuracyGoal goal;

    /**
     * The theory of a curve.
     *
     * @param result the solution
     * @param seconds wall time of this one solution
     * @param spectralError with quadrature over the spectrum, the largest relative change of the risk when it has fewer nodes
     * @param certificate if one was asked for
     * @param goal if the experiment asks for an accuracy
     */
    SolvedTheory(
            TheorySolver.Result result,
            double seconds,
            OptionalDouble spectralError,
            Optional<Certificate> certificate,
            Optional<AccuracyGoal> goal) {
        this.result = result;
        this.seconds = seconds;
        this.spectralError = spectralError.isPresent() ? spectralError.getAsDouble() : null;
        this.certificate = certificate.orElse(null);
        this.goal = goal.orElse(null);
    }

    TheorySolver.Result result() {
        return result;
    }

    double seconds() {
        return seconds;
    }

    OptionalDouble spectralError() {
        return spectralError == null ? OptionalDouble.empty() : OptionalDouble.of(spectralError);
    }

    Optional<Certificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    Optional<AccuracyGoal> goal() {
        return Optional.ofNullable(goal);
    }

    /** The same after some attempts more that were not better. */
    SolvedTheory after(int attempts) {
        return new SolvedTheory(
                result,
                seconds,
                spectralError(),
                certificate(),
                goal().map(g ->
                        new AccuracyGoal(g.requested(), g.reached(), attempts, g.source(), g.column(), g.settings())));
    }

    /** Wall time since a start in nanoseconds. */
    static double secondsSince(long start) {
        return (System.nanoTime() - start) / NANOS_PER_SECOND;
    }
}
