package org.sgdyn.sweep;

import java.util.Optional;

/** Keeps finished grid points, so that an interrupted sweep need not repeat them. */
public interface SweepStore {

    /** A store that forgets. */
    SweepStore NONE = new SweepStore() {
        @Override
        public Optional<SweepRow> find(int index) {
            return Optional.empty();
        }

        @Override
        public void keep(SweepRow row) {}
    };

    /**
     * A point kept before.
     *
     * @param index its number, 0-based
     * @return its row, to the bit as it was kept, or empty
     */
    Optional<SweepRow> find(int index);

    /**
     * Keeps a point that has just been finished; when this returns, no failure of the program loses it, and one of the machine only
     * what is a second old.
     *
     * @param row its row
     */
    void keep(SweepRow row);

    /**
     * Whether other processes look for points there, and keep them.
     *
     * @return true if what is not found now may be found later
     */
    default boolean isShared() {
        return false;
    }
}
