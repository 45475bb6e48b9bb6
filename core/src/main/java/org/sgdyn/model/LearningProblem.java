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
 * @param expectation quadrature for losses without closed-form moments
 */
public record LearningProblem(
        ModeTable modes, Loss loss, LearningRate learningRate, double ridge, GaussianExpectation expectation) {

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
    }
}
