package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;

/**
 * The way from a state to the coefficients of its motion: its logits (m_i, B_i), the loss's answer to them, and the learning rate
 * there. One thread at a time.
 */
final class Evaluation {

    private final LearningProblem problem;
    private final StateLayout layout;
    private final LogitReader logits;
    private final ClassMoments moments;
    private final ModeGeometry geometry;

    Evaluation(LearningProblem problem, StateLayout layout) {
        this.problem = problem;
        this.layout = layout;
        logits = new LogitReader(problem.modes(), layout);
        moments = new ClassMoments(problem, logits);
        geometry = new ModeGeometry(problem, layout);
    }

    LogitReader logits() {
        return logits;
    }

    ClassMoments moments() {
        return moments;
    }

    /** The coefficients at a state, the learning rate read at a time; overwritten by the next evaluation. */
    Coefficients at(double time, double[] state) {
        logits.read(state);
        Coefficients at = moments.evaluate();
        geometry.at(at, state);
        at.setRate(rate(time, state[layout.accumulator()]), problem.ridge());
        return at;
    }

    /** The learning rate at the loss geometry last evaluated. */
    double rate(double time, double accumulated) {
        return problem.learningRate().value(time, accumulated, geometry);
    }
}
