package org.sgdyn.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;

/**
 * The class means as the dynamics uses them, mu_{s,i}: dense rows, of which classes of equal or opposite means share one, or a list
 * of entries by slot where most are zero, as for independent Gaussian means in the limit d to infinity, each of which has slots of
 * its own. Immutable.
 */
final class MeanEntries {

    /** Entries cost about as much as this many of a dense row. */
    private static final int COST = 4;

    private final double[][] means;
    private final boolean sparse;
    /** The first entry of each slot and, last, the number of entries. */
    private final int[] starts;

    private final int[] slot;
    private final int[] classIndex;
    private final double[] value;

    /** The dense rows that are distinct up to their sign. */
    private final double[][] rows;
    /** The classes of each row: mu_i = signs[i] row. */
    private final int[][] members;

    private final double[] signs;

    private MeanEntries(double[][] means) {
        this.means = means;
        int slots = means[0].length;
        int classes = means.length;
        long count = 0;
        for (int i = 0; i < classes; i++) {
            count += Arrays.stream(means[i]).filter(v -> v != 0).count();
        }
        sparse = COST * count < (long) classes * slots;
        int kept = sparse ? (int) count : 0;
        starts = new int[slots + 1];
        slot = new int[kept];
        classIndex = new int[kept];
        value = new double[kept];
        signs = new double[classes];
        if (sparse) {
            fill();
        }
        List<double[]> distinct = new ArrayList<>();
        List<List<Integer>> classesOfRow = new ArrayList<>();
        for (int i = 0; i < classes && !sparse; i++) {
            addRow(i, distinct, classesOfRow);
        }
        rows = distinct.toArray(double[][]::new);
        members = classesOfRow.stream()
                .map(row -> row.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
    }

    private void fill() {
        int next = 0;
        for (int s = 0; s < means[0].length; s++) {
            for (int i = 0; i < means.length; i++) {
                double v = means[i][s];
                if (v != 0) {
                    slot[next] = s;
                    classIndex[next] = i;
                    value[next++] = v;
                }
            }
            starts[s + 1] = next;
        }
    }

    private void addRow(int i, List<double[]> kept, List<List<Integer>> classesOfRow) {
        double[] mean = means[i];
        int r = 0;
        while (r < kept.size() && sign(mean, kept.get(r)) == 0) {
            r++;
        }
        if (r == kept.size()) {
            kept.add(mean);
            classesOfRow.add(new ArrayList<>());
        }
        classesOfRow.get(r).add(i);
        signs[i] = sign(mean, kept.get(r));
    }

    /** 1 if two rows are equal, -1 if they are opposite, 0 otherwise. */
    private static int sign(double[] row, double[] other) {
        boolean equal = true;
        boolean opposite = true;
        for (int s = 0; s < row.length && (equal || opposite); s++) {
            equal &= row[s] == other[s];
            opposite &= row[s] == -other[s];
        }
        if (equal) {
            return 1;
        }
        return opposite ? -1 : 0;
    }

    static MeanEntries of(ModeTable modes) {
        double[][] rows = new double[modes.classes()][];
        Arrays.setAll(rows, modes::slotMeans);
        return new MeanEntries(rows);
    }

    /** Rows that take the place of the class means, [L][slots]. */
    static MeanEntries of(double[][] rows) {
        return new MeanEntries(rows);
    }

    /** The number of dense rows that differ by more than a sign; 0 if the means are kept as entries. */
    int rows() {
        return rows.length;
    }

    /** A dense row, by slot. */
    double[] row(int r) {
        return rows[r];
    }

    /** The factors of the dense rows in scale sum_i factors[i][j] mu_i, into result, length rows(). */
    void rowFactors(double scale, double[][] factors, int j, double[] result) {
        for (int r = 0; r < rows.length; r++) {
            result[r] = 0;
            for (int i : members[r]) {
                result[r] += scale * signs[i] * factors[i][j];
            }
        }
    }

    /** The same for all outputs at once, row by row: result[r l + j]. */
    void rowFactors(double[][] factors, int outputs, double[] result) {
        for (int r = 0; r < rows.length; r++) {
            Arrays.fill(result, r * outputs, (r + 1) * outputs, 0);
            for (int i : members[r]) {
                Kernels.add(result, r * outputs, signs[i], factors[i], 0, outputs);
            }
        }
    }

    /** Adds mu_i . x to sums[i * stride] for the classes of a dense row, given row . x. */
    void addRowProjection(int r, double projection, double[] sums, int offset, int stride) {
        for (int i : members[r]) {
            sums[offset + i * stride] += signs[i] * projection;
        }
    }

    /** Adds sum_s mu_{s,i} x_s over slots from..to-1 to sums[i * stride]; x starts at a position of the state. */
    void addProjections(double[] state, int x, int from, int to, double[] sums, int offset, int stride) {
        addEntryProjections(state, x, from, to, sums, offset, stride);
        for (int r = 0; r < rows.length; r++) {
            double projection = Kernels.dotSlices(rows[r], from, state, x + from, to - from);
            addRowProjection(r, projection, sums, offset, stride);
        }
    }

    /** The part of the entries in {@link #addProjections}: all of it, or nothing if the rows are dense. */
    void addEntryProjections(double[] state, int x, int from, int to, double[] sums, int offset, int stride) {
        for (int e = starts[from]; e < starts[to]; e++) {
            sums[offset + classIndex[e] * stride] += value[e] * state[x + slot[e]];
        }
    }

    /** The part of the entries in scale sum_i factors[i][j] mu_{s,i}, added to sums[s] for slots from..to-1. */
    void addEntries(double scale, double[][] factors, int j, int from, int to, double[] sums) {
        for (int e = starts[from]; e < starts[to]; e++) {
            sums[slot[e]] += scale * factors[classIndex[e]][j] * value[e];
        }
    }

    /** Adds sum_i factors[i][j] mu_{s,i} to sums[s - from] for slots from..to-1. */
    void addCombination(double[][] factors, int j, int from, int to, double[] sums) {
        if (sparse) {
            for (int e = starts[from]; e < starts[to]; e++) {
                sums[slot[e] - from] += factors[classIndex[e]][j] * value[e];
            }
            return;
        }
        for (int i = 0; i < means.length; i++) {
            Kernels.add(sums, 0, factors[i][j], means[i], from, to - from);
        }
    }
}
