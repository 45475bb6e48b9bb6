package org.sgdyn.solvers;

import java.util.Optional;
import org.sgdyn.spi.Solution;

/**
 * What becomes of trouble.
 *
 * @param successor takes over where stability holds the steps and the successor is cheaper; nobody if empty
 * @param remedies what to advise
 */
record Relief(Optional<Successor> successor, Trouble.Remedies remedies) {

    /** Of an explicit method on its own. */
    static final Relief EXPLICIT = of(Trouble.Remedies.EXPLICIT);

    /** Advice alone. */
    static Relief of(Trouble.Remedies remedies) {
        return new Relief(Optional.empty(), remedies);
    }

    /** Takes over from a method whose steps stability holds. */
    interface Successor {
        /** About how many evaluations it costs from a time to the end. */
        double work(double time);

        /**
         * Goes on.
         *
         * @param time the time that is reached
         * @param state the state there
         * @param next the first requested time behind it
         * @param steps the steps until then
         * @param evaluations the evaluations until then
         */
        Solution solve(double time, double[] state, int next, long steps, long evaluations);
    }
}
