package org.sgdyn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.Cancellation;

/**
 * Merges modes of equal eigenvalues. Within a group the dynamics knows no direction but those of the fixed vectors mu_1..mu_L,
 * x*_1..x*_{l*} and X_0, so an orthonormal basis of their span carries the iterate's mean exactly: with D_g the vectors' Gram
 * matrix on the group, D_g = F_g F_g^T, slot k of the group holds column k of F_g. The cost then follows the number of
 * distinct eigenvalue vectors, not d. Groups of a single slot stay as they are.
 */
public final class ModeGrouping {

    /** A vector whose rest after projection is this small against itself lies in the span, up to rounding. */
    private static final double DEPENDENT = 1e-14;

    private final ModeTable modes;
    private final int vectors;

    private ModeGrouping(ModeTable modes) {
        this.modes = modes;
        vectors = modes.classes() + modes.teacherOutputs() + modes.outputs();
    }

    /**
     * Merges all groups whose eigenvalues agree to the bit in every class and that no cut separates.
     *
     * @param modes any table
     * @param cuts positions u across which groups are not merged, for statistics that look at where modes lie
     * @return a table with the same dynamics and as few groups and slots as these rules allow
     */
    public static ModeTable merge(ModeTable modes, double... cuts) {
        return new ModeGrouping(modes).merge(cuts);
    }

    private ModeTable merge(double[] cuts) {
        Map<List<Double>, List<Integer>> members = new LinkedHashMap<>();
        for (int g = 0; g < modes.groups(); g++) {
            Cancellation.NEVER.check();
            members.computeIfAbsent(key(g, cuts), key -> new ArrayList<>()).add(g);
        }
        if (members.size() == modes.groups()) {
            return modes;
        }
        int groups = members.size();
        double[] groupWeights = new double[groups];
        double[] positions = new double[groups];
        int[] slotStarts = new int[groups + 1];
        double[][] eigenvalues = new double[modes.classes()][groups];
        List<double[][]> slotBlocks = new ArrayList<>();
        int group = 0;
        for (List<Integer> merged : members.values()) {
            for (int g : merged) {
                groupWeights[group] += modes.groupWeights()[g];
                positions[group] = Math.max(positions[group], modes.groupPosition(g));
            }
            for (int i = 0; i < modes.classes(); i++) {
                eigenvalues[i][group] = modes.groupEigenvalues(i)[merged.get(0)];
            }
            double[][] block = coefficients(merged);
            slotBlocks.add(block);
            slotStarts[group + 1] = slotStarts[group] + block[0].length;
            group++;
        }
        double[][] slots = new double[vectors][slotStarts[groups]];
        for (int g = 0; g < groups; g++) {
            for (int a = 0; a < vectors; a++) {
                double[] row = slotBlocks.get(g)[a];
                System.arraycopy(row, 0, slots[a], slotStarts[g], row.length);
            }
        }
        int teachers = modes.classes() + modes.teacherOutputs();
        double[] weights = new double[modes.classes()];
        Arrays.setAll(weights, modes::weight);
        return ModeTable.grouped(
                modes.dimension(),
                modes.targets(),
                weights,
                groupWeights,
                positions,
                slotStarts,
                eigenvalues,
                Arrays.copyOfRange(slots, 0, modes.classes()),
                Arrays.copyOfRange(slots, modes.classes(), teachers),
                Arrays.copyOfRange(slots, teachers, vectors));
    }

    /** What must agree: the eigenvalue in every spectrum, and the interval between cuts. */
    private List<Double> key(int group, double[] cuts) {
        List<Double> key = new ArrayList<>();
        for (int k = 0; k < modes.spectra(); k++) {
            // -0.0 and 0.0 are the same eigenvalue.
            key.add(modes.spectrumByGroup(k)[group] + 0.0);
        }
        double interval = 0;
        for (double cut : cuts) {
            if (modes.groupPosition(group) > cut) {
                interval++;
            }
        }
        key.add(interval);
        return key;
    }

    private double[] vector(int a) {
        int teachers = modes.classes() + modes.teacherOutputs();
        if (a < modes.classes()) {
            return modes.slotMeans(a);
        }
        return a < teachers ? modes.slotTeachers(a - modes.classes()) : modes.slotInitials(a - teachers);
    }

    /**
     * The vectors' coefficients [vector][slot] in an orthonormal basis of their span on the merged groups, at least one slot:
     * Gram-Schmidt in the order of the vectors, each projected twice, which is stable to rounding.
     */
    private double[][] coefficients(List<Integer> merged) {
        int length = 0;
        for (int g : merged) {
            length += modes.slotStart(g + 1) - modes.slotStart(g);
        }
        double[][] restricted = new double[vectors][length];
        for (int a = 0; a < vectors; a++) {
            double[] whole = vector(a);
            int next = 0;
            for (int g : merged) {
                for (int s = modes.slotStart(g); s < modes.slotStart(g + 1); s++) {
                    restricted[a][next++] = whole[s];
                }
            }
        }
        if (length == 1) {
            return restricted;
        }
        List<double[]> basis = new ArrayList<>();
        double[][] coefficients = new double[vectors][Math.min(vectors, length)];
        for (int a = 0; a < vectors; a++) {
            double[] rest = restricted[a].clone();
            double norm = norm(rest);
            for (int pass = 0; pass < 2; pass++) {
                for (int k = 0; k < basis.size(); k++) {
                    double projection = Kernels.dot(basis.get(k), rest, 0, length);
                    coefficients[a][k] += projection;
                    for (int s = 0; s < length; s++) {
                        rest[s] -= projection * basis.get(k)[s];
                    }
                }
            }
            double remaining = norm(rest);
            if (basis.size() < length && remaining > DEPENDENT * norm) {
                coefficients[a][basis.size()] = remaining;
                for (int s = 0; s < length; s++) {
                    rest[s] /= remaining;
                }
                basis.add(rest);
            }
        }
        int rank = Math.max(1, basis.size());
        double[][] block = new double[vectors][];
        for (int a = 0; a < vectors; a++) {
            block[a] = Arrays.copyOf(coefficients[a], rank);
        }
        return block;
    }

    private static double norm(double[] v) {
        return Math.sqrt(Kernels.dot(v, v, 0, v.length));
    }
}
