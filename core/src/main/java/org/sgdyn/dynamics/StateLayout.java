package org.sgdyn.dynamics;

import org.sgdyn.model.ModeTable;

/**
 * How the state of all modes lies in one flat array; the only class that knows. First the l blocks of the iterate's mean
 * x_s[j], each over all slots; then the l (l + 1) / 2 blocks of the packed symmetric covariance C_g[j][k], j &lt;= k, each
 * over all groups; last the accumulator S of the learning rate.
 */
final class StateLayout {

    private final int outputs;
    private final int slots;
    private final int groups;

    StateLayout(ModeTable modes) {
        outputs = modes.outputs();
        slots = modes.slots();
        groups = modes.groups();
        long size = (long) outputs * slots + (long) pairs() * groups + 1;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the state has " + size + " numbers, more than an array holds");
        }
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
    int pairs() {
        return outputs * (outputs + 1) / 2;
    }

    /** Where the block of x[.][j] starts. */
    int iterate(int output) {
        return output * slots;
    }

    /** Where the block of C[.][j][k] starts. */
    int covariance(int output, int otherOutput) {
        int j = Math.min(output, otherOutput);
        int k = Math.max(output, otherOutput);
        return outputs * slots + (j * outputs - j * (j - 1) / 2 + k - j) * groups;
    }

    /** Where the accumulator S lies. */
    int accumulator() {
        return outputs * slots + pairs() * groups;
    }
}
