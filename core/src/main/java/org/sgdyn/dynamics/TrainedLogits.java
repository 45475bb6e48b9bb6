package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.Kernels;

/**
 * What parameters that are trained beside the iterate do to the logits' means: biases are added to them, the loss's own parameters
 * stand behind them. Immutable.
 */
final class TrainedLogits {

    private final StateLayout layout;
    private final int outputs;
    private final int logits;
    private final int biases;
    private final int own;

    TrainedLogits(LearningProblem problem, StateLayout layout) {
        this.layout = layout;
        outputs = problem.modes().outputs();
        logits = outputs + problem.modes().teacherOutputs();
        biases = problem.training().bias().size();
        own = problem.loss().trained().size();
    }

    /** The length of a class's mean: its logits, the teacher's, and the loss's parameters. */
    int length() {
        return logits + own;
    }

    /** Adds what a state has of them to the means of classes that the modes alone have made. */
    void read(double[] state, double[][] means) {
        int from = layout.trained(0);
        for (double[] mean : means) {
            Kernels.add(mean, 0, 1, state, from, biases);
            System.arraycopy(state, from + biases, mean, logits, own);
        }
    }

    /**
     * The same for changes: of the means, class by class, at the front of an array, and of the loss's own parameters at its back.
     *
     * @param end where the moving entries end, the loss's parameters the last of them
     */
    void readChange(double[] v, int classes, double[] result, int end) {
        int from = layout.trained(0);
        for (int i = 0; i < classes && biases > 0; i++) {
            Kernels.add(result, i * outputs, 1, v, from, biases);
        }
        System.arraycopy(v, from + biases, result, end - own, own);
    }
}
