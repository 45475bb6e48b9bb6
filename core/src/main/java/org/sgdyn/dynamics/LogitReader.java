package org.sgdyn.dynamics;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;

/**
 * The logits where covariances share an eigenbasis (arXiv:2510.14074): per class i their mean m_i, per covariance spectrum k their
 * covariance B_k,
 *
 * <pre>
 * m_i = sum_s mu_{s,i} x_s,   B_k = sum_s lambda_{s,k} x_s x_s^T + sum_g lambda_{g,k} C_g,
 * </pre>
 *
 * <p>those of the teacher's logits x*_s, which do not move, behind those of x_s; {@link TrainedLogits} are added. One thread at a time.
 */
final class LogitReader implements Logits {

    /** From so many outputs on, covariances are summed by outer products of whole rows. */
    private static final int MANY_OUTPUTS = 8;

    /** Slots whose outer products are summed at a time. */
    private static final int TILE = 32;

    /** The most numbers that partial sums over blocks may take. */
    private static final long PARTIAL_SUMS = 1L << 22;

    private final ModeTable modes;
    private final StateLayout layout;
    private final MeanEntries means;
    /** For many means and outputs; null for few. */
    private final @Nullable MeanProducts products;

    private final TrainedLogits trained;
    private final int count;
    private final boolean isByOutput;
    private final int outputs;
    private final int logits;
    private final int spectra;

    private final double[][] mean;
    private final double[][] covariance;

    private final Blocks blocks;
    private final Lanes blockLanes;
    /** Per block the sums behind m_i, then those behind B_k. */
    private final double[][] partial;

    private final double[][] tiles;
    /** Per lane. */
    private final double[][] triples;

    /** Per class, in changes. */
    private final double[] projections;

    LogitReader(LearningProblem problem, StateLayout layout) {
        this.layout = layout;
        modes = problem.modes();
        trained = new TrainedLogits(problem, layout);
        count = count(problem);
        isByOutput = problem.reduction().isByOutput();
        means = MeanEntries.of(modes);
        outputs = modes.outputs();
        products = MeanProducts.suit(means, outputs)
                ? MeanProducts.of(means, modes.classes(), outputs, modes.slots())
                : null;
        logits = outputs + modes.teacherOutputs();
        spectra = modes.spectra();
        int classes = modes.classes();
        mean = new double[classes][trained.length()];
        covariance = new double[spectra][logits * logits];
        int perBlock = classes * outputs + spectra * outputs * logits;
        blocks = Blocks.of(modes, means, PARTIAL_SUMS / perBlock);
        blockLanes = Lanes.of((long) modes.slots() * spectra * outputs * (outputs + 1) / 2, blocks.count());
        partial = new double[blocks.count()][perBlock];
        tiles = new double[blockLanes.count()][hasOuterProducts() ? TILE * outputs : 0];
        triples = new double[blockLanes.count()][3];
        projections = new double[classes];
        fillTeacherBlock();
    }

    private boolean hasOuterProducts() {
        return outputs >= MANY_OUTPUTS && !isByOutput;
    }

    /** The products of many means and outputs, if there are so many. */
    Optional<MeanProducts> products() {
        return Optional.ofNullable(products);
    }

    /** The class means as the readings use them. */
    MeanEntries means() {
        return means;
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
        return covariance[modes.spectrumOf(i)];
    }

    @Override
    public double[] spectrumCovariance(int k) {
        return covariance[k];
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

    @Override
    public void read(double[] state) {
        blockLanes.forEach(blocks.count(), (lane, b) -> readBlock(state, b, lane));
        // In the order of the blocks, whichever thread summed them.
        double[] total = partial[0];
        for (int b = 1; b < blocks.count(); b++) {
            Kernels.add(total, 0, 1.0, partial[b], 0, total.length);
        }
        if (products != null) {
            products.project(state, layout.iterate(0), total);
        }
        for (int i = 0; i < modes.classes(); i++) {
            System.arraycopy(total, i * outputs, mean[i], 0, outputs);
        }
        trained.read(state, mean);
        for (int k = 0; k < spectra; k++) {
            int from = modes.classes() * outputs + k * outputs * logits;
            for (int j = 0; j < outputs; j++) {
                for (int a = j; a < (isByOutput ? j + 1 : logits); a++) {
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
        } else if (products == null) {
            for (int j = 0; j < outputs; j++) {
                means.addProjections(state, layout.iterate(j), slot, slot + slots, total, j, outputs);
            }
        }
        for (int k = 0; k < spectra; k++) {
            int from = modes.classes() * outputs + k * outputs * logits;
            double[] bySlot = modes.spectrumBySlot(k);
            double[] byGroup = modes.spectrumByGroup(k);
            if (hasOuterProducts()) {
                addOuterProducts(state, bySlot, slot, slots, total, from, tiles[lane]);
            }
            for (int j = 0; j < outputs; j++) {
                int x = layout.iterate(j) + slot;
                for (int a = scalar ? outputs : j; a < layout.partnersEnd(j); a++) {
                    double sum = Kernels.dotSlices(byGroup, group, state, layout.covariance(j, a) + group, groups);
                    if (!hasOuterProducts()) {
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
     * a mean and two spectra.
     */
    private void readScalars(double[] state, int slot, int slots, double[] total, double[] triple) {
        int c = layout.variance();
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

    /**
     * The number of moving entries: of m_i, class by class, of B_k with row j &lt; l and column a &gt;= j, spectrum by spectrum, and of
     * the loss's own parameters.
     */
    static int count(LearningProblem problem) {
        ModeTable modes = problem.modes();
        long all = (long) modes.classes() * modes.outputs()
                + (long) modes.spectra() * covarianceEntries(problem)
                + problem.loss().trained().size();
        return (int) Math.min(Integer.MAX_VALUE, all);
    }

    /** The moving entries of one B_k. */
    static int covarianceEntries(LearningProblem problem) {
        int outputs = problem.modes().outputs();
        int pairs = problem.reduction().isByOutput() ? outputs : outputs * (outputs + 1) / 2;
        return pairs + outputs * problem.modes().teacherOutputs();
    }

    /**
     * How the moving entries, in the order of {@link #count}, change with a state that changes by v:
     *
     * <pre>
     * dm_i = sum_s mu_{s,i} v_s + db,   dB_k = sum_s lambda_{s,k} ( x_s v_s^T + v_s x_s^T ) + sum_g lambda_{g,k} dC_g
     * </pre>
     */
    void readChange(double[] state, double[] v, double[] result) {
        if (logits == 1 && modes.slots() == modes.groups()) {
            changeScalars(state, v, result);
        } else {
            changeMatrices(state, v, result);
        }
        trained.readChange(v, modes.classes(), result, count);
    }

    /** One output, no teacher and single modes: a pass serves a mean and two spectra, as when the moments themselves are read. */
    private void changeScalars(double[] state, double[] v, double[] result) {
        int classes = modes.classes();
        double[] triple = triples[0];
        int n = modes.slots();
        Arrays.fill(result, 0, classes, 0);
        for (int k = 0; k < spectra; k += 2) {
            int q = Math.min(k + 1, spectra - 1);
            boolean hasRow = k / 2 < means.rows();
            double[] first = modes.spectrumBySlot(k);
            double[] row = hasRow ? means.row(k / 2) : first;
            Kernels.projectionAndEnergyChanges(
                    row, first, modes.spectrumBySlot(q), state, v, layout.variance(), n, triple);
            if (hasRow) {
                means.addRowProjection(k / 2, triple[0], result, 0, 1);
            }
            result[classes + q] = triple[2];
            result[classes + k] = triple[1];
        }
        for (int r = (spectra + 1) / 2; r < means.rows(); r++) {
            means.addRowProjection(r, Kernels.dot(means.row(r), v, 0, n), result, 0, 1);
        }
        means.addEntryProjections(v, 0, 0, n, result, 0, 1);
    }

    private void changeMatrices(double[] state, double[] v, double[] result) {
        int slots = modes.slots();
        if (products != null) {
            products.project(v, layout.iterate(0), result);
        }
        for (int j = 0; j < outputs && products == null; j++) {
            Arrays.fill(projections, 0);
            means.addProjections(v, layout.iterate(j), 0, slots, projections, 0, 1);
            for (int i = 0; i < modes.classes(); i++) {
                result[i * outputs + j] = projections[i];
            }
        }
        int next = modes.classes() * outputs;
        for (int k = 0; k < spectra; k++) {
            double[] bySlot = modes.spectrumBySlot(k);
            for (int j = 0; j < outputs; j++) {
                int x = layout.iterate(j);
                for (int a = j; a < layout.partnersEnd(j); a++) {
                    int y = layout.iterate(a);
                    double signal = Kernels.weightedDot(bySlot, 0, state, x, v, y, slots);
                    signal += a == j ? signal : Kernels.weightedDot(bySlot, 0, v, x, state, y, slots);
                    result[next++] =
                            signal + Kernels.dot(modes.spectrumByGroup(k), v, layout.covariance(j, a), modes.groups());
                }
                for (int a = outputs; a < logits; a++) {
                    double[] teacher = modes.slotTeachers(a - outputs);
                    result[next++] = Kernels.weightedDot(bySlot, 0, v, x, teacher, 0, slots);
                }
            }
        }
    }
}
