package org.sgdyn.solvers;

import org.sgdyn.spi.Outcome;

/** Why an integration may end early. */
enum Trouble {
    NOT_FINITE,
    LIMIT,
    STIFF,
    VANISHED;

    /** Entries of a sensible state are of order 1; beyond this bound their products overflow. */
    private static final double LARGEST_ENTRY = 1e100;

    static boolean isSensible(double[] y) {
        return isSensible(y, 0, y.length);
    }

    /** The same of entries from..to-1. */
    static boolean isSensible(double[] y, int from, int to) {
        for (int n = from; n < to; n++) {
            if (!(Math.abs(y[n]) <= LARGEST_ENTRY)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What an integrator advises.
     *
     * @param divergence against divergence, besides lowering the learning rate
     * @param limit when a limit on its work is reached
     * @param vanishing when its step vanishes, besides lowering the learning rate
     * @param stiffness when stability holds its step
     */
    record Remedies(String divergence, String limit, String vanishing, String stiffness) {

        /** Of an explicit method of adaptive steps. */
        static final Remedies EXPLICIT = new Remedies(
                "tighten the integrator's tolerances",
                "raise maximumEvaluations or maximumSteps, ask for less accuracy, or use integrator: {type: modewise}",
                "use integrator: {type: modewise}",
                "use integrator: {type: modewise}, whose steps grow with the time");
    }

    /**
     * The outcome in words.
     *
     * @param t where it was met
     * @param steps the steps until then
     * @param evaluations the evaluations until then
     * @param remedies what to do
     */
    Outcome at(double t, long steps, long evaluations, Remedies remedies) {
        return switch (this) {
            case NOT_FINITE ->
                Outcome.of(
                        Outcome.Kind.DIVERGED,
                        t,
                        "the dynamics diverged at t = " + t
                                + ": the learning rate is probably beyond stability; lower it, or "
                                + remedies.divergence);
            case LIMIT ->
                Outcome.of(
                        Outcome.Kind.STALLED,
                        t,
                        "the integrator gave up at t = " + t + " after " + steps + " steps and " + evaluations
                                + " evaluations: "
                                + remedies.limit);
            case STIFF ->
                Outcome.of(
                        Outcome.Kind.STALLED,
                        t,
                        "the integrator stopped at t = " + t + " after " + evaluations
                                + " evaluations: stability holds its step so short that it could not reach the end within its"
                                + " limits; "
                                + remedies.stiffness);
            case VANISHED ->
                Outcome.of(
                        Outcome.Kind.STALLED,
                        t,
                        "the step size vanished at t = " + t
                                + ": the dynamics are singular or too stiff there; lower the learning rate or "
                                + remedies.vanishing);
        };
    }
}
