package org.sgdyn.dynamics;

import org.sgdyn.model.ModeTable;

/**
 * Slots and groups cut into as many consecutive blocks, so that several passes over one block find it in the cache.
 *
 * @param count the number of blocks
 * @param slots how many slots they cover
 * @param groups how many groups they cover
 */
record Blocks(int count, int slots, int groups) {

    /** Slots that the second-level cache holds with all that is known of them. */
    private static final int SIZE = 16384;

    /** Blocks that the cache holds, but at most so many. */
    static Blocks of(ModeTable modes, MeanEntries means, long most) {
        int fit = (modes.slots() + SIZE - 1) / SIZE;
        // One pass finds nothing again in the cache, and reads memory fastest in long stretches.
        long useful = isOnePass(modes, means) ? Math.min(most, Lanes.MOST) : most;
        return new Blocks((int) Math.max(1, Math.min(fit, useful)), modes.slots(), modes.groups());
    }

    /** Whether a mean and two spectra of single modes are all that there is: they are read together. */
    private static boolean isOnePass(ModeTable modes, MeanEntries means) {
        return modes.outputs() == 1
                && modes.slots() == modes.groups()
                && modes.teacherOutputs() == 0
                && modes.spectra() <= 2
                && means.rows() <= 1;
    }

    int slot(int block) {
        return (int) ((long) slots * block / count);
    }

    int group(int block) {
        return (int) ((long) groups * block / count);
    }

    /** The largest number of slots or groups in a block. */
    int largest() {
        return Math.max(slots, groups) / count + 1;
    }
}
