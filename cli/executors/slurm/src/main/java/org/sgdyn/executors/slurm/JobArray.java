package org.sgdyn.executors.slurm;

import java.util.List;

/**
 * An array of jobs, a share each.
 *
 * @param number counts the arrays of a directory, from 1
 * @param job how the scheduler calls it
 * @param shares the numbers of its shares, ascending
 */
record JobArray(int number, String job, List<Integer> shares) {

    /** Copies the list. */
    JobArray {
        shares = List.copyOf(shares);
    }
}
