package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Reduction;

/**
 * Leaves out the covariances of different outputs where each output moves on its own: with a gradient h (r - r_0) and H = h I, mean and
 * variance of an output follow from its own force and its own noise. A state then has 2 l numbers a mode in place of l (l + 3) / 2.
 */
public final class ByOutput {

    private ByOutput() {}

    /**
     * A problem whose state is for those who look at outputs one by one.
     *
     * @param problem the problem
     * @return the problem without covariances of different outputs, or as it is if some output feels them
     */
    public static LearningProblem of(LearningProblem problem) {
        boolean suits = problem.modes().outputs() > 1
                && problem.families().isEmpty()
                && Motions.isPlain(problem)
                && ClassMoments.affineSlope(problem).isPresent();
        return suits ? problem.with(new Reduction(problem.families(), true)) : problem;
    }
}
