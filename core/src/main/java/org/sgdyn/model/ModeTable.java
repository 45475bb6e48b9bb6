package org.sgdyn.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.ClassTarget;

/**
 * The modes of a mixture in the common eigenbasis, on flat arrays, with everything fixed that lives on them: eigenvalues,
 * class means, teacher, initial iterate.
 *
 * <p>Modes of equal eigenvalues form a <em>group</em> g of weight w_g = n_g / d. The fixed vectors restricted to a group span
 * a few directions, its <em>slots</em> s: a single mode has one. The iterate's mean lives on slots, its covariance on groups.
 * Arrays are indexed [class][slot] or [class][group], so that loops over modes run on contiguous memory.
 *
 * <p>Immutable by convention: the arrays are shared with the dynamics and must not be written.
 */
public final class ModeTable {

    private final int dimension;
    private final List<ClassTarget> targets;
    private final double[] weights;
    private final double[] groupWeights;
    private final double[] groupPositions;
    private final int[] slotStarts;
    /** Per class the index of its covariance spectrum among the distinct ones. */
    private final int[] spectrumOfClass;

    private final double[] spectrumWeights;
    private final double[][] groupEigenvalues;
    private final double[][] slotEigenvalues;
    private final double[][] slotMeans;
    private final double[][] slotTeachers;
    private final double[][] slotInitials;
    private final @Nullable DenseCovariances dense;

    private ModeTable(
            int dimension,
            List<ClassTarget> targets,
            double[] weights,
            double[] groupWeights,
            double[] groupPositions,
            int[] slotStarts,
            double[][] classEigenvalues,
            double[][] slotMeans,
            double[][] slotTeachers,
            double[][] slotInitials,
            @Nullable DenseCovariances dense) {
        this.dimension = dimension;
        this.targets = List.copyOf(targets);
        this.weights = weights;
        this.groupWeights = groupWeights;
        this.groupPositions = groupPositions;
        this.slotStarts = slotStarts;
        this.slotMeans = slotMeans;
        this.slotTeachers = slotTeachers;
        this.slotInitials = slotInitials;
        this.dense = dense;
        spectrumOfClass = new int[classEigenvalues.length];
        groupEigenvalues = dense == null ? Rows.distinct(classEigenvalues, spectrumOfClass) : classEigenvalues;
        if (dense != null) {
            Arrays.setAll(spectrumOfClass, i -> i);
        }
        slotEigenvalues = Rows.bySlot(groupEigenvalues, slotStarts);
        spectrumWeights = new double[groupEigenvalues.length];
        for (int i = 0; i < spectrumOfClass.length; i++) {
            spectrumWeights[spectrumOfClass[i]] += weights[i];
        }
    }

    /**
     * Every mode a group of its own, at finite d.
     *
     * @param targets the L classes
     * @param weights p_i, length L, &gt; 0, sum 1
     * @param eigenvalues lambda_{rho,i}, [L][d], finite and &gt;= 0
     * @param means mu_i, [L][d]
     * @param teachers X*, [l*][d]
     * @param initials X_0, [l][d], l &gt;= 1
     * @return the table; it keeps the arrays
     * @throws IllegalArgumentException if the shapes disagree
     */
    public static ModeTable of(
            List<ClassTarget> targets,
            double[] weights,
            double[][] eigenvalues,
            double[][] means,
            double[][] teachers,
            double[][] initials) {
        return single(targets, weights, eigenvalues, means, teachers, initials, null);
    }

    /**
     * The vectors of a basis U in place of modes, on which covariances are full matrices: each a group of its own, with the diagonals of
     * Sigma_i as eigenvalues.
     *
     * @param targets what the loss knows of each of the C classes
     * @param weights p_i, length C, &gt; 0, sum 1
     * @param means U^T mu_i, [C][d]
     * @param teachers U^T X*, [l*][d]
     * @param initials U^T X_0, [l][d], l &gt;= 1
     * @param covariances U^T K_i U
     * @return the table; it keeps the arrays
     * @throws IllegalArgumentException if the shapes disagree
     */
    public static ModeTable dense(
            List<ClassTarget> targets,
            double[] weights,
            double[][] means,
            double[][] teachers,
            double[][] initials,
            DenseCovariances covariances) {
        return single(targets, weights, covariances.diagonals(means), means, teachers, initials, covariances);
    }

    /**
     * The same basis with another block of {@link #dense}.
     *
     * @param block how many vectors share a full covariance, 0..d
     * @return the table
     * @throws java.util.NoSuchElementException if no covariance is full
     */
    public ModeTable withBlock(int block) {
        DenseCovariances other = dense().orElseThrow().withBlock(block);
        return dense(targets, weights, slotMeans, slotTeachers, slotInitials, other);
    }

    private static ModeTable single(
            List<ClassTarget> targets,
            double[] weights,
            double[][] eigenvalues,
            double[][] means,
            double[][] teachers,
            double[][] initials,
            @Nullable DenseCovariances dense) {
        int d = initials[0].length;
        requireShape("eigenvalues", eigenvalues, targets.size(), d);
        requireShape("means", means, targets.size(), d);
        requireShape("teachers", teachers, teachers.length, d);
        requireShape("initials", initials, initials.length, d);
        if (weights.length != targets.size()) {
            throw new IllegalArgumentException(weights.length + " weights for " + targets.size() + " classes");
        }
        double[] groupWeights = new double[d];
        double[] positions = new double[d];
        int[] slotStarts = new int[d + 1];
        for (int mode = 0; mode < d; mode++) {
            groupWeights[mode] = 1.0 / d;
            positions[mode] = (mode + 1.0) / d;
            slotStarts[mode + 1] = mode + 1;
        }
        return new ModeTable(
                d,
                targets,
                weights,
                groupWeights,
                positions,
                slotStarts,
                eigenvalues,
                means,
                teachers,
                initials,
                dense);
    }

    /**
     * Groups with slots, as {@link ModeGrouping} makes them.
     *
     * @param dimension d; 0 in the limit d to infinity
     * @param targets the L classes
     * @param weights p_i, length L
     * @param groupWeights w_g, length groups; 0 for an outlier in the limit d to infinity
     * @param groupPositions u of each group's last mode, length groups
     * @param slotStarts the first slot of each group and, last, the number of slots; length groups + 1
     * @param groupEigenvalues lambda_{g,i}, [L][groups]
     * @param slotMeans mu_{s,i}, [L][slots]
     * @param slotTeachers x*_s, [l*][slots]
     * @param slotInitials x_s(0), [l][slots]
     * @return the table; it keeps the arrays
     * @throws IllegalArgumentException if the shapes disagree
     */
    static ModeTable grouped(
            int dimension,
            List<ClassTarget> targets,
            double[] weights,
            double[] groupWeights,
            double[] groupPositions,
            int[] slotStarts,
            double[][] groupEigenvalues,
            double[][] slotMeans,
            double[][] slotTeachers,
            double[][] slotInitials) {
        int groups = groupWeights.length;
        int slots = slotStarts[groups];
        requireShape("group eigenvalues", groupEigenvalues, targets.size(), groups);
        requireShape("means", slotMeans, targets.size(), slots);
        requireShape("teachers", slotTeachers, slotTeachers.length, slots);
        requireShape("initials", slotInitials, slotInitials.length, slots);
        return new ModeTable(
                dimension,
                targets,
                weights,
                groupWeights,
                groupPositions,
                slotStarts,
                groupEigenvalues,
                slotMeans,
                slotTeachers,
                slotInitials,
                null);
    }

    private static void requireShape(String name, double[][] rows, int count, int length) {
        if (rows.length != count) {
            throw new IllegalArgumentException(name + ": " + rows.length + " rows instead of " + count);
        }
        for (double[] row : rows) {
            if (row.length != length) {
                throw new IllegalArgumentException(name + ": a row of " + row.length + " instead of " + length);
            }
        }
    }

    /**
     * The dimension.
     *
     * @return d; 0 in the limit d to infinity
     */
    public int dimension() {
        return dimension;
    }

    /**
     * Covariances that are full matrices, on vectors that take the place of modes.
     *
     * @return the covariances; empty if they share an eigenbasis, which is that of the modes
     */
    public Optional<DenseCovariances> dense() {
        return Optional.ofNullable(dense);
    }

    /**
     * The number of classes.
     *
     * @return L
     */
    public int classes() {
        return targets.size();
    }

    /**
     * The number of outputs.
     *
     * @return l
     */
    public int outputs() {
        return slotInitials.length;
    }

    /**
     * The number of teacher outputs.
     *
     * @return l*
     */
    public int teacherOutputs() {
        return slotTeachers.length;
    }

    /**
     * The number of groups.
     *
     * @return the number of groups
     */
    public int groups() {
        return groupWeights.length;
    }

    /**
     * The number of slots.
     *
     * @return the number of slots
     */
    public int slots() {
        return slotStarts[groups()];
    }

    /**
     * A class as the loss sees it.
     *
     * @param i the class, 0-based
     * @return its target
     */
    public ClassTarget target(int i) {
        return targets.get(i);
    }

    /**
     * The classes as the loss sees them.
     *
     * @return the targets, length L
     */
    public List<ClassTarget> targets() {
        return targets;
    }

    /**
     * A class's weight.
     *
     * @param i the class, 0-based
     * @return p_i
     */
    public double weight(int i) {
        return weights[i];
    }

    /**
     * The groups' shares of the modes.
     *
     * @return w_g, length groups
     */
    public double[] groupWeights() {
        return groupWeights;
    }

    /**
     * A group's position.
     *
     * @param group g, 0-based
     * @return u = rho / d of its last mode
     */
    public double groupPosition(int group) {
        return groupPositions[group];
    }

    /**
     * The first slot of a group.
     *
     * @param group g in 0..groups
     * @return the slot
     */
    public int slotStart(int group) {
        return slotStarts[group];
    }

    /**
     * The number of distinct covariance spectra; classes of one covariance share theirs.
     *
     * @return K in 1..L
     */
    public int spectra() {
        return groupEigenvalues.length;
    }

    /**
     * The covariance spectrum of a class.
     *
     * @param i the class, 0-based
     * @return k in 0..K-1
     */
    public int spectrumOf(int i) {
        return spectrumOfClass[i];
    }

    /**
     * The weight of all classes of one spectrum.
     *
     * @param spectrum k, 0-based
     * @return the sum of their p_i
     */
    public double spectrumWeight(int spectrum) {
        return spectrumWeights[spectrum];
    }

    /**
     * The eigenvalues of a spectrum by group.
     *
     * @param spectrum k, 0-based
     * @return lambda_{g,k}, length groups
     */
    public double[] spectrumByGroup(int spectrum) {
        return groupEigenvalues[spectrum];
    }

    /**
     * The eigenvalues of a spectrum by slot.
     *
     * @param spectrum k, 0-based
     * @return lambda_{s,k}, length slots
     */
    public double[] spectrumBySlot(int spectrum) {
        return slotEigenvalues[spectrum];
    }

    /**
     * A class's eigenvalues by group.
     *
     * @param i the class, 0-based
     * @return lambda_{g,i}, length groups
     */
    public double[] groupEigenvalues(int i) {
        return groupEigenvalues[spectrumOfClass[i]];
    }

    /**
     * A class's eigenvalues by slot.
     *
     * @param i the class, 0-based
     * @return lambda_{s,i}, length slots
     */
    public double[] slotEigenvalues(int i) {
        return slotEigenvalues[spectrumOfClass[i]];
    }

    /**
     * A class mean by slot.
     *
     * @param i the class, 0-based
     * @return mu_{s,i}, length slots
     */
    public double[] slotMeans(int i) {
        return slotMeans[i];
    }

    /**
     * A teacher column by slot.
     *
     * @param output the teacher output, 0-based
     * @return x*_s, length slots
     */
    public double[] slotTeachers(int output) {
        return slotTeachers[output];
    }

    /**
     * A column of the initial iterate by slot.
     *
     * @param output the output, 0-based
     * @return x_s(0), length slots
     */
    public double[] slotInitials(int output) {
        return slotInitials[output];
    }
}
