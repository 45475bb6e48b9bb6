package org.sgdyn.dynamics;

import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.Matrices;

/**
 * The logits where covariances K_i are full matrices:
 *
 * <pre>
 * m_i = X^T mu_i,   B_i[j][a] = x_j^T K_i x_a + tr(Sigma_i C_ja)
 * </pre>
 *
 * <p>with the iterate's mean x_j and its covariance C_ja, a full matrix on the first modes and diagonal beyond. The products K_i x_j,
 * the dear part of a right-hand side, are kept for the motion; {@link TrainedLogits} are added. One thread at a time.
 */
final class DenseLogits implements Logits {

    private final ModeTable modes;
    private final StateLayout layout;
    private final TrainedLogits trained;
    private final double[] matrices;
    private final double[] noiseBlocks;
    private final int classes;
    private final int dimension;
    private final int outputs;
    private final int logits;
    private final int block;
    private final Lanes lanes;
    private final double[][] mean;
    private final double[][] covariance;
    /** K_i x_j of the state last read, row j, class after class. */
    private final double[] products;
    /** K_i x*_j. */
    private final double[] teacherProducts;
    /** C_ja of the first modes, a row for each pair. */
    private final double[] pairs;

    /** The diagonals of Sigma_i, a row each. */
    private final double[] diagonals;

    /** tr(Sigma_i C_ja), a row for each pair. */
    private final double[] traces;

    /** x_a^T K_i x_j, for each j a row per class. */
    private final double[] energies;
    /** tr(Sigma_i C_ja) of the state last read. */
    private final double[][] noise;

    DenseLogits(LearningProblem problem, StateLayout layout) {
        this.layout = layout;
        modes = problem.modes();
        trained = new TrainedLogits(problem, layout);
        DenseCovariances dense = modes.dense().orElseThrow();
        matrices = dense.matrices();
        classes = modes.classes();
        dimension = dense.dimension();
        outputs = modes.outputs();
        logits = outputs + modes.teacherOutputs();
        block = dense.block();
        noiseBlocks = blocks(modes);
        mean = new double[classes][trained.length()];
        covariance = new double[classes][logits * logits];
        products = new double[outputs * classes * dimension];
        teacherProducts = new double[modes.teacherOutputs() * classes * dimension];
        int pairCount = outputs * (outputs + 1) / 2;
        pairs = new double[pairCount * block * block];
        diagonals = new double[classes * dimension];
        for (int i = 0; i < classes; i++) {
            System.arraycopy(modes.spectrumByGroup(i), 0, diagonals, i * dimension, dimension);
        }
        traces = new double[pairCount * classes];
        energies = new double[outputs * classes * outputs];
        noise = new double[classes][outputs * outputs];
        lanes = Lanes.of((long) classes * dimension * dimension, classes);
        fillTeacherBlock();
    }

    private static double[] blocks(ModeTable modes) {
        DenseCovariances dense = modes.dense().orElseThrow();
        int k = dense.block();
        double[] blocks = new double[modes.classes() * k * k];
        for (int i = 0; i < modes.classes(); i++) {
            for (int r = 0; r < k; r++) {
                for (int s = 0; s < k; s++) {
                    blocks[(i * k + r) * k + s] = dense.noise(i, modes.slotMeans(i), r, s);
                }
            }
        }
        return blocks;
    }

    /** The teacher's own logits do not move. */
    private void fillTeacherBlock() {
        int stride = classes * dimension;
        for (int a = outputs; a < logits; a++) {
            double[] teacher = modes.slotTeachers(a - outputs);
            Matrices.get()
                    .product(
                            false,
                            true,
                            1,
                            stride,
                            dimension,
                            1,
                            teacher,
                            0,
                            dimension,
                            matrices,
                            0,
                            dimension,
                            0,
                            teacherProducts,
                            (a - outputs) * stride,
                            stride);
            for (int i = 0; i < classes; i++) {
                mean[i][a] = Kernels.dot(modes.slotMeans(i), teacher, 0, dimension);
            }
        }
        for (int i = 0; i < classes; i++) {
            for (int a = outputs; a < logits; a++) {
                for (int b = a; b < logits; b++) {
                    double value = Kernels.dotSlices(
                            modes.slotTeachers(b - outputs),
                            0,
                            teacherProducts,
                            ((a - outputs) * classes + i) * dimension,
                            dimension);
                    set(i, a, b, value);
                }
            }
        }
    }

    private void set(int i, int a, int b, double value) {
        covariance[i][a * logits + b] = value;
        covariance[i][b * logits + a] = value;
    }

    @Override
    public void read(double[] state) {
        int stride = classes * dimension;
        int x = layout.iterate(0);
        if (outputs == 1) {
            lanes.forEach(
                    classes,
                    (lane, i) -> Kernels.symmetricProduct(
                            matrices, i * dimension * dimension, dimension, state, x, products, product(i, 0)));
        } else {
            matrices()
                    .product(
                            false, true, outputs, stride, dimension, 1, state, x, dimension, matrices, 0, dimension, 0,
                            products, 0, stride);
        }
        readTraces(state);
        for (int j = 0; j < outputs; j++) {
            matrices()
                    .product(
                            false,
                            true,
                            classes,
                            outputs,
                            dimension,
                            1,
                            products,
                            product(0, j),
                            dimension,
                            state,
                            x,
                            dimension,
                            0,
                            energies,
                            j * classes * outputs,
                            outputs);
        }
        for (int i = 0; i < classes; i++) {
            int pair = 0;
            for (int j = 0; j < outputs; j++) {
                mean[i][j] = Kernels.dot(modes.slotMeans(i), state, layout.iterate(j), dimension);
                for (int a = j; a < outputs; a++) {
                    double made = traces[pair++ * classes + i];
                    noise[i][j * outputs + a] = made;
                    noise[i][a * outputs + j] = made;
                    double value = energies[(j * classes + i) * outputs + a] + made;
                    // Rounding may push a vanishing variance below zero.
                    set(i, j, a, a == j ? Math.max(0, value) : value);
                }
                for (int a = outputs; a < logits; a++) {
                    set(i, j, a, Kernels.dot(modes.slotTeachers(a - outputs), products, product(i, j), dimension));
                }
            }
        }
        trained.read(state, mean);
    }

    /** tr(Sigma_i C_ja), mode by mode beyond the first and as a matrix there. */
    private void readTraces(double[] state) {
        int pairCount = outputs * (outputs + 1) / 2;
        int packed = layout.covariance(0, 0);
        matrices()
                .product(
                        false, true, pairCount, classes, dimension, 1, state, packed, dimension, diagonals, 0,
                        dimension, 0, traces, 0, classes);
        if (block == 0) {
            return;
        }
        int rows = layout.denseRows();
        int pair = 0;
        for (int j = 0; j < outputs; j++) {
            for (int a = j; a < outputs; a++) {
                for (int r = 0; r < block; r++) {
                    System.arraycopy(
                            state,
                            layout.dense(0, 0) + (j * block + r) * rows + a * block,
                            pairs,
                            (pair * block + r) * block,
                            block);
                }
                pair++;
            }
        }
        int n = block * block;
        matrices()
                .product(false, true, pairCount, classes, n, 1, pairs, 0, n, noiseBlocks, 0, n, 1, traces, 0, classes);
    }

    private static Matrices matrices() {
        return Matrices.get();
    }

    /** K_i x_j of the state last read, for all j: row j starts at {@link #product}. */
    double[] products() {
        return products;
    }

    /** Where K_i x_j starts, and K_i x*_j among the teacher's. */
    int product(int i, int j) {
        return (j * classes + i) * dimension;
    }

    /** K_i x*_j. */
    double[] teacherProducts() {
        return teacherProducts;
    }

    /** Sigma_i on the first modes, a row of k x k numbers for each class. */
    double[] noiseBlocks() {
        return noiseBlocks;
    }

    /** tr(Sigma_i C_ja) of the state last read: what the iterate's own scatter adds to a logit's variance. */
    double noiseCovariance(int i, int j, int a) {
        return noise[i][j * outputs + a];
    }

    @Override
    public int size() {
        return logits;
    }

    @Override
    public double[] mean(int i) {
        return mean[i];
    }

    @Override
    public double[] covariance(int i) {
        return covariance[i];
    }

    @Override
    public double[] spectrumCovariance(int k) {
        return covariance[k];
    }
}
