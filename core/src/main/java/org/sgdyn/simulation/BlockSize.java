package org.sgdyn.simulation;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Training;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.spi.LearningRate;

/** Where {@link BlockedSgd} is possible and faster than one step at a time, and by how many samples. */
final class BlockSize {

    /** Measured for d from 100 to 1e5: fewer outputs are faster one step at a time, by a native library or in Java. */
    private static final int FEWEST_OUTPUTS = 4;

    private static final int FEWEST_OUTPUTS_IN_JAVA = 16;

    /** The samples' products with each other are as many operations as the rest at four times as many samples as outputs. */
    private static final int USUAL = 16;

    private static final int OF_MANY_OUTPUTS = 32;
    private static final int MANY_OUTPUTS = 32;

    /** How many samples outweigh what a block costs beside its products. */
    private static final int LEAST = 8;

    /** Numbers that a block may have, 8 MiB. */
    private static final int MOST_NUMBERS = 1 << 20;

    private BlockSize() {}

    /** The number of samples of a problem's blocks; 0 for one step at a time. */
    static int of(LearningProblem problem) {
        return of(
                problem.training(),
                problem.learningRate(),
                problem.modes().outputs(),
                problem.modes().slots(),
                problem.batch());
    }

    /** The same for a dimension d and batches of so many samples. */
    static int of(Training training, LearningRate rate, int outputs, int dimension, int batch) {
        if (outputs < FEWEST_OUTPUTS || !training.hasPlainStep() || rate.readsGeometry()) {
            return 0;
        }
        if (outputs < FEWEST_OUTPUTS_IN_JAVA && !Matrices.get().isNative()) {
            return 0;
        }
        int usual = outputs < MANY_OUTPUTS ? USUAL : OF_MANY_OUTPUTS;
        int size = Math.max(LEAST, Math.min(usual, MOST_NUMBERS / dimension));
        if (batch <= size) {
            return size;
        }
        boolean needsSquares = rate.accumulates() || !training.hasOwnGradients();
        return needsSquares || (long) batch * dimension > MOST_NUMBERS ? 0 : batch;
    }
}
