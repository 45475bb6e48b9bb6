package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;

/** Chooses what reads and moves the state of a problem: covariances that share an eigenbasis or not, plain steps or others. */
final class Motions {

    private Motions() {}

    /** The logits of a mixture. */
    static Logits logits(LearningProblem problem, StateLayout layout) {
        return problem.modes().dense().isPresent()
                ? new DenseLogits(problem, layout)
                : new LogitReader(problem, layout);
    }

    /** The geometry of a problem; logits are those that are read at its states. */
    static StateGeometry geometry(LearningProblem problem, StateLayout layout, Logits logits) {
        return logits instanceof DenseLogits dense
                ? new DenseGeometry(problem, layout, dense)
                : new ModeGeometry(problem, layout, ((LogitReader) logits).products());
    }

    /** The motion of a problem, of all that is trained. */
    static Motion of(LearningProblem problem, StateLayout layout, Logits logits) {
        Motion modes = ofModes(problem, layout, logits);
        return layout.parameters() == 0 ? modes : new TrainedMotion(modes, problem, layout, isPlain(problem));
    }

    /** That of the modes: plain steps have one of their own, which is faster. */
    private static Motion ofModes(LearningProblem problem, StateLayout layout, Logits logits) {
        if (logits instanceof DenseLogits dense) {
            return new DenseMotion(problem, layout, dense);
        }
        LogitReader reader = (LogitReader) logits;
        return isPlain(problem)
                ? new StateMotion(problem, layout, reader.means(), reader.products())
                : new RuleMotion(problem, layout, DriveTable.of(problem, reader.means()));
    }

    /** Whether the state is that of the iterate alone, moved by x' = -gamma (...) with symmetric Hessians. */
    static boolean isPlain(LearningProblem problem) {
        return problem.modes().dense().isEmpty()
                && problem.training().hasPlainStep()
                && problem.training().batchFraction().isEmpty()
                && (problem.training().hasOwnGradients() || problem.modes().outputs() == 1);
    }
}
