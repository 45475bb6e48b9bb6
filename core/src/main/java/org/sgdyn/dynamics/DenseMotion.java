package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.Matrices;

/**
 * How the state moves where covariances are full matrices K_i, by plain SGD or an algorithm that treats all coordinates alike: with
 * vectors S_0 = x (the iterate), S_1, ... and F, A of {@link DenseDrift},
 *
 * <pre>
 * dS/dt   = T S - e (x) (F + delta x)
 * dCov/dt = M Cov + Cov M^T + (1/d) E N E^T,   M = T (x) I - e e_0^T (x) (A + delta),   N = sum_i p_i G_i (x) Sigma_i + sigma^2 I
 * </pre>
 *
 * <p>The covariance is a full matrix on the first k modes. Beyond, where only the diagonals of Sigma_i count, {@link RuleMotion} moves
 * it mode by mode. One thread at a time.
 */
final class DenseMotion implements Motion {

    private static final int TILE = 16;

    /** Rows of a product that are worth a thread. */
    private static final int STRIP = 100;

    private final ModeTable modes;
    private final StateLayout layout;
    private final RuleMotion beyond;
    private final DenseDrift drift;
    private final int dimension;
    private final int outputs;
    private final int vectors;
    private final int block;
    /** l k. */
    private final int rows;

    /** (A + delta) Cov_0b, for each vector b. */
    private final double[] products;

    private final double[] change;
    private final int strips;
    private final Lanes lanes;
    private final boolean accumulates;
    private final double[] normalisedTraces;

    DenseMotion(LearningProblem problem, StateLayout layout, DenseLogits logits) {
        this.layout = layout;
        modes = problem.modes();
        beyond = new RuleMotion(problem, layout, DriveTable.of(problem, MeanEntries.of(modes)));
        drift = new DenseDrift(modes, logits);
        dimension = modes.dimension();
        outputs = modes.outputs();
        vectors = layout.vectors();
        block = layout.denseModes();
        rows = layout.denseRows();
        products = new double[vectors * rows * rows];
        change = new double[rows * rows];
        strips = Math.max(1, Math.min(Lanes.MOST, rows / STRIP));
        lanes = Lanes.of((long) rows * rows * rows, strips);
        accumulates = problem.learningRate().accumulates();
        normalisedTraces = ModeGeometry.normalisedTraces(modes);
    }

    @Override
    public Inverse inverse() {
        throw new IllegalStateException("the modes are not linear on their own");
    }

    @Override
    public void sizes(double[] result) {
        beyond.sizes(result);
        for (int a = 0; a < vectors; a++) {
            for (int b = a; b < vectors; b++) {
                int from = layout.dense(a, b);
                Arrays.fill(result, from, from + rows * rows, result[layout.covariance(a, 0, b, 0)]);
            }
        }
    }

    @Override
    public void confine(double[] state) {
        beyond.confine(state);
    }

    @Override
    public void respond(Coefficients at, double[] state, double[] derivative) {
        drift.readForce(at);
        for (int j = 0; j < outputs; j++) {
            Kernels.add(drift.force, j * dimension, at.ridge, state, layout.iterate(j), dimension);
        }
        for (int a = 0; a < vectors; a++) {
            for (int j = 0; j < outputs; j++) {
                int out = layout.mean(a, j);
                Arrays.fill(derivative, out, out + dimension, 0);
                for (int b = 0; b < vectors; b++) {
                    double t = at.transition[a * vectors + b];
                    if (t != 0) {
                        Kernels.add(derivative, out, t, state, layout.mean(b, j), dimension);
                    }
                }
                Kernels.add(derivative, out, -at.gain[a], drift.force, j * dimension, dimension);
                if (a == 0) {
                    Kernels.add(derivative, out, -at.decoupledRidge, state, layout.iterate(j), dimension);
                }
            }
        }
        if (block > 0) {
            moveBlock(at, state, derivative);
        }
        beyond.respondCovariances(at, state, derivative, block);
        derivative[layout.accumulator()] = accumulates ? at.gradientSecondMoment(normalisedTraces) : 0.0;
    }

    /** dCov/dt on the first modes, for each pair of vectors. */
    private void moveBlock(Coefficients at, double[] state, double[] derivative) {
        drift.readCurvature(at);
        for (int b = 0; b < vectors; b++) {
            int cov = layout.dense(0, b);
            int out = b * rows * rows;
            lanes.forEach(strips, (lane, strip) -> multiply(state, cov, out, strip));
            if (at.ridge > 0) {
                Kernels.add(products, out, at.ridge, state, cov, rows * rows);
            }
        }
        double[] noise = drift.noise(at);
        for (int a = 0; a < vectors; a++) {
            for (int b = a; b < vectors; b++) {
                Arrays.fill(change, 0);
                addMotion(at, state, a, b, false);
                if (a == b) {
                    addTransposed();
                } else {
                    addMotion(at, state, b, a, true);
                }
                addNoise(at, noise, at.noiseGain[a * vectors + b] / dimension);
                System.arraycopy(change, 0, derivative, layout.dense(a, b), rows * rows);
            }
        }
    }

    /** A strip of rows of A Cov. */
    private void multiply(double[] state, int cov, int out, int strip) {
        int first = rows * strip / strips;
        int count = rows * (strip + 1) / strips - first;
        Matrices.get()
                .product(
                        false,
                        false,
                        count,
                        rows,
                        rows,
                        1,
                        drift.curvature,
                        first * rows,
                        rows,
                        state,
                        cov,
                        rows,
                        0,
                        products,
                        out + first * rows,
                        rows);
    }

    /** Adds row a of M Cov in the column of b, or its transpose. */
    private void addMotion(Coefficients at, double[] state, int a, int b, boolean isTransposed) {
        for (int c = 0; c < vectors; c++) {
            double t = at.transition[a * vectors + c] - (a == 0 && c == 0 ? at.decoupledRidge : 0);
            if (t != 0) {
                boolean isStored = c <= b;
                add(t, state, isStored ? layout.dense(c, b) : layout.dense(b, c), isStored == isTransposed);
            }
        }
        if (at.gain[a] != 0) {
            add(-at.gain[a], products, b * rows * rows, isTransposed);
        }
    }

    /** Adds a matrix of l k rows to the change. */
    private void add(double factor, double[] matrix, int from, boolean isTransposed) {
        if (!isTransposed) {
            Kernels.add(change, 0, factor, matrix, from, rows * rows);
            return;
        }
        for (int top = 0; top < rows; top += TILE) {
            for (int left = 0; left < rows; left += TILE) {
                addTile(factor, matrix, from, top, left);
            }
        }
    }

    /** Rows and columns of a tile stay in the cache together. */
    private void addTile(double factor, double[] matrix, int from, int top, int left) {
        int end = Math.min(rows, left + TILE);
        for (int r = top; r < Math.min(rows, top + TILE); r++) {
            for (int s = left; s < end; s++) {
                change[r * rows + s] += factor * matrix[from + s * rows + r];
            }
        }
    }

    /** The change becomes the sum of itself and its transpose. */
    private void addTransposed() {
        for (int top = 0; top < rows; top += TILE) {
            for (int left = 0; left <= top; left += TILE) {
                for (int r = top; r < Math.min(rows, top + TILE); r++) {
                    for (int s = left; s < Math.min(r + 1, left + TILE); s++) {
                        double sum = change[r * rows + s] + change[s * rows + r];
                        change[r * rows + s] = sum;
                        change[s * rows + r] = sum;
                    }
                }
            }
        }
    }

    private void addNoise(Coefficients at, double[] noise, double factor) {
        if (factor == 0) {
            return;
        }
        for (int j = 0; j < outputs; j++) {
            for (int k = 0; k < outputs; k++) {
                for (int r = 0; r < block; r++) {
                    int out = (j * block + r) * rows + k * block;
                    Kernels.add(change, out, factor, noise, ((j * outputs + k) * block + r) * block, block);
                    change[out + r] += j == k ? factor * at.addedNoise : 0;
                }
            }
        }
    }
}
