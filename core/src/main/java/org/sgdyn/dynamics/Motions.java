package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;

/** Chooses what reads and moves the state of a problem: covariances that share an eigenbasis or not, plain steps or others. */
final class Motions {

    private Motions() {}

    /** The logits of a mixture. */
    static Logits logits(ModeTable modes, StateLayout layout) {
        return modes.dense().isPresent() ? new DenseLogits(modes, layout) : new LogitReader(modes, layout);
    }

    /** The geometry of a problem; logits are those that are read at its states. */
    static StateGeometry geometry(LearningProblem problem, StateLayout layout, Logits logits) {
        return logits instanceof DenseLogits dense
                ? new DenseGeometry(problem, layout, dense)
                : new ModeGeometry(problem, layout);
    }

    /** The motion of a problem: plain steps have one of their own, which is faster. */
    static Motion of(LearningProblem problem, StateLayout layout, Logits logits) {
        if (logits instanceof DenseLogits dense) {
            return new DenseMotion(problem, layout, dense);
        }
        MeanEntries means = ((LogitReader) logits).means();
        return isPlain(problem)
                ? new StateMotion(problem, layout, means)
                : new RuleMotion(problem, layout, DriveTable.of(problem, means));
    }

    /** Whether the state is that of the iterate alone, moved by x' = -gamma (...) with symmetric Hessians. */
    static boolean isPlain(LearningProblem problem) {
        return problem.modes().dense().isEmpty()
                && problem.training().hasPlainStep()
                && problem.training().batchFraction().isEmpty()
                && (problem.training().hasOwnGradients() || problem.modes().outputs() == 1);
    }
}
