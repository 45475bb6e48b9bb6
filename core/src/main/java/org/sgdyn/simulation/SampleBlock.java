package org.sgdyn.simulation;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.RandomStream;

/**
 * A block of up to B samples, the rows of A (B x d), and its products: R = A X, S = A A^T and R* = A X*. All arrays are there from the
 * start. One thread at a time.
 */
final class SampleBlock {

    private final Matrices matrices;
    private final SampleDraw draw;
    private final int dimension;
    private final int outputs;
    private final int teacherOutputs;
    private final int size;
    /** X*, output by output. */
    private final double[] teachers;

    private final double[] rows;
    private final int[] classes;
    private final ClassTarget[] targets;
    private final double[] noises;
    private final double[] logits;
    private final double[] teacherLogits;
    private final double[] squares;

    /**
     * An empty block.
     *
     * @param size B, &gt;= 2
     * @param hasSquares whether there is S
     */
    SampleBlock(
            LearningProblem problem,
            SampleStream stream,
            RandomStream random,
            Matrices matrices,
            int size,
            boolean hasSquares) {
        this.matrices = matrices;
        this.size = size;
        draw = new SampleDraw(problem, stream, random);
        ModeTable modes = problem.modes();
        dimension = modes.slots();
        outputs = modes.outputs();
        teacherOutputs = modes.teacherOutputs();
        teachers = new double[teacherOutputs * dimension];
        for (int k = 0; k < teacherOutputs; k++) {
            System.arraycopy(modes.slotTeachers(k), 0, teachers, k * dimension, dimension);
        }
        rows = new double[size * dimension];
        classes = new int[size];
        targets = new ClassTarget[size];
        noises = new double[size];
        logits = new double[size * outputs];
        teacherLogits = new double[size * teacherOutputs];
        squares = new double[hasSquares ? size * size : 0];
    }

    /** Draws the k-th sample of the block. */
    void draw(int k, double time) {
        draw.next(time, rows, k * dimension);
        classes[k] = draw.classIndex;
        targets[k] = draw.target;
        noises[k] = draw.noise;
    }

    /**
     * Multiplies the first samples by an iterate and by the teacher.
     *
     * @param count how many samples
     * @param state the array of X, output by output
     * @param from where X starts
     */
    void multiply(int count, double[] state, int from) {
        int m = atLeastTwo(count);
        matrices.product(
                false, true, m, outputs, dimension, 1, rows, 0, dimension, state, from, dimension, 0, logits, 0,
                outputs);
        if (teacherOutputs == 1) {
            for (int k = 0; k < count; k++) {
                teacherLogits[k] = Kernels.dot(teachers, rows, k * dimension, dimension);
            }
        } else if (teacherOutputs > 1) {
            matrices.product(
                    false,
                    true,
                    m,
                    teacherOutputs,
                    dimension,
                    1,
                    rows,
                    0,
                    dimension,
                    teachers,
                    0,
                    dimension,
                    0,
                    teacherLogits,
                    0,
                    teacherOutputs);
        }
    }

    /** Multiplies the first samples by each other. */
    void square(int count) {
        matrices.rowProducts(atLeastTwo(count), dimension, rows, squares, size);
    }

    /** A matrix of one row is multiplied by other routines, whose bits may depend on where arrays lie. */
    private static int atLeastTwo(int count) {
        return Math.max(2, count);
    }

    /** The inner product of the k-th sample with the j-th, j &lt;= k. */
    double square(int k, int j) {
        return squares[k * size + j];
    }

    /** Gives the k-th sample's logits at the iterate, and its teacher logits, to what asks for them. */
    void read(int k, LogitGradient psi) {
        System.arraycopy(logits, k * outputs, psi.logits, 0, outputs);
        System.arraycopy(teacherLogits, k * teacherOutputs, psi.teacherLogits, 0, teacherOutputs);
    }

    /** Evaluates the k-th sample's gradient at the logits that are there. */
    void evaluate(int k, LogitGradient psi) {
        psi.evaluate(classes[k], targets[k], noises[k], psi.isShaped ? square(k, k) / dimension : 0);
    }

    /**
     * Adds multiples of the first samples to an iterate: X &lt;- keep X + A^T C.
     *
     * @param count how many samples
     * @param coefficients C, a row of l numbers for each sample
     * @param keep the factor of X
     * @param state the array of X, output by output
     * @param from where X starts
     */
    void add(int count, double[] coefficients, double keep, double[] state, int from) {
        matrices.product(
                true,
                false,
                outputs,
                dimension,
                count,
                1,
                coefficients,
                0,
                outputs,
                rows,
                0,
                dimension,
                keep,
                state,
                from,
                dimension);
    }

    /** Whether the k-th sample has a coordinate that is no number. */
    boolean isNotANumber(int k) {
        for (int s = k * dimension; s < (k + 1) * dimension; s++) {
            if (Double.isNaN(rows[s])) {
                return true;
            }
        }
        return false;
    }
}
