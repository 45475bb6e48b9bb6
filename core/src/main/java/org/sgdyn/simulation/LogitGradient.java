package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Loss;

/** psi = grad_r Psi(r, r*, eps) of one sample after another, shaped as the algorithm shapes it. One thread at a time. */
final class LogitGradient {

    /** Logits beyond this size count as divergence: far outside any sensible scale, far from overflow. */
    private static final double LARGEST_LOGIT = 1e100;

    private final Loss loss;
    private final GradientShape shape;

    /** Whether the algorithm shapes gradients, for which it needs |a|^2 / d. */
    final boolean isShaped;

    /** r, length l, with the loss's trained parameters behind it, and r*, length l*, of the next sample. */
    final double[] logits;

    final double[] teacherLogits;

    /** psi of the last sample, length l, and behind it the derivatives by the loss's parameters. */
    final double[] values;

    /** The class of the first sample whose psi has NaN; -1 before. */
    private int faultyClass = -1;

    LogitGradient(LearningProblem problem) {
        loss = problem.loss();
        shape = problem.training().rule().shape();
        isShaped = !problem.training().hasOwnGradients();
        logits = new double[problem.modes().outputs() + loss.trained().size()];
        teacherLogits = new double[problem.modes().teacherOutputs()];
        values = new double[logits.length];
    }

    /** Whether the logits, and parameters, are in the sensible range. */
    boolean isSensible() {
        for (double logit : logits) {
            if (!(Math.abs(logit) < LARGEST_LOGIT)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Evaluates psi at the logits.
     *
     * @param classIndex the sample's class
     * @param target the label that it shows
     * @param noise eps
     * @param squaredFeature |a|^2 / d, read if gradients are shaped
     */
    void evaluate(int classIndex, ClassTarget target, double noise, double squaredFeature) {
        loss.gradient(target, logits, teacherLogits, noise, values);
        if (isShaped) {
            shape.apply(squaredFeature, values);
        }
        for (int j = 0; j < values.length && faultyClass < 0; j++) {
            faultyClass = Double.isNaN(values[j]) ? classIndex : -1;
        }
    }

    /** The part that made NaN of psi, if one did. */
    Optional<String> notANumber() {
        return faultyClass < 0
                ? Optional.empty()
                : Optional.of("the loss's gradient at a sample of class " + (faultyClass + 1));
    }
}
