package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.SmallInverse;

/**
 * The inverses of sigma I - D block by block, see {@link RuleInverse}: for every group and eigenvalue a_j that of sigma - M_j on the
 * n vectors' means, and for every group and pair j &lt;= k that of C -> sigma C - M_j C - C M_k^T on their covariances.
 */
final class RuleBlocks {

    /** Groups that a lane works on at a time. */
    static final int CHUNK = 64;

    private final ModeTable modes;
    private final StateLayout layout;
    private final int outputs;
    private final int groups;
    private final int vectors;
    private final int square;
    private boolean isDiagonal = true;
    /** The vectors a, b of the unknowns of one output, a &lt;= b, and those of a pair of outputs. */
    private final Unknowns symmetricUnknowns;

    private final Unknowns allUnknowns;
    /**
     * Per output the entries of (sigma - M_j)^{-1}, n x n, and per pair j &lt;= k those of the inverse on the covariance's unknowns: a
     * row of groups per entry where outputs are not coupled, else all of a group side by side.
     */
    private double[][] means = {};

    private double[][] covariances = {};

    RuleBlocks(ModeTable modes, StateLayout layout) {
        this.modes = modes;
        this.layout = layout;
        outputs = modes.outputs();
        groups = modes.groups();
        vectors = layout.vectors();
        square = vectors * vectors;
        symmetricUnknowns = new Unknowns(vectors, true);
        allUnknowns = new Unknowns(vectors, false);
    }

    /** Which covariances of vectors are unknown in a pair of outputs: of an output with itself those with a &lt;= b. */
    private static final class Unknowns {

        final int count;
        final int[] first;
        final int[] second;
        /** The unknown of a and b, at a n + b. */
        final int[] of;

        Unknowns(int vectors, boolean isSymmetric) {
            count = isSymmetric ? vectors * (vectors + 1) / 2 : vectors * vectors;
            first = new int[count];
            second = new int[count];
            of = new int[vectors * vectors];
            int next = 0;
            for (int a = 0; a < vectors; a++) {
                for (int b = isSymmetric ? a : 0; b < vectors; b++, next++) {
                    first[next] = a;
                    second[next] = b;
                    of[a * vectors + b] = next;
                    if (isSymmetric) {
                        of[b * vectors + a] = next;
                    }
                }
            }
        }
    }

    private Unknowns unknowns(int j, int k) {
        return j == k ? symmetricUnknowns : allUnknowns;
    }

    /** Memory of a lane. */
    static final class Scratch {

        final double[] matrix;
        final double[][] blocks;
        final double[] kronecker;
        final double[] inverse;
        final double[][] chunks;
        final double[] numbers;
        final double[] solved;
        final SmallInverse meanSolver;
        final SmallInverse symmetricSolver;
        final SmallInverse allSolver;

        Scratch(int outputs, int vectors) {
            int square = vectors * vectors;
            matrix = new double[square];
            blocks = new double[outputs][square];
            kronecker = new double[square * square];
            inverse = new double[square * square];
            chunks = new double[square][CHUNK];
            numbers = new double[square];
            solved = new double[square];
            meanSolver = SmallInverse.of(vectors);
            symmetricSolver = SmallInverse.of(vectors * (vectors + 1) / 2);
            allSolver = SmallInverse.of(square);
        }
    }

    /** Makes room for the inverses, once; those of uncoupled outputs lie otherwise than those of coupled ones. */
    void begin(boolean outputsAreUncoupled) {
        isDiagonal = outputsAreUncoupled;
        if (means.length == 0) {
            means = new double[outputs][groups * square];
            covariances = new double[outputs * (outputs + 1) / 2][];
            int pair = 0;
            for (int j = 0; j < outputs; j++) {
                for (int k = j; k < outputs; k++, pair++) {
                    int count = unknowns(j, k).count;
                    covariances[pair] = new double[groups * count * count];
                }
            }
        }
    }

    /** Inverts the blocks of a group, of eigenvalues a_j, whose rows 0 are multiplied by a power each. */
    void invert(Coefficients at, double sigma, int g, double[] eigenvalues, double[] powers, Scratch own) {
        for (int j = 0; j < outputs; j++) {
            fillBlock(at, eigenvalues[j], powers[j], own.blocks[j]);
            for (int e = 0; e < square; e++) {
                own.matrix[e] = (e % (vectors + 1) == 0 ? sigma : 0) - own.blocks[j][e];
            }
            own.meanSolver.invert(own.matrix, own.inverse, 0);
            keep(own.inverse, square, g, means[j]);
        }
        int pair = 0;
        for (int j = 0; j < outputs; j++) {
            for (int k = j; k < outputs; k++, pair++) {
                Unknowns unknowns = unknowns(j, k);
                fillKronecker(sigma, own.blocks[j], own.blocks[k], unknowns, own.kronecker);
                (j == k ? own.symmetricSolver : own.allSolver).invert(own.kronecker, own.inverse, 0);
                keep(own.inverse, unknowns.count * unknowns.count, g, covariances[pair]);
            }
        }
    }

    private void keep(double[] inverse, int entries, int g, double[] kept) {
        if (isDiagonal) {
            for (int e = 0; e < entries; e++) {
                kept[e * groups + g] = inverse[e];
            }
        } else {
            System.arraycopy(inverse, 0, kept, g * entries, entries);
        }
    }

    /** M_j, its row 0 times a scale. */
    private void fillBlock(Coefficients at, double eigenvalue, double scale, double[] block) {
        for (int a = 0; a < vectors; a++) {
            double factor = a == 0 ? scale : 1;
            for (int b = 0; b < vectors; b++) {
                double entry = at.transition[a * vectors + b] - (b == 0 ? at.gain[a] * eigenvalue : 0);
                block[a * vectors + b] = factor * entry - (a + b == 0 ? at.decoupledRidge : 0);
            }
        }
    }

    /** sigma - M_j (x) I - I (x) M_k on the unknowns. */
    private void fillKronecker(double sigma, double[] first, double[] second, Unknowns unknowns, double[] result) {
        int n = unknowns.count;
        Arrays.fill(result, 0, n * n, 0);
        for (int p = 0; p < n; p++) {
            int a = unknowns.first[p];
            int b = unknowns.second[p];
            result[p * n + p] += sigma;
            for (int c = 0; c < vectors; c++) {
                result[p * n + unknowns.of[c * vectors + b]] -= first[a * vectors + c];
                result[p * n + unknowns.of[a * vectors + c]] -= second[b * vectors + c];
            }
        }
    }

    /** Outputs that are not coupled: rows of groups, entry by entry of the inverses. */
    void applyByOutputs(double[] v, int from, int to, Scratch own) {
        for (int j = 0; j < outputs; j++) {
            for (int g = from; g < to; g++) {
                for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                    for (int a = 0; a < vectors; a++) {
                        double sum = 0;
                        for (int b = 0; b < vectors; b++) {
                            sum += means[j][(a * vectors + b) * groups + g] * v[layout.mean(b, j) + s];
                        }
                        own.solved[a] = sum;
                    }
                    for (int a = 0; a < vectors; a++) {
                        v[layout.mean(a, j) + s] = own.solved[a];
                    }
                }
            }
        }
        int count = to - from;
        int pair = 0;
        for (int j = 0; j < outputs; j++) {
            for (int k = j; k < outputs; k++, pair++) {
                Unknowns unknowns = unknowns(j, k);
                int n = unknowns.count;
                for (int p = 0; p < n; p++) {
                    Arrays.fill(own.chunks[p], 0, count, 0);
                    for (int q = 0; q < n; q++) {
                        int c = layout.covariance(unknowns.first[q], j, unknowns.second[q], k) + from;
                        int e = (p * n + q) * groups + from;
                        Kernels.addProduct(own.chunks[p], 0, 1, covariances[pair], e, v, c, count);
                    }
                }
                for (int p = 0; p < n; p++) {
                    int c = layout.covariance(unknowns.first[p], j, unknowns.second[p], k) + from;
                    System.arraycopy(own.chunks[p], 0, v, c, count);
                }
            }
        }
    }

    /** Coupled outputs: the means' rows of a group in its eigenbasis, entry (a, j) at a l + j. */
    void applyToRows(int g, double[] rows, Scratch own) {
        for (int j = 0; j < outputs; j++) {
            for (int a = 0; a < vectors; a++) {
                double sum = 0;
                for (int b = 0; b < vectors; b++) {
                    sum += means[j][g * square + a * vectors + b] * rows[b * outputs + j];
                }
                own.solved[a] = sum;
            }
            for (int a = 0; a < vectors; a++) {
                rows[a * outputs + j] = own.solved[a];
            }
        }
    }

    /** Coupled outputs: the covariances of a group in its eigenbasis, entry (a, j; b, k) at ((a n + b) l + j) l + k. */
    void applyToMatrix(int g, double[] c, Scratch own) {
        int pair = 0;
        for (int j = 0; j < outputs; j++) {
            for (int k = j; k < outputs; k++, pair++) {
                Unknowns unknowns = unknowns(j, k);
                int n = unknowns.count;
                for (int p = 0; p < n; p++) {
                    own.numbers[p] =
                            c[((unknowns.first[p] * vectors + unknowns.second[p]) * outputs + j) * outputs + k];
                }
                for (int p = 0; p < n; p++) {
                    int row = (g * n + p) * n;
                    own.solved[p] = Kernels.dotSlices(covariances[pair], row, own.numbers, 0, n);
                }
                for (int p = 0; p < n; p++) {
                    int a = unknowns.first[p];
                    int b = unknowns.second[p];
                    c[((a * vectors + b) * outputs + j) * outputs + k] = own.solved[p];
                    c[((b * vectors + a) * outputs + k) * outputs + j] = own.solved[p];
                }
            }
        }
    }
}
