package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.UpdateRule;

/**
 * The way from a state to the coefficients of its motion: its logits (m_i, B_i), the loss's answer to them, and the learning rate
 * there. One thread at a time.
 */
final class Evaluation {

    private final LearningProblem problem;
    private final StateLayout layout;
    private final Logits logits;
    private final ClassMoments moments;
    private final StateGeometry geometry;
    private final UpdateRule rule;
    private final LinearStep step;
    private final boolean isPlain;
    private final Optional<SecondMoment> second;

    Evaluation(LearningProblem problem, StateLayout layout) {
        this.problem = problem;
        this.layout = layout;
        logits = Motions.logits(problem, layout);
        moments = new ClassMoments(problem, logits, true);
        geometry = Motions.geometry(problem, layout, logits);
        rule = problem.training().rule();
        step = LinearStep.of(problem.training());
        isPlain = Motions.isPlain(problem);
        second = rule.secondMoment();
    }

    Logits logits() {
        return logits;
    }

    ClassMoments moments() {
        return moments;
    }

    /** The loss geometry at the state last evaluated. */
    StateGeometry geometry() {
        return geometry;
    }

    /** The coefficients at a state, the learning rate read at a time; overwritten by the next evaluation. */
    Coefficients at(double time, double[] state) {
        logits.read(state);
        moments.moveTo(time);
        Coefficients at = moments.evaluate();
        geometry.at(at, state);
        double rate = rate(time, state[layout.accumulator()]);
        at.setRate(rate, problem.ridge());
        if (!isPlain) {
            setStep(time, rate, state, at);
        }
        return at;
    }

    /** What an algorithm adds to the coefficients. */
    private void setStep(double time, double rate, double[] state, Coefficients at) {
        if (time <= 0 && step.isSingularAtStart()) {
            step.atStart(rate, at.transition, at.gain, at.noiseGain);
        } else {
            step.at(time, rate, at.transition, at.gain);
            at.squareGain();
        }
        at.ridge = rule.decouplesRidge() ? 0 : problem.ridge();
        at.decoupledRidge = rule.decouplesRidge() ? rate * problem.ridge() : 0;
        at.addedNoise = rule.gradientNoise();
        if (second.isPresent()) {
            at.forgetting = second.get().forgetting();
            int outputs = problem.modes().outputs();
            boolean isStart = time <= 0 && second.get().isBiasCorrected();
            double correction = isStart ? 1 : momentCorrection(time);
            for (int m = 0; m < at.moments.length; m++) {
                int j = m % outputs;
                at.moments[m] = isStart
                        ? at.secondMoment[m / outputs][j * outputs + j]
                        : correction * state[layout.moments() + m];
            }
            for (int k = 0; k < at.trainedMoments.length; k++) {
                at.trainedMoments[k] =
                        isStart ? at.trainedSecondMoment(k) : correction * state[layout.trainedMoments() + k];
            }
        }
    }

    /** Whether anything but the learning rate is given in time and changes within a step of a time. */
    boolean changesAround(double time, double step) {
        if (problem.training().hasMovingWeights()
                || second.filter(SecondMoment::isBiasCorrected).isPresent()) {
            return true;
        }
        int n = this.step.vectors();
        double[][] matrices = new double[3][n * n];
        double[][] gains = new double[3][n];
        for (int k = 0; k < 3; k++) {
            this.step.at(time + (k - 1) * step, 1, matrices[k], gains[k]);
        }
        return !Arrays.equals(matrices[0], matrices[2])
                || !Arrays.equals(matrices[0], matrices[1])
                || !Arrays.equals(gains[0], gains[2])
                || !Arrays.equals(gains[0], gains[1]);
    }

    /** What the second moment q is multiplied by to correct for its start at 0. */
    double momentCorrection(double time) {
        return second.map(known -> known.correction(time)).orElse(1.0);
    }

    /** How T, e and the noise change with the learning rate at a time, in which the step is affine; moments as they are. */
    void differentiateStep(double time, double rate, Coefficients at, Coefficients result) {
        int n = step.vectors();
        double[] transition = new double[n * n];
        double[] gain = new double[n];
        step.at(time, rate + 1, result.transition, result.gain);
        step.at(time, rate, transition, gain);
        for (int e = 0; e < n * n; e++) {
            result.transition[e] -= transition[e];
        }
        for (int a = 0; a < n; a++) {
            result.gain[a] -= gain[a];
        }
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                result.noiseGain[a * n + b] = result.gain[a] * gain[b] + gain[a] * result.gain[b];
            }
        }
        result.decoupledRidge = rule.decouplesRidge() ? problem.ridge() : 0;
        result.addedNoise = at.addedNoise;
        result.forgetting = 0;
    }

    /** The learning rate at the loss geometry last evaluated. */
    double rate(double time, double accumulated) {
        return problem.learningRate().value(time, accumulated, geometry);
    }
}
