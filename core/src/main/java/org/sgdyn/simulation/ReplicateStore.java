package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.model.Trajectory;

/** Keeps finished replicates, so that an interrupted run need not repeat them. Thread-safe. */
public interface ReplicateStore {

    /** A store that forgets. */
    ReplicateStore NONE = new ReplicateStore() {
        @Override
        public Optional<Trajectory> find(int replicate) {
            return Optional.empty();
        }

        @Override
        public void keep(int replicate, Trajectory trajectory) {}
    };

    /**
     * A replicate kept before.
     *
     * @param replicate its number, 0-based
     * @return its curves, to the bit as they were kept, or empty
     */
    Optional<Trajectory> find(int replicate);

    /**
     * Keeps a replicate that has just ended.
     *
     * @param replicate its number, 0-based
     * @param trajectory its curves
     */
    void keep(int replicate, Trajectory trajectory);

    /**
     * Whether other processes look for replicates there, and keep them.
     *
     * @return true if what is not found now may be found later
     */
    default boolean isShared() {
        return false;
    }
}
