package org.sgdyn.dynamics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.SymmetricEigen;

/**
 * {@link Motion.Inverse} for the modes' linear motion under an algorithm of n vectors. In the eigenbasis of A_g (of P^{1/2} A_g
 * P^{1/2} with a scale, where iterates are divided and velocities multiplied by P^{1/2}), every eigenvalue a_j has a block of n rows
 *
 * <pre>
 * M_j = T - a_j e e_0^T - gamma delta e_0 e_0^T   (the last for a ridge outside of the scale),
 * </pre>
 *
 * <p>on the means, and the covariance of outputs j and k solves sigma C - M_j C - C M_k^T = R, n^2 numbers. Neither grows with the
 * number of modes; both are inverted group by group. Where A_g is not symmetric, as for clipped gradients of three outputs or more,
 * its symmetric part is inverted and the rest is iterated, v &lt;- (sigma - D_s)^{-1} (r + D_a v), which contracts by about the asymmetry.
 */
final class RuleInverse implements Motion.Inverse {

    private static final int CHUNK = RuleBlocks.CHUNK;
    private static final int MOST_SWEEPS = 60;
    private static final double SETTLED = 1e-13;

    /** An asymmetry at the level of rounding is none. */
    private static final double ROUNDING = 1e-14;

    private final Motion motion;
    private final @Nullable ScaleOfModes scale;
    private final ModeTable modes;
    private final StateLayout layout;
    private final DriveTable drive;
    private final LinearStep step;
    private final int outputs;
    private final int groups;
    private final int vectors;
    private final int square;
    private final int chunks;
    private final Lanes lanes;
    private final Scratch[] scratch;

    private final Coefficients rest;
    private boolean isSymmetric = true;
    private boolean isDiagonal = true;
    private final RuleBlocks blocks;

    /** Eigenvectors of each group, l x l, where the outputs are coupled. */
    private double[] eigenvectors = {};
    /** The roots of P by group and output, where the outputs are coupled: the scale itself moves on with every response. */
    private double[] roots = {};

    private double[] before = {};
    private double[] change = {};
    private double momentFactor;
    private double accumulatorFactor;

    RuleInverse(Motion motion, LearningProblem problem, StateLayout layout, DriveTable drive) {
        this.motion = motion;
        this.layout = layout;
        this.drive = drive;
        modes = problem.modes();
        scale = problem.training()
                .rule()
                .secondMoment()
                .map(rule -> new ScaleOfModes(drive, rule))
                .orElse(null);
        step = LinearStep.of(problem.training());
        outputs = modes.outputs();
        groups = modes.groups();
        vectors = step.vectors();
        square = vectors * vectors;
        chunks = (groups + CHUNK - 1) / CHUNK;
        long pairs = (long) outputs * (outputs + 1) / 2;
        lanes = Lanes.of(groups * pairs * square * square * 4, chunks);
        scratch = new Scratch[lanes.count()];
        Arrays.setAll(scratch, lane -> new Scratch(outputs, vectors));
        blocks = new RuleBlocks(modes, layout);
        rest = new Coefficients(problem, layout);
    }

    /**
     * Whether blocks of single eigenvalues are all that there is: with a scale and several outputs, iterates and velocities may only
     * meet as they do in momentum and in averages, since the scale does not commute with the curvature.
     */
    static boolean decouples(LearningProblem problem) {
        if (problem.modes().outputs() == 1
                || problem.training().rule().secondMoment().isEmpty()) {
            return true;
        }
        LinearStep step = LinearStep.of(problem.training());
        int n = step.vectors();
        double[] transition = new double[n * n];
        double[] gain = new double[n];
        step.at(1, 1, transition, gain);
        boolean holds = transition[0] == 0;
        for (int a = 1; a < n; a++) {
            boolean isVelocity = step.isVelocity(a);
            holds &= isVelocity || (transition[a] == 0 && gain[a] == 0);
            for (int b = 0; b < n; b++) {
                holds &= transition[a * n + b] == 0 || isVelocity == step.isVelocity(b);
            }
        }
        return holds;
    }

    /** How many numbers the inverses of a problem take. */
    static double size(LearningProblem problem) {
        ModeTable modes = problem.modes();
        double n = LinearStep.of(problem.training()).vectors();
        double l = modes.outputs();
        return modes.groups() * (l * n * n + l * (l + 1) / 2 * n * n * n * n + l * l);
    }

    /** Memory of a lane. */
    private static final class Scratch {

        final SymmetricEigen eigen;
        final double[] curvature;
        final double[] eigenvalues;
        final double[] roots;
        final double[] powers;
        final double[] covariance;
        final double[] product;
        final double[] rows;
        final RuleBlocks.Scratch ofBlocks;

        Scratch(int outputs, int vectors) {
            int square = vectors * vectors;
            eigen = SymmetricEigen.of(outputs);
            curvature = new double[outputs * outputs];
            eigenvalues = new double[outputs];
            roots = new double[outputs];
            powers = new double[outputs];
            covariance = new double[square * outputs * outputs];
            product = new double[square * outputs * outputs];
            rows = new double[vectors * outputs];
            ofBlocks = new RuleBlocks.Scratch(outputs, vectors);
        }
    }

    @Override
    public void prepare(Coefficients at, double sigma) {
        blocks.begin(at.diagonal);
        momentFactor = 1 / (sigma + at.forgetting);
        accumulatorFactor = 1 / sigma;
        isSymmetric = isSymmetric(at);
        if (!isSymmetric) {
            keepRest(at);
        }
        isDiagonal = at.diagonal;
        if (!isDiagonal && eigenvectors.length == 0) {
            eigenvectors = new double[groups * outputs * outputs];
            roots = new double[groups * outputs];
        }
        if (scale != null) {
            scale.evaluate(at);
        }
        lanes.forEach(chunks, (lane, chunk) -> {
            for (int g = chunk * CHUNK; g < Math.min(groups, (chunk + 1) * CHUNK); g++) {
                prepare(at, sigma, g, scratch[lane]);
            }
        });
    }

    private boolean isSymmetric(Coefficients at) {
        for (double[] hessian : at.hessian) {
            for (int j = 0; j < outputs; j++) {
                for (int a = j + 1; a < outputs; a++) {
                    double upper = hessian[j * outputs + a];
                    double lower = hessian[a * outputs + j];
                    if (!(Math.abs(upper - lower) <= ROUNDING * (Math.abs(upper) + Math.abs(lower)))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Keeps the antisymmetric part of the Hessians, and nothing else that moves. */
    private void keepRest(Coefficients at) {
        rest.copyFrom(at);
        rest.clearMoments();
        rest.dropOwnMotion();
        for (int k = 0; k < modes.spectra(); k++) {
            for (int j = 0; j < outputs; j++) {
                for (int a = 0; a < outputs; a++) {
                    double entry = at.hessian[k][j * outputs + a];
                    rest.hessian[k][j * outputs + a] = entry - 0.5 * (entry + at.hessian[k][a * outputs + j]);
                }
            }
        }
        if (before.length == 0) {
            before = new double[layout.size()];
            change = new double[layout.size()];
        }
    }

    private void prepare(Coefficients at, double sigma, int g, Scratch own) {
        for (int j = 0; j < outputs; j++) {
            for (int a = 0; a < outputs; a++) {
                double sum = a == j ? at.ridge : 0;
                for (int k = 0; k < modes.spectra(); k++) {
                    double[] hessian = at.hessian[k];
                    sum += drive.byGroup(k)[g] * (0.5 * (hessian[j * outputs + a] + hessian[a * outputs + j]));
                }
                own.curvature[j * outputs + a] = sum;
            }
            own.roots[j] = scale == null ? 1 : Math.sqrt(scale.byGroup(j)[g]);
        }
        if (isDiagonal) {
            for (int j = 0; j < outputs; j++) {
                own.eigenvalues[j] = own.curvature[j * outputs + j];
            }
        } else {
            for (int j = 0; j < outputs; j++) {
                for (int a = 0; a < outputs; a++) {
                    own.curvature[j * outputs + a] *= own.roots[j] * own.roots[a];
                }
            }
            own.eigen.decompose(own.curvature);
            System.arraycopy(own.eigen.values, 0, own.eigenvalues, 0, outputs);
            System.arraycopy(own.eigen.vectors, 0, eigenvectors, g * outputs * outputs, outputs * outputs);
            System.arraycopy(own.roots, 0, roots, g * outputs, outputs);
        }
        for (int j = 0; j < outputs; j++) {
            own.powers[j] = isDiagonal ? own.roots[j] * own.roots[j] : 1;
        }
        blocks.invert(at, sigma, g, own.eigenvalues, own.powers, own.ofBlocks);
    }

    @Override
    public void apply(double[] v) {
        for (int m = layout.moments(); m < layout.accumulator(); m++) {
            v[m] *= momentFactor;
        }
        v[layout.accumulator()] *= accumulatorFactor;
        if (isSymmetric) {
            applySymmetric(v);
            return;
        }
        System.arraycopy(v, 0, before, 0, v.length);
        applySymmetric(v);
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            motion.respond(rest, v, change);
            double largest = 0;
            double moved = 0;
            for (int k = 0; k < layout.moments(); k++) {
                change[k] += before[k];
            }
            applySymmetric(change);
            for (int k = 0; k < layout.moments(); k++) {
                largest = Math.max(largest, Math.abs(change[k]));
                moved = Math.max(moved, Math.abs(change[k] - v[k]));
                v[k] = change[k];
            }
            if (!(moved > SETTLED * largest)) {
                return;
            }
        }
    }

    private void applySymmetric(double[] v) {
        lanes.forEach(chunks, (lane, chunk) -> {
            Scratch own = scratch[lane];
            int from = chunk * CHUNK;
            int to = Math.min(groups, from + CHUNK);
            if (isDiagonal) {
                blocks.applyByOutputs(v, from, to, own.ofBlocks);
                return;
            }
            for (int g = from; g < to; g++) {
                System.arraycopy(roots, g * outputs, own.roots, 0, outputs);
                for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                    applyToMeans(v, g, s, own);
                }
                applyToCovariances(v, g, own);
            }
        });
    }

    /** What a vector is divided by to come into the symmetric form: the root of P for iterates, its inverse for velocities. */
    private double divisor(int vector, double root) {
        return step.isVelocity(vector) ? 1 / root : root;
    }

    private void applyToMeans(double[] v, int g, int s, Scratch own) {
        double[] rows = own.rows;
        for (int a = 0; a < vectors; a++) {
            for (int j = 0; j < outputs; j++) {
                rows[a * outputs + j] = v[layout.mean(a, j) + s] / divisor(a, own.roots[j]);
            }
            rotate(g, rows, a * outputs, 1, own.product, true);
        }
        blocks.applyToRows(g, rows, own.ofBlocks);
        for (int a = 0; a < vectors; a++) {
            rotate(g, rows, a * outputs, 1, own.product, false);
            for (int j = 0; j < outputs; j++) {
                v[layout.mean(a, j) + s] = rows[a * outputs + j] * divisor(a, own.roots[j]);
            }
        }
    }

    /** l numbers, so many apart, become Q^T times them, or Q times them. */
    private void rotate(int g, double[] rows, int start, int stride, double[] buffer, boolean isTransposed) {
        int q = g * outputs * outputs;
        for (int j = 0; j < outputs; j++) {
            double sum = 0;
            for (int a = 0; a < outputs; a++) {
                double entry = eigenvectors[q + (isTransposed ? a * outputs + j : j * outputs + a)];
                sum += entry * rows[start + a * stride];
            }
            buffer[j] = sum;
        }
        for (int j = 0; j < outputs; j++) {
            rows[start + j * stride] = buffer[j];
        }
    }

    private void applyToCovariances(double[] v, int g, Scratch own) {
        double[] c = own.covariance;
        // Entry (a, j; b, k) at ((a n + b) l + j) l + k.
        for (int a = 0; a < vectors; a++) {
            for (int b = 0; b < vectors; b++) {
                int block = (a * vectors + b) * outputs * outputs;
                for (int j = 0; j < outputs; j++) {
                    for (int k = 0; k < outputs; k++) {
                        c[block + j * outputs + k] = v[layout.covariance(a, j, b, k) + g]
                                / (divisor(a, own.roots[j]) * divisor(b, own.roots[k]));
                    }
                }
                rotateBlock(g, c, block, own, true);
            }
        }
        blocks.applyToMatrix(g, c, own.ofBlocks);
        for (int a = 0; a < vectors; a++) {
            for (int b = a; b < vectors; b++) {
                int block = (a * vectors + b) * outputs * outputs;
                rotateBlock(g, c, block, own, false);
                for (int j = 0; j < outputs; j++) {
                    for (int k = a == b ? j : 0; k < outputs; k++) {
                        v[layout.covariance(a, j, b, k) + g] =
                                c[block + j * outputs + k] * divisor(a, own.roots[j]) * divisor(b, own.roots[k]);
                    }
                }
            }
        }
    }

    /** A block C becomes Q^T C Q, or Q C Q^T. */
    private void rotateBlock(int g, double[] c, int block, Scratch own, boolean isTransposed) {
        for (int k = 0; k < outputs; k++) {
            rotate(g, c, block + k, outputs, own.product, isTransposed);
        }
        for (int j = 0; j < outputs; j++) {
            rotate(g, c, block + j * outputs, 1, own.product, isTransposed);
        }
    }
}
