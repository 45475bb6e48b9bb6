package org.sgdyn.solvers;

import java.util.List;
import java.util.Optional;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.OdeSystem;
import org.sgdyn.spi.Outcome;
import org.sgdyn.spi.Solution;
import org.sgdyn.spi.StateObserver;

/** Takes the right-hand side of the mean field from a solver that does not solve. */
final class Thief implements Integrator {

    private Optional<OdeSystem> system = Optional.empty();
    private double[] state = {};

    private Thief() {}

    /** The right-hand side of a problem, and its state at t = 0. */
    static Thief of(LearningProblem problem) {
        Thief thief = new Thief();
        TheorySolver.solve(problem, thief, new double[] {0, 1}, List.of());
        return thief;
    }

    OdeSystem system() {
        return system.orElseThrow();
    }

    double[] state() {
        return state;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public Solution solve(OdeSystem offered, double[] initial, double[] times, StateObserver observer) {
        system = Optional.of(offered);
        state = initial.clone();
        return Solution.of(0, 0, 0, Outcome.of(Outcome.Kind.STALLED, 0, "only looking"));
    }
}
