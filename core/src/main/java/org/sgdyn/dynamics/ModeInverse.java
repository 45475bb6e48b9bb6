package org.sgdyn.dynamics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.RowPair;
import org.sgdyn.numerics.SymmetricEigen;

/**
 * M^{-1} for M = sigma I - D, where D is the modes' own linear dynamics: on a group with A_g = sum_k lambda_{g,k} H_k + delta,
 * x becomes (sigma + gamma A_g)^{-1} x, and C the solution of sigma C' + gamma (A_g C' + C' A_g) = C.
 */
final class ModeInverse implements Motion.Inverse {

    /** Groups whose covariances are rotated at a time. */
    private static final int CHUNK = 64;

    private final ModeTable modes;
    private final StateLayout layout;
    private final int outputs;
    private final int groups;
    /** The inverses of rates that are diagonal; made at the first use. */
    private double[] elementwise = new double[0];

    private final double[] curvature;
    /** Eigenvectors of A_g: entry a of vector j at (a l + j) groups + g, or at a l + j if all groups share them. */
    private double[] vectors = new double[0];

    /** Eigenvalues of gamma A_g, [j groups + g]. */
    private double[] values = new double[0];

    private final SymmetricEigen eigen;
    private final int chunks;
    private final Lanes lanes;
    /** Per lane: an iterate in the eigenbasis; and the covariances of a chunk of groups, half-way and all the way into it. */
    private double[][] iterates = new double[0][];

    private double[][] halfway = new double[0][];
    private double[][] rotated = new double[0][];
    /** Rates of single modes of one output in at most two spectra, which one pass inverts; null for all others. */
    private final @Nullable RowPair pair;

    private boolean diagonal;
    private boolean sharedVectors;
    private double gamma;
    private double shift;

    ModeInverse(ModeTable modes, StateLayout layout) {
        this.modes = modes;
        this.layout = layout;
        outputs = modes.outputs();
        groups = modes.groups();
        curvature = new double[outputs * outputs];
        eigen = SymmetricEigen.of(outputs);
        boolean isSingle = outputs == 1 && modes.slots() == groups && modes.spectra() <= 2;
        pair = isSingle ? RowPair.of(modes.spectrumByGroup(0), modes.spectrumByGroup(modes.spectra() - 1)) : null;
        chunks = (groups + CHUNK - 1) / CHUNK;
        lanes = Lanes.of((long) groups * outputs * outputs * (3 * outputs + 2), chunks);
    }

    @Override
    public void prepare(Coefficients at, double sigma) {
        diagonal = at.diagonal;
        gamma = at.drift;
        shift = sigma;
        if (elementwise.length == 0) {
            elementwise = new double[layout.size()];
        }
        elementwise[layout.accumulator()] = 1 / sigma;
        if (pair != null) {
            pair.set(
                    sigma + gamma * at.ridge,
                    gamma * at.hessian[0][0],
                    modes.spectra() > 1 ? gamma * at.hessian[1][0] : 0);
            pair.invertTwice(sigma, layout.variance(), elementwise, groups);
        } else if (diagonal) {
            prepareDiagonal(at);
        } else {
            prepareBlocks(at);
        }
    }

    private void prepareDiagonal(Coefficients at) {
        for (int j = 0; j < outputs; j++) {
            int x = layout.iterate(j);
            Arrays.fill(elementwise, x, x + modes.slots(), shift + gamma * at.ridge);
            for (int k = 0; k < modes.spectra(); k++) {
                double h = gamma * at.hessian[k][j * outputs + j];
                Kernels.add(elementwise, x, h, modes.spectrumBySlot(k), 0, modes.slots());
            }
            for (int a = j; a < layout.partnersEnd(j); a++) {
                int c = layout.covariance(j, a);
                Arrays.fill(elementwise, c, c + groups, shift + 2 * gamma * at.ridge);
                for (int k = 0; k < modes.spectra(); k++) {
                    double[] hessian = at.hessian[k];
                    double h = gamma * (hessian[j * outputs + j] + hessian[a * outputs + a]);
                    Kernels.add(elementwise, c, h, modes.spectrumByGroup(k), 0, groups);
                }
            }
        }
        for (int k = 0; k < layout.accumulator(); k++) {
            elementwise[k] = 1 / elementwise[k];
        }
    }

    private void prepareBlocks(Coefficients at) {
        sharedVectors = modes.spectra() == 1;
        int square = outputs * outputs;
        if (values.length == 0) {
            vectors = new double[(sharedVectors ? 1 : groups) * square];
            values = new double[groups * outputs];
            iterates = new double[lanes.count()][outputs];
            halfway = new double[lanes.count()][square * CHUNK];
            rotated = new double[lanes.count()][square * CHUNK];
        }
        int stride = sharedVectors ? 1 : groups;
        for (int g = 0; g < groups; g++) {
            if (g == 0 || !sharedVectors) {
                Arrays.fill(curvature, 0);
                for (int k = 0; k < modes.spectra(); k++) {
                    double scale = sharedVectors ? 1.0 : modes.spectrumByGroup(k)[g];
                    Kernels.add(curvature, 0, scale, at.hessian[k], 0, curvature.length);
                }
                eigen.decompose(curvature);
                for (int e = 0; e < square; e++) {
                    vectors[e * stride + g] = eigen.vectors[e];
                }
            }
            double scale = sharedVectors ? modes.spectrumByGroup(0)[g] : 1.0;
            for (int j = 0; j < outputs; j++) {
                values[j * groups + g] = gamma * (scale * eigen.values[j] + at.ridge);
            }
        }
    }

    @Override
    public void apply(double[] v) {
        if (diagonal) {
            for (int k = 0; k < v.length; k++) {
                v[k] *= elementwise[k];
            }
            return;
        }
        v[layout.accumulator()] *= elementwise[layout.accumulator()];
        lanes.forEach(chunks, (lane, chunk) -> {
            int from = chunk * CHUNK;
            int to = Math.min(groups, from + CHUNK);
            for (int g = from; g < to; g++) {
                for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                    applyToIterate(v, g, s, iterates[lane]);
                }
            }
            applyToCovariances(v, from, to - from, halfway[lane], rotated[lane]);
        });
    }

    private void applyToIterate(double[] v, int g, int s, double[] inBasis) {
        int stride = sharedVectors ? 1 : groups;
        int q = sharedVectors ? 0 : g;
        for (int j = 0; j < outputs; j++) {
            double sum = 0;
            for (int a = 0; a < outputs; a++) {
                sum += vectors[(a * outputs + j) * stride + q] * v[layout.iterate(a) + s];
            }
            inBasis[j] = sum / (shift + values[j * groups + g]);
        }
        for (int a = 0; a < outputs; a++) {
            double sum = 0;
            for (int j = 0; j < outputs; j++) {
                sum += vectors[(a * outputs + j) * stride + q] * inBasis[j];
            }
            v[layout.iterate(a) + s] = sum;
        }
    }

    /** For n groups side by side: C Q, then Q^T (C Q), divided; and back. Entry (i, j) of a scratch matrix at (i l + j) CHUNK. */
    private void applyToCovariances(double[] v, int from, int n, double[] half, double[] full) {
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < outputs; j++) {
                int ij = (i * outputs + j) * CHUNK;
                Arrays.fill(half, ij, ij + n, 0);
                for (int b = 0; b < outputs; b++) {
                    addRotated(half, ij, b, j, v, layout.covariance(i, b) + from, from, n);
                }
            }
        }
        for (int i = 0; i < outputs; i++) {
            for (int j = i; j < outputs; j++) {
                int ij = (i * outputs + j) * CHUNK;
                Arrays.fill(full, ij, ij + n, 0);
                for (int a = 0; a < outputs; a++) {
                    addRotated(full, ij, a, i, half, (a * outputs + j) * CHUNK, from, n);
                }
                int first = i * groups + from;
                int second = j * groups + from;
                for (int g = 0; g < n; g++) {
                    full[ij + g] /= shift + values[first + g] + values[second + g];
                }
            }
        }
        for (int a = 0; a < outputs; a++) {
            for (int j = 0; j < outputs; j++) {
                int aj = (a * outputs + j) * CHUNK;
                Arrays.fill(half, aj, aj + n, 0);
                for (int i = 0; i < outputs; i++) {
                    int ij = (Math.min(i, j) * outputs + Math.max(i, j)) * CHUNK;
                    addRotated(half, aj, a, i, full, ij, from, n);
                }
            }
        }
        for (int a = 0; a < outputs; a++) {
            for (int b = a; b < outputs; b++) {
                int ab = layout.covariance(a, b) + from;
                Arrays.fill(v, ab, ab + n, 0);
                for (int j = 0; j < outputs; j++) {
                    addRotated(v, ab, b, j, half, (a * outputs + j) * CHUNK, from, n);
                }
            }
        }
    }

    /** Adds entry (a, j) of the eigenvectors times a row. */
    private void addRotated(double[] sum, int fromSum, int a, int j, double[] row, int fromRow, int from, int n) {
        int aj = a * outputs + j;
        if (sharedVectors) {
            Kernels.add(sum, fromSum, vectors[aj], row, fromRow, n);
        } else {
            Kernels.addProduct(sum, fromSum, 1.0, vectors, aj * groups + from, row, fromRow, n);
        }
    }
}
