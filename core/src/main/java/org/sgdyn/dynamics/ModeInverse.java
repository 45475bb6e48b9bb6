package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.SymmetricEigen;

/**
 * M^{-1} for M = sigma I - D, where D is the modes' own linear dynamics: on a group with A_g = sum_k lambda_{g,k} H_k + delta,
 * x becomes (sigma + gamma A_g)^{-1} x, and C the solution of sigma C' + gamma (A_g C' + C' A_g) = C.
 */
final class ModeInverse {

    private final ModeTable modes;
    private final StateLayout layout;
    private final int outputs;
    private final int groups;
    private final double[] elementwise;
    private final double[] curvature;
    /** Per group, or once if all groups share it: eigenvectors of A_g, [a l + j] = entry a of vector j; and eigenvalues. */
    private double[] vectors = new double[0];

    private double[] values = new double[0];
    private final SymmetricEigen eigen;
    private final double[] block;
    private final double[] rotated;
    private boolean diagonal;
    private boolean sharedVectors;
    private double gamma;
    private double shift;

    ModeInverse(ModeTable modes, StateLayout layout) {
        this.modes = modes;
        this.layout = layout;
        outputs = modes.outputs();
        groups = modes.groups();
        elementwise = new double[layout.size()];
        curvature = new double[outputs * outputs];
        block = new double[outputs * outputs];
        rotated = new double[outputs * outputs];
        eigen = SymmetricEigen.of(outputs);
    }

    void prepare(Coefficients at, double sigma) {
        diagonal = at.diagonal;
        gamma = at.drift;
        shift = sigma;
        elementwise[layout.accumulator()] = 1 / sigma;
        if (diagonal) {
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
            for (int a = j; a < outputs; a++) {
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
        if (values.length == 0) {
            vectors = new double[(sharedVectors ? 1 : groups) * outputs * outputs];
            values = new double[groups * outputs];
        }
        for (int g = 0; g < groups; g++) {
            if (g == 0 || !sharedVectors) {
                Arrays.fill(curvature, 0);
                for (int k = 0; k < modes.spectra(); k++) {
                    double scale = sharedVectors ? 1.0 : modes.spectrumByGroup(k)[g];
                    Kernels.add(curvature, 0, scale, at.hessian[k], 0, curvature.length);
                }
                eigen.decompose(curvature);
                System.arraycopy(eigen.vectors, 0, vectors, g * outputs * outputs, outputs * outputs);
            }
            double scale = sharedVectors ? modes.spectrumByGroup(0)[g] : 1.0;
            for (int j = 0; j < outputs; j++) {
                values[g * outputs + j] = gamma * (scale * eigen.values[j] + at.ridge);
            }
        }
    }

    /** v becomes M^{-1} v. */
    void apply(double[] v) {
        if (diagonal) {
            for (int k = 0; k < v.length; k++) {
                v[k] *= elementwise[k];
            }
            return;
        }
        v[layout.accumulator()] *= elementwise[layout.accumulator()];
        for (int g = 0; g < groups; g++) {
            int q = sharedVectors ? 0 : g * outputs * outputs;
            for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                applyToIterate(v, g, s, q);
            }
            applyToCovariance(v, g, q);
        }
    }

    private void applyToIterate(double[] v, int g, int s, int q) {
        for (int j = 0; j < outputs; j++) {
            double sum = 0;
            for (int a = 0; a < outputs; a++) {
                sum += vectors[q + a * outputs + j] * v[layout.iterate(a) + s];
            }
            block[j] = sum / (shift + values[g * outputs + j]);
        }
        for (int a = 0; a < outputs; a++) {
            v[layout.iterate(a) + s] = Kernels.dotSlices(vectors, q + a * outputs, block, 0, outputs);
        }
    }

    private void applyToCovariance(double[] v, int g, int q) {
        // C Q, then Q^T (C Q), divided; and back.
        for (int a = 0; a < outputs; a++) {
            for (int j = 0; j < outputs; j++) {
                double sum = 0;
                for (int b = 0; b < outputs; b++) {
                    sum += v[layout.covariance(a, b) + g] * vectors[q + b * outputs + j];
                }
                rotated[a * outputs + j] = sum;
            }
        }
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < outputs; j++) {
                double sum = 0;
                for (int a = 0; a < outputs; a++) {
                    sum += vectors[q + a * outputs + i] * rotated[a * outputs + j];
                }
                block[i * outputs + j] = sum / (shift + values[g * outputs + i] + values[g * outputs + j]);
            }
        }
        for (int a = 0; a < outputs; a++) {
            for (int j = 0; j < outputs; j++) {
                double sum = 0;
                for (int i = 0; i < outputs; i++) {
                    sum += vectors[q + a * outputs + i] * block[i * outputs + j];
                }
                rotated[a * outputs + j] = sum;
            }
        }
        for (int a = 0; a < outputs; a++) {
            for (int b = a; b < outputs; b++) {
                v[layout.covariance(a, b) + g] =
                        Kernels.dotSlices(rotated, a * outputs, vectors, q + b * outputs, outputs);
            }
        }
    }
}
