package org.sgdyn.solvers;

import org.sgdyn.spi.Outcome;

/** Leaves an integration from within. */
final class Halt extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Trouble trouble;
    private final double time;

    Halt(Trouble trouble, double time) {
        super(null, null, false, false);
        this.trouble = trouble;
        this.time = time;
    }

    Trouble trouble() {
        return trouble;
    }

    double time() {
        return time;
    }

    Outcome outcome(long steps, long evaluations, Trouble.Remedies remedies) {
        return trouble.at(time, steps, evaluations, remedies);
    }
}
