package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.LargestLogit;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * The few numbers through which the modes meet: per class i the logits' mean m_i, per covariance spectrum k their covariance B_k
 * (arXiv:2510.14074), and the loss's expectations at them. The dynamics asks for g_i alone class by class; of the matrices it
 * needs the sums over the classes of a spectrum, sum_i p_i H_i and so on, so that memory follows the number of spectra, not
 * of classes. One thread at a time.
 */
final class ClassMoments {

    /** From so many outputs on, covariances are summed by outer products of whole rows. */
    private static final int MANY_OUTPUTS = 8;

    /** Slots whose outer products are summed at a time. */
    private static final int TILE = 32;

    /** The most numbers that partial sums over blocks may take. */
    private static final long PARTIAL_SUMS = 1L << 22;

    /** From so many outputs on, moments of a class by quadrature are worth a hand-over to another thread. */
    private static final int SLOW_MOMENTS = 4;

    private static final int CLASSES_AT_A_TIME = 8;

    private static final double MOSTLY_CORRECT = 0.99;

    private final LearningProblem problem;
    private final ModeTable modes;
    private final StateLayout layout;
    private final MeanEntries means;
    private final int outputs;
    private final int logits;
    private final int spectra;
    private final LossMoments[] loss;
    private final GradientMoments[] buffers;
    /** Per lane; none for one output. */
    private final LargestLogit[] largestLogits;

    private final Lanes errorLanes;
    private final OptionalDouble affineSlope;

    private final double[][] mean;
    private final double[][] covariance;
    private final double[][] gradient;
    private final Coefficients sums;

    private final Blocks blocks;
    private final Lanes blockLanes;
    private final Lanes classLanes;
    /** Per block the sums behind m_i, then those behind B_k. */
    private final double[][] partial;

    private final double[][] tiles;
    /** Per lane. */
    private final double[][] triples;

    ClassMoments(LearningProblem problem, StateLayout layout) {
        this.problem = problem;
        this.layout = layout;
        modes = problem.modes();
        means = MeanEntries.of(modes);
        outputs = modes.outputs();
        logits = outputs + modes.teacherOutputs();
        spectra = modes.spectra();
        errorLanes = new Lanes(outputs >= SLOW_MOMENTS ? Math.min(CLASSES_AT_A_TIME, modes.classes()) : 1);
        largestLogits = new LargestLogit[outputs > 1 ? errorLanes.count() : 0];
        if (largestLogits.length > 0) {
            Arrays.fill(largestLogits, LargestLogit.of(outputs));
            Arrays.setAll(largestLogits, lane -> lane == 0 ? largestLogits[0] : largestLogits[0].another());
        }
        int classes = modes.classes();
        loss = new LossMoments[classes];
        Arrays.setAll(loss, i -> problem.loss().moments(modes.target(i), problem.expectation()));
        affineSlope = affineSlope(problem.loss());
        mean = new double[classes][logits];
        covariance = new double[spectra][logits * logits];
        gradient = new double[classes][outputs];
        sums = new Coefficients(modes);
        classLanes = classLanes(problem);
        buffers = new GradientMoments[affineSlope.isPresent() ? 0 : classLanes.count()];
        Arrays.setAll(buffers, k -> new GradientMoments(outputs, modes.teacherOutputs()));
        int perBlock = classes * outputs + spectra * outputs * logits;
        blocks = Blocks.of(modes, means, PARTIAL_SUMS / perBlock);
        blockLanes = Lanes.of((long) modes.slots() * spectra * outputs * (outputs + 1) / 2, blocks.count());
        partial = new double[blocks.count()][perBlock];
        tiles = new double[blockLanes.count()][outputs >= MANY_OUTPUTS ? TILE * outputs : 0];
        triples = new double[blockLanes.count()][3];
        fillTeacherBlock();
    }

    /** The slope h of a gradient that is affine in the logits alone, so that G_i = g_i g_i^T + h^2 B_i. */
    static OptionalDouble affineSlope(Loss loss) {
        return loss.teacherOutputs() == 0 && loss.noiseVariance() == 0
                ? loss.quadraticCurvature()
                : OptionalDouble.empty();
    }

    /** Lanes for work on the moments class by class. */
    static Lanes classLanes(LearningProblem problem) {
        boolean slow = problem.modes().outputs() >= SLOW_MOMENTS
                && affineSlope(problem.loss()).isEmpty();
        return new Lanes(slow ? Math.min(CLASSES_AT_A_TIME, problem.modes().classes()) : 1);
    }

    /** The teacher's own logits do not move: m*_i = X*^T mu_i, B*_k = X*^T K_k X*. */
    private void fillTeacherBlock() {
        int slots = modes.slots();
        for (int j = outputs; j < logits; j++) {
            double[] teacher = modes.slotTeachers(j - outputs);
            for (int i = 0; i < modes.classes(); i++) {
                mean[i][j] = Kernels.dot(modes.slotMeans(i), teacher, 0, slots);
            }
            for (int k = 0; k < spectra; k++) {
                for (int a = outputs; a < logits; a++) {
                    covariance[k][j * logits + a] = Kernels.weightedDot(
                            modes.spectrumBySlot(k), 0, teacher, 0, modes.slotTeachers(a - outputs), 0, slots);
                }
            }
        }
    }

    /** Reads m_i and B_k off a state: m_i = sum_s mu_{s,i} x_s, B_k = sum_s lambda_{s,k} x_s x_s^T + sum_g lambda_{g,k} C_g. */
    void readLogits(double[] state) {
        blockLanes.forEach(blocks.count(), (lane, b) -> readBlock(state, b, lane));
        // In the order of the blocks, whichever thread summed them.
        double[] total = partial[0];
        for (int b = 1; b < blocks.count(); b++) {
            Kernels.add(total, 0, 1.0, partial[b], 0, total.length);
        }
        for (int i = 0; i < modes.classes(); i++) {
            System.arraycopy(total, i * outputs, mean[i], 0, outputs);
        }
        for (int k = 0; k < spectra; k++) {
            int from = modes.classes() * outputs + k * outputs * logits;
            for (int j = 0; j < outputs; j++) {
                for (int a = j; a < logits; a++) {
                    double value = total[from + j * logits + a];
                    // Rounding may push a vanishing variance below zero.
                    value = a == j ? Math.max(0.0, value) : value;
                    covariance[k][j * logits + a] = value;
                    covariance[k][a * logits + j] = value;
                }
            }
        }
    }

    private void readBlock(double[] state, int block, int lane) {
        double[] total = partial[block];
        Arrays.fill(total, 0);
        int slot = blocks.slot(block);
        int slots = blocks.slot(block + 1) - slot;
        int group = blocks.group(block);
        int groups = blocks.group(block + 1) - group;
        boolean scalar = outputs == 1 && modes.slots() == modes.groups();
        if (scalar) {
            readScalars(state, slot, slots, total, triples[lane]);
        } else {
            for (int j = 0; j < outputs; j++) {
                means.addProjections(state, layout.iterate(j), slot, slot + slots, total, j, outputs);
            }
        }
        for (int k = 0; k < spectra; k++) {
            int from = modes.classes() * outputs + k * outputs * logits;
            double[] bySlot = modes.spectrumBySlot(k);
            double[] byGroup = modes.spectrumByGroup(k);
            if (outputs >= MANY_OUTPUTS) {
                addOuterProducts(state, bySlot, slot, slots, total, from, tiles[lane]);
            }
            for (int j = 0; j < outputs; j++) {
                int x = layout.iterate(j) + slot;
                for (int a = scalar ? outputs : j; a < outputs; a++) {
                    double sum = Kernels.dotSlices(byGroup, group, state, layout.covariance(j, a) + group, groups);
                    if (outputs < MANY_OUTPUTS) {
                        sum += Kernels.weightedDot(bySlot, slot, state, x, state, layout.iterate(a) + slot, slots);
                    }
                    total[from + j * logits + a] += sum;
                }
                for (int a = outputs; a < logits; a++) {
                    double[] teacher = modes.slotTeachers(a - outputs);
                    total[from + j * logits + a] = Kernels.weightedDot(bySlot, slot, state, x, teacher, slot, slots);
                }
            }
        }
    }

    /**
     * The block's sums where every mode is a scalar, without the teacher's. Memory sets the pace of many modes, so one pass serves
     * a mean and two spectra. The iterate is the state's first block.
     */
    private void readScalars(double[] state, int slot, int slots, double[] total, double[] triple) {
        int c = layout.covariance(0, 0);
        for (int k = 0; k < spectra; k += 2) {
            int q = Math.min(k + 1, spectra - 1);
            boolean hasRow = k / 2 < means.rows();
            double[] row = hasRow ? means.row(k / 2) : modes.spectrumBySlot(k);
            Kernels.projectionAndEnergies(
                    row, modes.spectrumBySlot(k), modes.spectrumBySlot(q), state, c, slot, slot + slots, triple);
            if (hasRow) {
                means.addRowProjection(k / 2, triple[0], total, 0, 1);
            }
            total[modes.classes() + k * logits] += triple[1];
            total[modes.classes() + q * logits] += q > k ? triple[2] : 0;
        }
        for (int r = (spectra + 1) / 2; r < means.rows(); r++) {
            means.addRowProjection(r, Kernels.dotSlices(means.row(r), slot, state, slot, slots), total, 0, 1);
        }
        means.addEntryProjections(state, 0, slot, slot + slots, total, 0, 1);
    }

    /** Adds sum_s lambda_s x_s x_s^T, upper triangle, by rows: the slots' vectors are gathered tile by tile. */
    private void addOuterProducts(
            double[] state, double[] eigenvalues, int slot, int slots, double[] total, int from, double[] tile) {
        for (int first = slot; first < slot + slots; first += TILE) {
            int count = Math.min(TILE, slot + slots - first);
            for (int j = 0; j < outputs; j++) {
                int x = layout.iterate(j) + first;
                for (int s = 0; s < count; s++) {
                    tile[s * outputs + j] = state[x + s];
                }
            }
            for (int j = 0; j < outputs; j++) {
                int row = from + j * logits;
                for (int s = 0; s < count; s++) {
                    double factor = eigenvalues[first + s] * tile[s * outputs + j];
                    if (factor != 0) {
                        Kernels.add(total, row + j, factor, tile, s * outputs + j, outputs - j);
                    }
                }
            }
        }
    }

    /** Evaluates g_i of every class, and the sums of H, G, H* of every spectrum, at the logits last read. */
    void evaluateGradients() {
        if (affineSlope.isPresent()) {
            evaluateAffine(affineSlope.getAsDouble());
            return;
        }
        sums.clearMoments();
        for (int first = 0; first < loss.length; first += buffers.length) {
            int start = first;
            classLanes.forEach(
                    Math.min(buffers.length, loss.length - first), (lane, i) -> evaluateClass(start + i, buffers[i]));
            for (int i = first; i < Math.min(loss.length, first + buffers.length); i++) {
                addClass(i, buffers[i - first]);
            }
        }
        sums.diagonal = isHessianDiagonal();
    }

    private void evaluateClass(int i, GradientMoments result) {
        loss[i].evaluate(mean[i], covariance[modes.spectrumOf(i)], result);
    }

    private void addClass(int i, GradientMoments moments) {
        int k = modes.spectrumOf(i);
        double p = modes.weight(i);
        System.arraycopy(moments.gradient, 0, gradient[i], 0, outputs);
        Kernels.add(sums.force[i], 0, p, moments.gradient, 0, outputs);
        Kernels.add(sums.hessian[k], 0, p, moments.hessian, 0, outputs * outputs);
        Kernels.add(sums.secondMoment[k], 0, p, moments.gradientSecondMoment, 0, outputs * outputs);
        Kernels.add(sums.teacherHessian[k], 0, p, moments.teacherHessian, 0, moments.teacherHessian.length);
    }

    /** A gradient h (r - r_0): g_i = h (m_i - r_0), H = h I, G_i = g_i g_i^T + h^2 B_i, with no matrix per class. */
    private void evaluateAffine(double slope) {
        sums.diagonal = true;
        for (int k = 0; k < spectra; k++) {
            double weight = modes.spectrumWeight(k);
            for (int e = 0; e < outputs * outputs; e++) {
                sums.secondMoment[k][e] = weight * slope * slope * covariance[k][e];
            }
            for (int j = 0; j < outputs; j++) {
                sums.hessian[k][j * outputs + j] = weight * slope;
            }
        }
        for (int i = 0; i < loss.length; i++) {
            double[] g = gradient[i];
            problem.loss().gradient(modes.target(i), mean[i], mean[i], 0, g);
            double[] second = sums.secondMoment[modes.spectrumOf(i)];
            for (int j = 0; j < outputs; j++) {
                sums.force[i][j] = modes.weight(i) * g[j];
                Kernels.add(second, j * outputs, modes.weight(i) * g[j], g, 0, outputs);
            }
        }
    }

    /** Whether the loss's gradient is affine in the logits. */
    boolean isAffine() {
        return affineSlope.isPresent();
    }

    /**
     * How the coefficients of an affine gradient change with the shared moments, in their order of {@link MomentSlopes}:
     * dg_i = h dm_i, dG_i = dg_i g_i^T + g_i dg_i^T + h^2 dB_i, at the last evaluation. Adds to zeros.
     */
    void changeAffine(double[] change, Coefficients result) {
        double slope = affineSlope.orElseThrow();
        int next = loss.length * outputs;
        for (int k = 0; k < spectra; k++) {
            double factor = modes.spectrumWeight(k) * slope * slope;
            for (int j = 0; j < outputs; j++) {
                for (int a = j; a < outputs; a++) {
                    result.secondMoment[k][j * outputs + a] = factor * change[next];
                    result.secondMoment[k][a * outputs + j] = factor * change[next++];
                }
            }
        }
        for (int i = 0; i < loss.length; i++) {
            double[] second = result.secondMoment[modes.spectrumOf(i)];
            double factor = modes.weight(i) * slope;
            Kernels.add(result.force[i], 0, factor, change, i * outputs, outputs);
            for (int j = 0; j < outputs; j++) {
                Kernels.add(second, j * outputs, factor * change[i * outputs + j], gradient[i], 0, outputs);
                Kernels.add(second, j * outputs, factor * gradient[i][j], change, i * outputs, outputs);
            }
        }
    }

    /** g_i at the last evaluation, length l. */
    double[] gradient(int i) {
        return gradient[i];
    }

    /** The coefficients at the last evaluation, all but drift, noise and ridge; overwritten by the next. */
    Coefficients coefficients() {
        return sums;
    }

    /** Whether no output's Hessian couples to another output. */
    private boolean isHessianDiagonal() {
        for (double[] matrix : sums.hessian) {
            for (int j = 0; j < outputs; j++) {
                for (int a = 0; a < outputs; a++) {
                    if (a != j && matrix[j * outputs + a] != 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    MeanEntries means() {
        return means;
    }

    /** The risk of class i at the logits last read. */
    double risk(int i) {
        return loss[i].risk(mean[i], covariance[modes.spectrumOf(i)]);
    }

    /** The absolute standard error of the risk of class i at the logits last read; 0 if it is exact. */
    double errorEstimate(int i) {
        return loss[i].errorEstimate(mean[i], covariance[modes.spectrumOf(i)]);
    }

    /** The probability that logit j is the largest over class i, at the logits last read. */
    double largestLogit(int i, int j) {
        return largestLogit(largestLogits[0], i, j);
    }

    private double largestLogit(LargestLogit scratch, int i, int j) {
        return scratch.probability(j, mean[i], covariance[modes.spectrumOf(i)], logits);
    }

    /** Per class the probability that another logit than its own is the largest, at the logits last read. */
    void largestLogitErrors(double[] errors) {
        errorLanes.forEach(errors.length, (lane, i) -> errors[i] = largestLogitError(largestLogits[lane], i));
    }

    /** The probability of all other classes; summed directly where it is small, so that it keeps its digits. */
    private double largestLogitError(LargestLogit scratch, int i) {
        double correct = largestLogit(scratch, i, i);
        if (correct < MOSTLY_CORRECT) {
            return 1 - correct;
        }
        double sum = 0;
        for (int j = 0; j < outputs; j++) {
            sum += j == i ? 0 : largestLogit(scratch, i, j);
        }
        return sum;
    }

    LossMoments lossMoments(int i) {
        return loss[i];
    }

    /** m_i as last read, length l + l*. */
    double[] classMean(int i) {
        return mean[i];
    }

    /** B_k as last read, (l + l*) x (l + l*). */
    double[] spectrumCovariance(int k) {
        return covariance[k];
    }

    double mean(int i, int j) {
        return mean[i][j];
    }

    double covariance(int i, int j, int a) {
        return covariance[modes.spectrumOf(i)][j * logits + a];
    }
}
