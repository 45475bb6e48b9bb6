package org.sgdyn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.SpectrumLimit;

/**
 * A mixture whose eigenvalues and vectors are functions of u = rho / d. Its table of modes has the nodes u_q of a
 * {@link SpectralQuadrature} for groups, of weight w_q: of integrals over u as d grows to infinity, or of sums over u = 1/d, ..., 1
 * at finite d, so that the cost does not depend on d.
 *
 * <p>On a node, all deterministic densities share one slot, f(u_q) sqrt(w_q); every independent Gaussian vector has a slot of
 * its own, s(u_q) sqrt(w_q), since such vectors are orthogonal in the limit. Nodes of equal eigenvalues share the Gaussian slots,
 * which then carry the root of the sum of squares. Outlying modes are groups of their own; in the limit they have weight 0 and
 * carry O(1): gradient noise, of order 1/d per mode, vanishes on them.
 *
 * @param targets the L classes
 * @param weights p_i
 * @param spectra the L covariance spectra
 * @param means the L class means
 * @param teachers the l* teacher columns
 * @param initials the l columns of the initial iterate
 */
public record Continuum(
        List<ClassTarget> targets,
        List<Double> weights,
        List<SpectrumLimit> spectra,
        List<ProfileLimit> means,
        List<ProfileLimit> teachers,
        List<ProfileLimit> initials) {

    /** The eigenvalue of a class on one mode at finite d. */
    @FunctionalInterface
    public interface Eigenvalue {

        /**
         * The eigenvalue.
         *
         * @param classIndex i, 0-based
         * @param mode rho, 1..d
         * @return lambda_{rho,i}
         */
        double of(int classIndex, int mode);
    }

    /**
     * The modes as d grows to infinity; groups of equal eigenvalues are left to {@link ModeGrouping}.
     *
     * @param nodesPerPanel Gauss nodes per panel of the quadrature
     * @param cuts positions u at which panels must end
     * @return the table
     */
    public ModeTable infinite(int nodesPerPanel, double... cuts) {
        List<DoubleUnaryOperator> densities = new ArrayList<>();
        for (ProfileLimit vector : vectors()) {
            densities.add(u -> {
                double f = vector.density().applyAsDouble(u);
                double s = vector.gaussianDensity().applyAsDouble(u);
                return f * f + s * s;
            });
        }
        SpectralQuadrature rule = SpectralQuadrature.of(breakpoints(cuts), singularities(), densities, nodesPerPanel);
        List<Integer> indices = outliers();
        List<Outlier> outliers = indices.stream()
                .map(index -> new Outlier(
                        0.0,
                        index == 0 ? 1.0 : 0.0,
                        spectra.stream()
                                .mapToDouble(spectrum -> spectrum.eigenvalueAt(index))
                                .toArray(),
                        vectors().stream()
                                .mapToDouble(vector -> vector.outliers().getOrDefault(index, 0.0))
                                .toArray()))
                .toList();
        return table(0, rule, outliers, cuts);
    }

    /**
     * The modes at finite d, if every spectrum and vector is that function of u on the modes 1/d, ..., 1 except on its outliers;
     * no vector may be Gaussian.
     *
     * @param dimension d
     * @param eigenvalue the eigenvalues of outlying modes
     * @param nodesPerPanel Gauss nodes per panel of the quadrature
     * @param cuts positions u at which panels must end
     * @return the table
     */
    public ModeTable finite(int dimension, Eigenvalue eigenvalue, int nodesPerPanel, double... cuts) {
        int[] modes = outliers().stream()
                .mapToInt(index -> index == 0 ? dimension : index)
                .distinct()
                .toArray();
        SpectralQuadrature rule =
                SpectralQuadrature.ofModes(dimension, modes, breakpoints(cuts), singularities(), nodesPerPanel);
        List<Outlier> outliers = Arrays.stream(modes)
                .mapToObj(mode -> new Outlier(
                        1.0 / dimension,
                        (double) mode / dimension,
                        IntStream.range(0, spectra.size())
                                .mapToDouble(i -> eigenvalue.of(i, mode))
                                .toArray(),
                        vectors().stream()
                                .mapToDouble(vector -> coordinate(vector, mode, dimension))
                                .toArray()))
                .toList();
        return table(dimension, rule, outliers, cuts);
    }

    private static double coordinate(ProfileLimit vector, int mode, int dimension) {
        double bulk = vector.density().applyAsDouble((double) mode / dimension) / Math.sqrt(dimension);
        double last = mode == dimension ? vector.outliers().getOrDefault(0, 0.0) : 0.0;
        return bulk + last + vector.outliers().getOrDefault(mode, 0.0);
    }

    /** A mode on its own. */
    @SuppressWarnings("ArrayRecordComponent") // short-lived, never compared
    private record Outlier(double weight, double position, double[] eigenvalues, double[] coordinates) {}

    private List<ProfileLimit> vectors() {
        List<ProfileLimit> vectors = new ArrayList<>(means);
        vectors.addAll(teachers);
        vectors.addAll(initials);
        return vectors;
    }

    private ModeTable table(int dimension, SpectralQuadrature rule, List<Outlier> outliers, double[] cuts) {
        List<ProfileLimit> vectors = vectors();
        int groups = rule.size() + outliers.size();
        // One slot for the deterministic densities, and, on the first node of its kind, one per Gaussian vector that is
        // there.
        int[] gaussianSlot = gaussianSlots(rule);
        int gaussians = Arrays.stream(gaussianSlot).max().orElse(0);
        // Without Gaussian vectors no node needs to know another.
        int[] firstAlike = gaussians == 0 ? IntStream.range(0, rule.size()).toArray() : firstAlike(rule, cuts);
        long kinds =
                IntStream.range(0, rule.size()).filter(q -> firstAlike[q] == q).count();
        double[] groupWeights = new double[groups];
        double[] positions = new double[groups];
        int[] slotStarts = new int[groups + 1];
        double[][] eigenvalues = new double[spectra.size()][groups];
        double[][] slots = new double[vectors.size()][rule.size() + (int) kinds * gaussians + outliers.size()];
        for (int q = 0; q < rule.size(); q++) {
            double u = rule.node(q);
            double root = Math.sqrt(rule.weight(q));
            groupWeights[q] = rule.weight(q);
            positions[q] = u;
            slotStarts[q + 1] = slotStarts[q] + 1 + (firstAlike[q] == q ? gaussians : 0);
            for (int i = 0; i < spectra.size(); i++) {
                eigenvalues[i][q] = spectra.get(i).bulk().applyAsDouble(u);
            }
            for (int a = 0; a < slots.length; a++) {
                slots[a][slotStarts[q]] = vectors.get(a).density().applyAsDouble(u) * root;
                if (gaussianSlot[a] > 0) {
                    int at = slotStarts[firstAlike[q]] + gaussianSlot[a];
                    double s = vectors.get(a).gaussianDensity().applyAsDouble(u) * root;
                    slots[a][at] = Math.hypot(slots[a][at], s);
                }
            }
        }
        for (int k = 0; k < outliers.size(); k++) {
            int g = rule.size() + k;
            Outlier outlier = outliers.get(k);
            groupWeights[g] = outlier.weight;
            positions[g] = outlier.position;
            slotStarts[g + 1] = slotStarts[g] + 1;
            for (int i = 0; i < spectra.size(); i++) {
                eigenvalues[i][g] = outlier.eigenvalues[i];
            }
            for (int a = 0; a < slots.length; a++) {
                slots[a][slotStarts[g]] = outlier.coordinates[a];
            }
        }
        int teachersEnd = means.size() + teachers.size();
        return ModeTable.grouped(
                dimension,
                targets,
                weights.stream().mapToDouble(Double::doubleValue).toArray(),
                groupWeights,
                positions,
                slotStarts,
                eigenvalues,
                Arrays.copyOfRange(slots, 0, means.size()),
                Arrays.copyOfRange(slots, means.size(), teachersEnd),
                Arrays.copyOfRange(slots, teachersEnd, slots.length));
    }

    private double[] breakpoints(double[] cuts) {
        Set<Double> breakpoints = new TreeSet<>();
        Arrays.stream(cuts).forEach(breakpoints::add);
        spectra.forEach(spectrum -> Arrays.stream(spectrum.breakpoints()).forEach(breakpoints::add));
        vectors().forEach(vector -> Arrays.stream(vector.breakpoints()).forEach(breakpoints::add));
        return toArray(breakpoints);
    }

    private double[] singularities() {
        Set<Double> singularities = new TreeSet<>();
        spectra.forEach(spectrum -> Arrays.stream(spectrum.singularities()).forEach(singularities::add));
        return toArray(singularities);
    }

    private static double[] toArray(Set<Double> set) {
        return set.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Every index at which a spectrum or a vector has an outlier; 0 stands for the last mode. */
    private List<Integer> outliers() {
        Set<Integer> indices = new TreeSet<>();
        spectra.forEach(spectrum -> indices.addAll(spectrum.outliers().keySet()));
        vectors().forEach(vector -> indices.addAll(vector.outliers().keySet()));
        return new ArrayList<>(indices);
    }

    /** Per node the first one of equal eigenvalues in the same interval between cuts. */
    private int[] firstAlike(SpectralQuadrature rule, double[] cuts) {
        Map<List<Double>, Integer> first = new HashMap<>();
        int[] alike = new int[rule.size()];
        for (int q = 0; q < alike.length; q++) {
            double u = rule.node(q);
            List<Double> key = new ArrayList<>();
            spectra.forEach(spectrum -> key.add(spectrum.bulk().applyAsDouble(u)));
            key.add((double) Arrays.stream(cuts).filter(cut -> u > cut).count());
            alike[q] = first.merge(key, q, Math::min);
        }
        return alike;
    }

    /** Per vector the offset of its Gaussian slot on a node, or 0 if it has no Gaussian part. */
    private int[] gaussianSlots(SpectralQuadrature rule) {
        List<ProfileLimit> vectors = vectors();
        int[] slots = new int[vectors.size()];
        int next = 1;
        for (int a = 0; a < slots.length; a++) {
            for (int q = 0; q < rule.size() && slots[a] == 0; q++) {
                if (vectors.get(a).gaussianDensity().applyAsDouble(rule.node(q)) != 0) {
                    slots[a] = next++;
                }
            }
        }
        return slots;
    }
}
