package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.spi.Cancellation;

/**
 * The exact expectation over runs of a step of SGD, at finite dimension, for losses whose gradient is affine in the logits with slope h:
 * mean and covariance of the iterate are closed among each other. With eta = gamma / d, batches of b samples, S_i = K_i + mu_i mu_i^T,
 * A = h sum_i p_i S_i, q = 1 - eta b delta and v_ij = K_i x_j,
 *
 * <pre>
 * x+   = q x - eta b f,   f_j = sum_i p_i [ mu_i g_ij + h v_ij ]
 * C+   = M C M^T + eta^2 b ( N - f f^T - A C A ),   M = q - eta b A
 * N_jk = sum_i p_i [ G_i,jk S_i + h ( mu_i w_i^T + w_i mu_i^T ) + h^2 ( v_ij v_ik^T + v_ik v_ij^T + K_i (C_jk + C_kj) K_i ) ]
 * w_i  = g_ij v_ik + g_ik v_ij + h K_i (C_jk + C_kj) mu_i
 * </pre>
 *
 * <p>with (g, G)_i at m_i, B_i = x^T K_i x + tr(S_i C). Follows from Stein's identity for a, then for the iterate, of which at most second
 * moments enter. One thread at a time.
 */
final class ExpectationStep implements Recursion.Step {

    private final LearningProblem problem;
    private final ModeTable modes;
    private final StateLayout layout;
    private final Evaluation evaluation;
    private final DenseLogits logits;
    private final DenseDrift drift;
    private final Cancellation cancellation;
    private final double slope;
    private final int dimension;
    private final int outputs;
    private final int rows;
    private final double[] matrices;
    private final double[] both;
    private final double[] half;
    private final double[] full;
    private final double[] right;
    private final double[] row;
    private final double[] noise;

    ExpectationStep(LearningProblem problem, StateLayout layout, Cancellation cancellation) {
        this.problem = problem;
        this.layout = layout;
        this.cancellation = cancellation;
        modes = problem.modes();
        evaluation = new Evaluation(problem, layout);
        logits = (DenseLogits) evaluation.logits();
        slope = problem.loss().quadraticCurvature().orElseThrow();
        dimension = modes.dimension();
        outputs = modes.outputs();
        rows = layout.denseRows();
        if (rows != outputs * dimension) {
            throw new IllegalArgumentException(
                    "the whole covariance is needed, " + outputs * dimension + " rows, not " + rows);
        }
        drift = new DenseDrift(modes, logits);
        matrices = modes.dense().orElseThrow().matrices();
        both = new double[dimension * dimension];
        half = new double[dimension * dimension];
        full = new double[dimension * dimension];
        right = new double[dimension * dimension];
        row = new double[dimension];
        noise = new double[dimension * dimension];
    }

    @Override
    public void take(double time, double[] state, double[] next) {
        cancellation.check(time);
        Coefficients at = evaluation.at(time, state);
        double eta = at.drift / dimension;
        double batch = problem.batch();
        double keep = 1 - eta * batch * problem.ridge();
        drift.readForce(at);
        drift.readCurvature(at);
        double[] scatter = drift.noise(at);
        for (int r = 0; r < rows; r++) {
            next[r] = keep * state[r] - eta * batch * drift.force[r];
        }
        int from = layout.dense(0, 0);
        for (int j = 0; j < outputs; j++) {
            for (int k = j; k < outputs; k++) {
                readNoise(scatter, state, j, k);
                move(state, from + j * dimension * rows + k * dimension, keep, eta, batch, next);
            }
        }
        for (int r = 0; r < rows; r++) {
            // The antisymmetric part would grow without bound from rounding.
            for (int s = 0; s < r; s++) {
                next[from + r * rows + s] = next[from + s * rows + r];
            }
        }
    }

    private void addOuter(double factor, double[] a, int fromA, double[] b, int fromB, double[] sum) {
        for (int r = 0; r < dimension; r++) {
            Kernels.add(sum, r * dimension, factor * a[fromA + r], b, fromB, dimension);
        }
    }

    /** N_jk - f_j f_k^T; scatter has its sums of p_i G_i S_i. */
    private void readNoise(double[] scatter, double[] state, int j, int k) {
        int n = dimension * dimension;
        int from = layout.dense(0, 0);
        for (int r = 0; r < dimension; r++) {
            for (int s = 0; s < dimension; s++) {
                both[r * dimension + s] = state[from + (j * dimension + r) * rows + k * dimension + s]
                        + state[from + (k * dimension + r) * rows + j * dimension + s];
            }
        }
        System.arraycopy(scatter, (j * outputs + k) * n, noise, 0, n);
        for (int i = 0; i < modes.classes(); i++) {
            double p = evaluation.moments().weight(i);
            double[] g = evaluation.moments().gradient(i);
            double[] mean = modes.slotMeans(i);
            double[] v = logits.products();
            multiply(matrices, i * n, dimension, both, dimension, half);
            for (int r = 0; r < dimension; r++) {
                row[r] = g[j] * v[logits.product(i, k) + r]
                        + g[k] * v[logits.product(i, j) + r]
                        + slope * Kernels.dot(mean, half, r * dimension, dimension);
            }
            addOuter(p * slope, mean, 0, row, 0, noise);
            addOuter(p * slope, row, 0, mean, 0, noise);
            addOuter(p * slope * slope, v, logits.product(i, j), v, logits.product(i, k), noise);
            addOuter(p * slope * slope, v, logits.product(i, k), v, logits.product(i, j), noise);
            Matrices.get()
                    .product(
                            false,
                            false,
                            dimension,
                            dimension,
                            dimension,
                            p * slope * slope,
                            half,
                            0,
                            dimension,
                            matrices,
                            i * n,
                            dimension,
                            1,
                            noise,
                            0,
                            dimension);
        }
        addOuter(-1, drift.force, j * dimension, drift.force, k * dimension, noise);
    }

    private void multiply(double[] a, int fromA, int strideA, double[] b, int strideB, double[] result) {
        Matrices.get()
                .product(
                        false, false, dimension, dimension, dimension, 1, a, fromA, strideA, b, 0, strideB, 0, result,
                        0, dimension);
    }

    /** C_jk+ = q^2 C - q eta b (A C + C A) + eta^2 b (b - 1) A C A + eta^2 b (N - f f^T). */
    private void move(double[] state, int at, double keep, double eta, double batch, double[] next) {
        for (int r = 0; r < dimension; r++) {
            System.arraycopy(state, at + r * rows, both, r * dimension, dimension);
        }
        // Of the Hessian h I, all outputs have the curvature of the first.
        multiply(drift.curvature, 0, rows, both, dimension, half);
        multiply(half, 0, dimension, drift.curvature, rows, full);
        multiply(both, 0, dimension, drift.curvature, rows, right);
        double squares = eta * eta * batch * (batch - 1);
        for (int r = 0; r < dimension; r++) {
            for (int s = 0; s < dimension; s++) {
                int e = r * dimension + s;
                next[at + r * rows + s] = keep * keep * both[e]
                        - keep * eta * batch * (half[e] + right[e])
                        + squares * full[e]
                        + eta * eta * batch * noise[e];
            }
        }
    }
}
