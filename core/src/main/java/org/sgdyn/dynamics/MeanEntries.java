package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;

/**
 * The class means as the dynamics uses them, mu_{s,i}: dense rows, or a list of entries by slot where most are zero, as for
 * independent Gaussian means in the limit d to infinity, each of which has slots of its own. Immutable.
 */
final class MeanEntries {

    /** Entries cost about as much as this many of a dense row. */
    private static final int COST = 4;

    private final ModeTable modes;
    private final boolean sparse;
    /** The first entry of each slot and, last, the number of entries. */
    private final int[] starts;

    private final int[] slot;
    private final int[] classIndex;
    private final double[] value;

    private MeanEntries(ModeTable modes) {
        this.modes = modes;
        int slots = modes.slots();
        int classes = modes.classes();
        long count = 0;
        for (int i = 0; i < classes; i++) {
            count += Arrays.stream(modes.slotMeans(i)).filter(v -> v != 0).count();
        }
        sparse = COST * count < (long) classes * slots;
        int kept = sparse ? (int) count : 0;
        starts = new int[slots + 1];
        slot = new int[kept];
        classIndex = new int[kept];
        value = new double[kept];
        if (sparse) {
            fill();
        }
    }

    private void fill() {
        int next = 0;
        for (int s = 0; s < modes.slots(); s++) {
            for (int i = 0; i < modes.classes(); i++) {
                double v = modes.slotMeans(i)[s];
                if (v != 0) {
                    slot[next] = s;
                    classIndex[next] = i;
                    value[next++] = v;
                }
            }
            starts[s + 1] = next;
        }
    }

    static MeanEntries of(ModeTable modes) {
        return new MeanEntries(modes);
    }

    /** Adds sum_s mu_{s,i} x_s over slots from..to-1 to sums[i * stride]; x starts at a position of the state. */
    void addProjections(double[] state, int x, int from, int to, double[] sums, int offset, int stride) {
        if (sparse) {
            for (int e = starts[from]; e < starts[to]; e++) {
                sums[offset + classIndex[e] * stride] += value[e] * state[x + slot[e]];
            }
            return;
        }
        int classes = modes.classes();
        int paired = stride == 1 ? classes - classes % 2 : 0;
        for (int i = 0; i < paired; i += 2) {
            Kernels.addTwoDots(
                    modes.slotMeans(i), modes.slotMeans(i + 1), from, state, x + from, to - from, sums, offset + i);
        }
        for (int i = paired; i < classes; i++) {
            sums[offset + i * stride] += Kernels.dotSlices(modes.slotMeans(i), from, state, x + from, to - from);
        }
    }

    /** Adds scale sum_i factors[i][j] mu_{s,i} to sums[s] for slots from..to-1, classes in pairs. */
    void addScaledCombination(double scale, double[][] factors, int j, int from, int to, double[] sums) {
        if (sparse) {
            for (int e = starts[from]; e < starts[to]; e++) {
                sums[slot[e]] += scale * factors[classIndex[e]][j] * value[e];
            }
            return;
        }
        int classes = modes.classes();
        for (int i = 0; i < classes; i += 2) {
            int q = Math.min(i + 1, classes - 1);
            double second = q > i ? scale * factors[q][j] : 0;
            addTwo(sums, scale * factors[i][j], modes.slotMeans(i), second, modes.slotMeans(q), from, to);
        }
    }

    private static void addTwo(double[] sums, double f, double[] a, double g, double[] b, int from, int to) {
        for (int k = from; k < to; k++) {
            sums[k] += f * a[k] + g * b[k];
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
        for (int i = 0; i < modes.classes(); i++) {
            Kernels.add(sums, 0, factors[i][j], modes.slotMeans(i), from, to - from);
        }
    }
}
