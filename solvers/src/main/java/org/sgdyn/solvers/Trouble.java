package org.sgdyn.solvers;

import org.sgdyn.spi.Outcome;

/** Why an integration may end early. */
enum Trouble {
    NOT_FINITE,
    LIMIT,
    VANISHED,
    CANCELLED;

    /** Entries of a sensible state are of order 1; beyond this bound their products overflow. */
    private static final double LARGEST_ENTRY = 1e100;

    static boolean isSensible(double[] y) {
        for (double entry : y) {
            if (!(Math.abs(entry) <= LARGEST_ENTRY)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The outcome in words.
     *
     * @param t where it was met
     * @param evaluations the evaluations until then
     * @param remedy what to do about divergence, besides lowering the learning rate
     * @param limitRemedy what to do about a limit
     */
    Outcome at(double t, long evaluations, String remedy, String limitRemedy) {
        return switch (this) {
            case NOT_FINITE ->
                new Outcome(
                        Outcome.Kind.DIVERGED,
                        t,
                        "the dynamics diverged at t = " + t
                                + ": the learning rate is probably beyond stability; lower it, or " + remedy);
            case LIMIT ->
                new Outcome(
                        Outcome.Kind.STALLED,
                        t,
                        "the integrator gave up at t = " + t + " after " + evaluations + " evaluations: "
                                + limitRemedy);
            case VANISHED ->
                new Outcome(
                        Outcome.Kind.STALLED,
                        t,
                        "the step size vanished at t = " + t
                                + ": the dynamics are singular or too stiff there; lower the learning rate or ask for"
                                + " less accuracy");
            case CANCELLED -> new Outcome(Outcome.Kind.CANCELLED, t, "cancelled at t = " + t);
        };
    }
}
