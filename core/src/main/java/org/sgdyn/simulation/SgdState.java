package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.dynamics.StateLayout;
import org.sgdyn.model.LearningProblem;

/** What every SGD has: its iterate, the clock that counts samples, t = samples / d, and the learning rate with its accumulator. */
abstract class SgdState implements Dynamics {

    final LearningProblem problem;
    final int dimension;
    final int outputs;
    final int batch;
    final StateLayout layout;
    final double[] state;
    /** What is trained beside the iterate. */
    final TrainedStep trained;

    private final ModeOrderParameters parameters;
    private double accumulated;

    /** The last gamma: where the iterate has become NaN, it tells why. */
    private double lastRate;

    SgdState(LearningProblem problem, ModeOrderParameters parameters) {
        this.problem = problem;
        this.parameters = parameters;
        dimension = problem.modes().slots();
        outputs = problem.modes().outputs();
        batch = problem.batch();
        layout = parameters.layout();
        state = parameters.initialState();
        trained = new TrainedStep(problem, layout);
    }

    @Override
    public final double[] state() {
        return state;
    }

    @Override
    public final double accumulated() {
        return accumulated;
    }

    @Override
    public final double stepsUntil(double time) {
        return time * dimension / batch;
    }

    @Override
    public final double timeAfter(long steps) {
        return (double) steps * batch / dimension;
    }

    /** Adds the squared norm of a batch's summed gradient to what the learning rate accumulates. */
    final void accumulate(double squaredGradient) {
        accumulated += squaredGradient / ((double) dimension * dimension);
    }

    /** gamma at the present iterate. */
    final double rate(double time) {
        if (problem.learningRate().readsGeometry()) {
            parameters.read(time, state);
        }
        lastRate = parameters.learningRate(time, accumulated);
        return lastRate;
    }

    /** The learning rate as what made NaN of the iterate, if it did. */
    final Optional<String> notANumberOfRate() {
        return Double.isNaN(lastRate) ? Optional.of("the learning rate") : Optional.empty();
    }
}
