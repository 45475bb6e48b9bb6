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
 * @param training the algorithm and what else is not plain SGD
 */
public record LearningProblem(
        ModeTable modes,
        Loss loss,
        LearningRate learningRate,
        double ridge,
        int batch,
        GaussianExpectation expectation,
        Training training) {

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

    /**
     * A problem of plain SGD.
     *
     * @param modes the mixture, the teacher and the initial iterate, mode by mode
     * @param loss the loss
     * @param learningRate gamma
     * @param ridge delta &gt;= 0
     * @param batch b &gt;= 1
     * @param expectation quadrature for losses without closed-form moments
     */
    public LearningProblem(
            ModeTable modes,
            Loss loss,
            LearningRate learningRate,
            double ridge,
            int batch,
            GaussianExpectation expectation) {
        this(modes, loss, learningRate, ridge, batch, expectation, Training.PLAIN);
    }

    /**
     * The same with other modes.
     *
     * @param others the modes
     * @return the problem
     */
    public LearningProblem with(ModeTable others) {
        return new LearningProblem(others, loss, learningRate, ridge, batch, expectation, training);
    }

    /**
     * The same at another learning rate.
     *
     * @param other gamma
     * @return the problem
     */
    public LearningProblem with(LearningRate other) {
        return new LearningProblem(modes, loss, other, ridge, batch, expectation, training);
    }

    /**
     * The same with another training.
     *
     * @param other the algorithm and what else is not plain SGD
     * @return the problem
     */
    public LearningProblem with(Training other) {
        return new LearningProblem(modes, loss, learningRate, ridge, batch, expectation, other);
    }

    /**
     * The same with finer moments of the loss.
     *
     * @return the problem
     */
    public LearningProblem withFinerMoments() {
        return new LearningProblem(
                modes, loss.refined().orElse(loss), learningRate, ridge, batch, expectation.refined(), training);
    }
}
