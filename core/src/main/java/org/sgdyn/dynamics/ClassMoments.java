package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.LargestLogit;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * The few numbers through which the modes meet: per class the logits' mean m_i and covariance B_i (arXiv:2510.14074),
 * and the loss's expectations at them. One thread at a time.
 */
final class ClassMoments {

    private final ModeTable modes;
    private final StateLayout layout;
    private final int outputs;
    private final int logits;
    private final LossMoments[] loss;
    private final GradientMoments[] gradients;
    private final LargestLogit largestLogit;
    /** The first class with the same eigenvalues: its logits have the same covariance. */
    private final int[] spectrumTwin;

    private final double[][] mean;
    private final double[][] covariance;

    ClassMoments(LearningProblem problem, StateLayout layout) {
        modes = problem.modes();
        this.layout = layout;
        outputs = modes.outputs();
        logits = outputs + modes.teacherOutputs();
        largestLogit = outputs > 1 ? LargestLogit.of(outputs) : null;
        int classes = modes.classes();
        loss = new LossMoments[classes];
        gradients = new GradientMoments[classes];
        spectrumTwin = new int[classes];
        mean = new double[classes][logits];
        covariance = new double[classes][logits * logits];
        for (int i = 0; i < classes; i++) {
            loss[i] = problem.loss().moments(modes.target(i), problem.expectation());
            gradients[i] = new GradientMoments(outputs, modes.teacherOutputs());
            fillTeacherBlock(i);
            while (!Arrays.equals(modes.groupEigenvalues(i), modes.groupEigenvalues(spectrumTwin[i]))) {
                spectrumTwin[i]++;
            }
        }
    }

    /** The teacher's own logits do not move: m*_i = X*^T mu_i, B*_i = X*^T K_i X*. */
    private void fillTeacherBlock(int i) {
        for (int j = outputs; j < logits; j++) {
            double[] teacher = modes.slotTeachers(j - outputs);
            mean[i][j] = Kernels.dot(modes.slotMeans(i), teacher, 0, modes.slots());
            for (int k = outputs; k < logits; k++) {
                covariance[i][j * logits + k] = Kernels.weightedDot(
                        modes.slotEigenvalues(i), teacher, 0, modes.slotTeachers(k - outputs), 0, modes.slots());
            }
        }
    }

    /** Reads m_i and B_i off a state: m_i = sum_s mu_{s,i} x_s, B_i = sum_s lambda_{s,i} x_s x_s^T + sum_g lambda_{g,i} C_g. */
    void readLogits(double[] state) {
        int slots = modes.slots();
        for (int i = 0; i < modes.classes(); i++) {
            for (int j = 0; j < outputs; j++) {
                mean[i][j] = Kernels.dot(modes.slotMeans(i), state, layout.iterate(j), slots);
            }
            if (spectrumTwin[i] < i) {
                System.arraycopy(covariance[spectrumTwin[i]], 0, covariance[i], 0, logits * logits);
                continue;
            }
            double[] eigenvalues = modes.slotEigenvalues(i);
            for (int j = 0; j < outputs; j++) {
                int x = layout.iterate(j);
                for (int k = j; k < outputs; k++) {
                    double noise =
                            Kernels.dot(modes.groupEigenvalues(i), state, layout.covariance(j, k), modes.groups());
                    double signal = Kernels.weightedDot(eigenvalues, state, x, state, layout.iterate(k), slots);
                    setCovariance(i, j, k, signal + noise);
                }
                for (int k = outputs; k < logits; k++) {
                    double[] teacher = modes.slotTeachers(k - outputs);
                    setCovariance(i, j, k, Kernels.weightedDot(eigenvalues, state, x, teacher, 0, slots));
                }
                // Rounding may push a vanishing variance below zero.
                covariance[i][j * logits + j] = Math.max(0.0, covariance[i][j * logits + j]);
            }
        }
    }

    private void setCovariance(int i, int j, int k, double value) {
        covariance[i][j * logits + k] = value;
        covariance[i][k * logits + j] = value;
    }

    /** Evaluates g, G, H, H* of every class at the logits last read. */
    void evaluateGradients() {
        for (int i = 0; i < loss.length; i++) {
            loss[i].evaluate(mean[i], covariance[i], gradients[i]);
        }
    }

    /** The expectations of class i at the last evaluation. */
    GradientMoments gradients(int i) {
        return gradients[i];
    }

    /** The risk of class i at the logits last read. */
    double risk(int i) {
        return loss[i].risk(mean[i], covariance[i]);
    }

    /** The absolute standard error of the risk of class i at the logits last read; 0 if it is exact. */
    double errorEstimate(int i) {
        return loss[i].errorEstimate(mean[i], covariance[i]);
    }

    /** The probability that logit j is the largest over class i, at the logits last read. */
    double largestLogit(int i, int j) {
        return largestLogit.probability(j, mean[i], covariance[i], logits);
    }

    double mean(int i, int j) {
        return mean[i][j];
    }

    double covariance(int i, int j, int k) {
        return covariance[i][j * logits + k];
    }
}
