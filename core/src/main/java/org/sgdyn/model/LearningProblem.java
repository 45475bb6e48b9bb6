package org.sgdyn.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.GaussianExpectation;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.TrainedParameter;

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
 * @param reduction what the state leaves out
 */
public record LearningProblem(
        ModeTable modes,
        Loss loss,
        LearningRate learningRate,
        double ridge,
        int batch,
        GaussianExpectation expectation,
        Training training,
        Reduction reduction) {

    /** Checks that loss and modes have the same shape. */
    public LearningProblem {
        Optional<Families> families = reduction.families();
        int outputs = families.map(Families::classes).orElse(modes.outputs());
        if (families.isPresent()
                && (modes.outputs() != families.get().coordinates()
                        || modes.classes() != families.get().coordinates())) {
            throw new IllegalArgumentException("families of " + families.get().coordinates()
                    + " coordinates on modes of " + modes.classes() + " classes and " + modes.outputs() + " outputs");
        }
        if (loss.outputs() != outputs || loss.teacherOutputs() != modes.teacherOutputs()) {
            throw new IllegalArgumentException("the loss has " + loss.outputs() + " outputs and "
                    + loss.teacherOutputs() + " teacher outputs, the modes have " + outputs + " and "
                    + modes.teacherOutputs());
        }
        if (!training.bias().isEmpty() && training.bias().size() != outputs) {
            throw new IllegalArgumentException(
                    "a bias of " + training.bias().size() + " numbers for " + outputs + " outputs");
        }
        if (families.isPresent()
                && !(training.bias().isEmpty() && loss.trained().isEmpty())) {
            throw new IllegalArgumentException("families of classes with trained parameters");
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
     * A problem whose classes are what they are.
     *
     * @param modes the mixture, the teacher and the initial iterate, mode by mode
     * @param loss the loss
     * @param learningRate gamma
     * @param ridge delta &gt;= 0
     * @param batch b &gt;= 1
     * @param expectation quadrature for losses without closed-form moments
     * @param training the algorithm and what else is not plain SGD
     */
    public LearningProblem(
            ModeTable modes,
            Loss loss,
            LearningRate learningRate,
            double ridge,
            int batch,
            GaussianExpectation expectation,
            Training training) {
        this(modes, loss, learningRate, ridge, batch, expectation, training, Reduction.NONE);
    }

    /**
     * All that is trained beside the iterate: the bias of each output, if there is one, then the loss's own parameters.
     *
     * @return the parameters
     */
    public List<TrainedParameter> trained() {
        return Stream.concat(training.bias().stream(), loss.trained().stream()).toList();
    }

    /**
     * The families of exchangeable classes.
     *
     * @return the families; empty where classes are what they are
     */
    public Optional<Families> families() {
        return reduction.families();
    }

    /**
     * How many outputs one stands for.
     *
     * @param output j, 0-based, of the modes
     * @return 1 but for the contrasts of families
     */
    public int multiplicity(int output) {
        return families().map(known -> known.multiplicity(output)).orElse(1);
    }

    /**
     * The same with other modes.
     *
     * @param others the modes
     * @return the problem
     */
    public LearningProblem with(ModeTable others) {
        return new LearningProblem(others, loss, learningRate, ridge, batch, expectation, training, reduction);
    }

    /**
     * The same at another learning rate.
     *
     * @param other gamma
     * @return the problem
     */
    public LearningProblem with(LearningRate other) {
        return new LearningProblem(modes, loss, other, ridge, batch, expectation, training, reduction);
    }

    /**
     * The same with another training.
     *
     * @param other the algorithm and what else is not plain SGD
     * @return the problem
     */
    public LearningProblem with(Training other) {
        return new LearningProblem(modes, loss, learningRate, ridge, batch, expectation, other, reduction);
    }

    /**
     * The same with another reduction.
     *
     * @param other what the state leaves out
     * @return the problem
     */
    public LearningProblem with(Reduction other) {
        return new LearningProblem(modes, loss, learningRate, ridge, batch, expectation, training, other);
    }

    /**
     * The same with finer moments of the loss.
     *
     * @return the problem
     */
    public LearningProblem withFinerMoments() {
        return new LearningProblem(
                modes,
                loss.refined().orElse(loss),
                learningRate,
                ridge,
                batch,
                expectation.refined(),
                training,
                reduction);
    }
}
