package org.sgdyn.dynamics;

import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Matrices;

/**
 * What drives the iterate where covariances are full matrices: the force on its mean,
 *
 * <pre>
 * F = sum_i p_i [ mu_i g_i^T + K_i X H_i + K_i X* H*_i ],
 * </pre>
 *
 * <p>and on the first modes the curvature A = sum_i p_i H_i^T (x) Sigma_i that its covariance feels. One thread at a time.
 */
final class DenseDrift {

    private final ModeTable modes;
    private final DenseLogits logits;
    private final int classes;
    private final int dimension;
    private final int outputs;
    private final int block;
    private final double[] noiseBlocks;
    /** mu_i, a row each. */
    private final double[] means;

    /** Rows of a number per class, for products. */
    private final double[] rows;

    private final double[] mixed;

    /** F, a row per output. */
    final double[] force;

    /** A, l k rows. */
    final double[] curvature;

    DenseDrift(ModeTable modes, DenseLogits logits) {
        this.modes = modes;
        this.logits = logits;
        classes = modes.classes();
        dimension = modes.dimension();
        outputs = modes.outputs();
        block = modes.dense().orElseThrow().block();
        noiseBlocks = logits.noiseBlocks();
        means = new double[classes * dimension];
        for (int i = 0; i < classes; i++) {
            System.arraycopy(modes.slotMeans(i), 0, means, i * dimension, dimension);
        }
        rows = new double[classes * outputs * outputs];
        mixed = new double[outputs * outputs * block * block];
        force = new double[outputs * dimension];
        curvature = new double[outputs * block * outputs * block];
    }

    /** F at the state that the logits have read last. */
    void readForce(Coefficients at) {
        for (int j = 0; j < outputs; j++) {
            for (int i = 0; i < classes; i++) {
                rows[j * classes + i] = at.force[i][j];
            }
        }
        addProducts(means, 0, 0);
        for (int a = 0; a < outputs; a++) {
            gather(at.hessian, a);
            addProducts(logits.products(), logits.product(0, a), 1);
        }
        for (int a = 0; a < modes.teacherOutputs(); a++) {
            gather(at.teacherHessian, a);
            addProducts(logits.teacherProducts(), logits.product(0, a), 1);
        }
    }

    /** Row a of each class's matrix: a row per output, a column per class. */
    private void gather(double[][] matrices, int a) {
        for (int j = 0; j < outputs; j++) {
            for (int i = 0; i < classes; i++) {
                rows[j * classes + i] = matrices[i][a * outputs + j];
            }
        }
    }

    /** F becomes keep F and the rows' numbers times a vector per class. */
    private void addProducts(double[] vectors, int from, double keep) {
        Matrices.get()
                .product(
                        false, false, outputs, dimension, classes, 1, rows, 0, classes, vectors, from, dimension, keep,
                        force, 0, dimension);
    }

    /** A. */
    void readCurvature(Coefficients at) {
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < outputs; j++) {
                for (int a = 0; a < outputs; a++) {
                    rows[(j * outputs + a) * classes + i] = at.hessian[i][a * outputs + j];
                }
            }
        }
        mix();
        for (int j = 0; j < outputs; j++) {
            for (int a = 0; a < outputs; a++) {
                for (int r = 0; r < block; r++) {
                    System.arraycopy(
                            mixed,
                            ((j * outputs + a) * block + r) * block,
                            curvature,
                            (j * block + r) * outputs * block + a * block,
                            block);
                }
            }
        }
    }

    /**
     * sum_i p_i G_i (x) Sigma_i on the first modes.
     *
     * @return for each pair (j, a) of outputs, at j l + a, its k x k numbers; overwritten by the next call
     */
    double[] noise(Coefficients at) {
        for (int i = 0; i < classes; i++) {
            for (int e = 0; e < outputs * outputs; e++) {
                rows[e * classes + i] = at.secondMoment[i][e];
            }
        }
        mix();
        return mixed;
    }

    private void mix() {
        int n = block * block;
        if (n > 0) {
            Matrices.get()
                    .product(
                            false,
                            false,
                            outputs * outputs,
                            n,
                            classes,
                            1,
                            rows,
                            0,
                            classes,
                            noiseBlocks,
                            0,
                            n,
                            0,
                            mixed,
                            0,
                            n);
        }
    }
}
