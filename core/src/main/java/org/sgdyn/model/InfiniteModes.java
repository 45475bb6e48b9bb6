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
 * The table of modes as d grows to infinity: sums over modes become integrals over u, a group is a node u_q of weight w_q.
 *
 * <p>On a node, all deterministic densities share one slot, f(u_q) sqrt(w_q); every independent Gaussian vector has a slot of
 * its own, s(u_q) sqrt(w_q), since such vectors are orthogonal in the limit. Nodes of equal eigenvalues share the Gaussian slots,
 * which then carry the root of the sum of squares. Outlying modes are groups of weight 0 that carry
 * O(1): gradient noise, of order 1/d per mode, vanishes on them.
 */
public final class InfiniteModes {

    private final List<SpectrumLimit> spectra;
    private final List<ProfileLimit> vectors;

    private InfiniteModes(List<SpectrumLimit> spectra, List<ProfileLimit> vectors) {
        this.spectra = spectra;
        this.vectors = vectors;
    }

    /**
     * Builds the table; groups of equal eigenvalues are left to {@link ModeGrouping}.
     *
     * @param targets the L classes
     * @param weights p_i
     * @param spectra the L covariance spectra
     * @param means the L class means
     * @param teachers the l* teacher columns
     * @param initials the l columns of the initial iterate
     * @param nodesPerPanel Gauss-Legendre nodes per panel of the {@link SpectralQuadrature}
     * @param cuts positions u at which panels must end
     * @return the table
     */
    public static ModeTable of(
            List<ClassTarget> targets,
            double[] weights,
            List<SpectrumLimit> spectra,
            List<ProfileLimit> means,
            List<ProfileLimit> teachers,
            List<ProfileLimit> initials,
            int nodesPerPanel,
            double... cuts) {
        List<ProfileLimit> vectors = new ArrayList<>(means);
        vectors.addAll(teachers);
        vectors.addAll(initials);
        InfiniteModes build = new InfiniteModes(spectra, vectors);
        SpectralQuadrature rule = build.quadrature(nodesPerPanel, cuts);
        List<Integer> outliers = build.outliers();
        int groups = rule.size() + outliers.size();
        // One slot for the deterministic densities, and, on the first node of its kind, one per Gaussian vector that is
        // there.
        int[] gaussianSlot = build.gaussianSlots(rule);
        int gaussians = Arrays.stream(gaussianSlot).max().orElse(0);
        int[] firstAlike = build.firstAlike(rule, cuts);
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
            int index = outliers.get(k);
            positions[g] = index == 0 ? 1.0 : 0.0;
            slotStarts[g + 1] = slotStarts[g] + 1;
            for (int i = 0; i < spectra.size(); i++) {
                eigenvalues[i][g] = spectra.get(i).eigenvalueAt(index);
            }
            for (int a = 0; a < slots.length; a++) {
                slots[a][slotStarts[g]] = vectors.get(a).outliers().getOrDefault(index, 0.0);
            }
        }
        int teachersEnd = means.size() + teachers.size();
        return ModeTable.grouped(
                targets,
                weights,
                groupWeights,
                positions,
                slotStarts,
                eigenvalues,
                Arrays.copyOfRange(slots, 0, means.size()),
                Arrays.copyOfRange(slots, means.size(), teachersEnd),
                Arrays.copyOfRange(slots, teachersEnd, slots.length));
    }

    private SpectralQuadrature quadrature(int nodesPerPanel, double[] cuts) {
        TreeSet<Double> breakpoints = new TreeSet<>();
        TreeSet<Double> singularities = new TreeSet<>();
        Arrays.stream(cuts).forEach(breakpoints::add);
        List<DoubleUnaryOperator> densities = new ArrayList<>();
        for (SpectrumLimit spectrum : spectra) {
            Arrays.stream(spectrum.breakpoints()).forEach(breakpoints::add);
            Arrays.stream(spectrum.singularities()).forEach(singularities::add);
        }
        for (ProfileLimit vector : vectors) {
            Arrays.stream(vector.breakpoints()).forEach(breakpoints::add);
            densities.add(u -> {
                double f = vector.density().applyAsDouble(u);
                double s = vector.gaussianDensity().applyAsDouble(u);
                return f * f + s * s;
            });
        }
        return SpectralQuadrature.of(toArray(breakpoints), toArray(singularities), densities, nodesPerPanel);
    }

    private static double[] toArray(Set<Double> set) {
        return set.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Every index at which a spectrum or a vector has an outlier; the last mode (0) at the end. */
    private List<Integer> outliers() {
        TreeSet<Integer> indices = new TreeSet<>();
        spectra.forEach(spectrum -> indices.addAll(spectrum.outliers().keySet()));
        vectors.forEach(vector -> indices.addAll(vector.outliers().keySet()));
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
