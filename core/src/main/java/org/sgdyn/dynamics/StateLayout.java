package org.sgdyn.dynamics;

import org.sgdyn.model.ModeTable;

/**
 * How the state of all modes lies in one flat array; the only class that knows. First the l blocks of the iterate's mean
 * x_s[j], each over all slots; then the l (l + 1) / 2 blocks of the packed symmetric covariance C_g[j][k], j &lt;= k, each
 * over all groups; last the accumulator S of the learning rate. Immutable.
 */
public final class StateLayout {

    private final int outputs;
    private final int slots;
    private final int groups;

    private StateLayout(ModeTable modes) {
        outputs = modes.outputs();
        slots = modes.slots();
        groups = modes.groups();
        long size = (long) outputs * slots + (long) pairs() * groups + 1;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the state has " + size + " numbers, more than an array holds");
        }
    }

    /**
     * The layout of the state of some modes.
     *
     * @param modes the modes
     * @return the layout
     * @throws IllegalArgumentException if the state has more numbers than an array holds
     */
    public static StateLayout of(ModeTable modes) {
        return new StateLayout(modes);
    }

    /** The state at t = 0: x_s = the initial iterate, C = 0, S = 0. */
    double[] initialState(ModeTable modes) {
        double[] state = new double[size()];
        for (int j = 0; j < outputs; j++) {
            System.arraycopy(modes.slotInitials(j), 0, state, iterate(j), slots);
        }
        return state;
    }

    /** The length of the state. */
    int size() {
        return accumulator() + 1;
    }

    /** The number of covariance blocks, l (l + 1) / 2. */
    private int pairs() {
        return outputs * (outputs + 1) / 2;
    }

    /**
     * Where the block of x[.][j] starts.
     *
     * @param output j, 0-based
     * @return the position of x_0[j]
     */
    public int iterate(int output) {
        return output * slots;
    }

    /** Where the block of C[.][j][k] starts. */
    int covariance(int output, int otherOutput) {
        int j = Math.min(output, otherOutput);
        int k = Math.max(output, otherOutput);
        return outputs * slots + (j * outputs - j * (j - 1) / 2 + k - j) * groups;
    }

    /**
     * Where the only block C starts if there is one output; that of x starts at 0 then, so that x of slot s lies at s itself.
     * Kernels that read states and rows of modes by one index rely on it.
     */
    int variance() {
        if (outputs != 1) {
            throw new IllegalStateException("there are " + outputs + " outputs, not one");
        }
        return covariance(0, 0);
    }

    /**
     * Where the accumulator S lies.
     *
     * @return its position
     */
    public int accumulator() {
        return outputs * slots + pairs() * groups;
    }
}
