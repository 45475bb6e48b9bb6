package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;

/** Chooses the {@link Motion} of a problem. */
final class Motions {

    private Motions() {}

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
