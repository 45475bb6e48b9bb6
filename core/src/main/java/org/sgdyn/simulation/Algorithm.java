package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.RandomStream;

/** What is simulated. Immutable and thread-safe; each replicate starts a dynamics of its own. */
public final class Algorithm {

    private final Start start;

    private Algorithm(Start start) {
        this.start = start;
    }

    /** Starts one replicate. */
    @FunctionalInterface
    private interface Start {
        Dynamics with(LearningProblem problem, ModeOrderParameters parameters, RandomStream random);
    }

    /**
     * One-pass SGD.
     *
     * @param law the law of the features' independent coordinates
     * @param rotation Q, if those are not the modes but mixed by Q
     * @return the algorithm
     */
    public static Algorithm sgd(FeatureLaw law, Optional<Rotation> rotation) {
        return new Algorithm((problem, parameters, random) -> problem.training().hasPlainStep()
                ? new OnePassSgd(problem, parameters, law, rotation, random)
                : new RuleSgd(problem, parameters, law, rotation, random));
    }

    /**
     * Homogenized SGD, a diffusion on the iterate.
     *
     * @param step the length of its steps in units of t, &gt; 0
     * @return the algorithm
     */
    public static Algorithm homogenized(double step) {
        return new Algorithm((problem, parameters, random) -> new HomogenizedSgd(problem, parameters, step, random));
    }

    Dynamics start(LearningProblem problem, ModeOrderParameters parameters, RandomStream random) {
        return start.with(problem, parameters, random);
    }
}
