package org.sgdyn.executors.slurm;

import java.util.Map;
import java.util.Set;

/**
 * What a scheduler knows of an array of jobs.
 *
 * @param running shares whose jobs run
 * @param waiting shares whose jobs wait, or are about to run again
 * @param reason why jobs wait; empty if nobody says
 * @param ends how jobs ended, in the scheduler's words, by share; those that it knows no more are left out
 */
record JobStates(Set<Integer> running, Set<Integer> waiting, String reason, Map<Integer, String> ends) {

    /** No job is left. */
    static final JobStates GONE = new JobStates(Set.of(), Set.of(), "", Map.of());

    /** Copies what it is given. */
    JobStates {
        running = Set.copyOf(running);
        waiting = Set.copyOf(waiting);
        ends = Map.copyOf(ends);
    }

    boolean hasShare(int share) {
        return running.contains(share) || waiting.contains(share);
    }
}
