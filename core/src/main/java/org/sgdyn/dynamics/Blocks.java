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

    private static final int SIZE = 16384;

    /** Blocks of about a thousand slots, but at most so many. */
    static Blocks of(ModeTable modes, long most) {
        int fit = (modes.slots() + SIZE - 1) / SIZE;
        return new Blocks((int) Math.max(1, Math.min(fit, most)), modes.slots(), modes.groups());
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
