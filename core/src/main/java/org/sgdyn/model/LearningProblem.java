package org.sgdyn.model;

import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;

/**
 * What is learned and how: everything that the dynamics depends on, apart from numerical methods.
 *
 * @param modes the mixture, the teacher and the initial iterate, mode by mode
 * @param loss the loss
 * @param learningRate gamma
 * @param ridge delta &gt;= 0
 * @param batch the number b &gt;= 1 of samples that share a step of SGD: the step is (gamma b / d) times their mean gradient,
 *     so that time counts samples / d; for b much smaller than d the mean-field dynamics does not depend on b
 * @param expectation quadrature for losses without closed-form moments
 */
public record LearningProblem(
        ModeTable modes,
        Loss loss,
        LearningRate learningRate,
        double ridge,
        int batch,
        GaussianExpectation expectation) {

    /** Checks that loss and modes have the same shape. */
    public LearningProblem {
        if (loss.outputs() != modes.outputs() || loss.teacherOutputs() != modes.teacherOutputs()) {
            throw new IllegalArgumentException("the loss has " + loss.outputs() + " outputs and "
                    + loss.teacherOutputs() + " teacher outputs, the modes have " + modes.outputs() + " and "
                    + modes.teacherOutputs());
        }
        if (!(ridge >= 0)) {
            throw new IllegalArgumentException("ridge must be >= 0, not " + ridge);
        }
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be >= 1, not " + batch);
        }
    }
}
