package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
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
    /** A row of numbers per class, for products. */
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
        noiseBlocks = DenseLogits.noiseBlocks(modes);
        rows = new double[classes * outputs * outputs];
        mixed = new double[outputs * outputs * block * block];
        force = new double[outputs * dimension];
        curvature = new double[outputs * block * outputs * block];
    }

    /** F at the state that the logits have read last. */
    void readForce(Coefficients at) {
        Arrays.fill(force, 0);
        Matrices matrices = Matrices.get();
        int stride = classes * dimension;
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < outputs; j++) {
                Kernels.add(force, j * dimension, at.force[i][j], modes.slotMeans(i), 0, dimension);
            }
            matrices.product(
                    true,
                    false,
                    outputs,
                    dimension,
                    outputs,
                    1,
                    at.hessian[i],
                    0,
                    outputs,
                    logits.products(),
                    logits.product(i, 0),
                    stride,
                    1,
                    force,
                    0,
                    dimension);
            if (modes.teacherOutputs() > 0) {
                matrices.product(
                        true,
                        false,
                        outputs,
                        dimension,
                        modes.teacherOutputs(),
                        1,
                        at.teacherHessian[i],
                        0,
                        outputs,
                        logits.teacherProducts(),
                        logits.product(i, 0),
                        stride,
                        1,
                        force,
                        0,
                        dimension);
            }
        }
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
