package org.sgdyn.run;

import java.util.List;
import java.util.Optional;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Statistic;

/** The theory of one curve, to be solved with one accuracy or another. */
final class CurveTheory {

    /** What no block at all is compared with. */
    private static final int SMALLEST_BLOCK = 8;

    private final Experiment experiment;
    private final Curve curve;
    private final Cancellation cancellation;
    private final double[] times;

    CurveTheory(Experiment experiment, Curve curve, Cancellation cancellation) {
        this.experiment = experiment;
        this.curve = curve;
        this.cancellation = cancellation;
        times = experiment.outputTimes();
    }

    Experiment experiment() {
        return experiment;
    }

    /** The output times. */
    double[] times() {
        return times;
    }

    /** The problem, with so many nodes per panel of the spectral quadrature. */
    LearningProblem problem(int nodes) {
        return experiment.problem(curve, experiment.modes(nodes));
    }

    TheorySolver.Result solve(LearningProblem problem, Integrator integrator, List<Statistic> statistics) {
        return solve(problem, integrator, times, statistics);
    }

    TheorySolver.Result solve(LearningProblem problem, Integrator integrator, double[] at, List<Statistic> statistics) {
        return TheorySolver.solve(problem, integrator, at, statistics, cancellation, done -> {});
    }

    /** The same problem with the modes of another number of nodes. */
    LearningProblem withNodes(LearningProblem problem, int nodes) {
        return problem.modes().dense().isPresent() ? problem : problem.with(experiment.modes(nodes));
    }

    /** The same problem with twice as many vectors that share a full covariance; empty if all do, or modes are independent. */
    static Optional<LearningProblem> largerBlock(LearningProblem problem) {
        return problem.modes()
                .dense()
                .filter(dense -> dense.block() < dense.dimension())
                .map(dense -> problem.with(problem.modes()
                        .withBlock(Math.min(dense.dimension(), Math.max(SMALLEST_BLOCK, 2 * dense.block())))));
    }

    /** The same problem with finer moments of the loss. */
    static LearningProblem finerMoments(LearningProblem problem) {
        return problem.withFinerMoments();
    }
}
