package org.sgdyn.sweep;

import org.sgdyn.experiment.ExperimentSize;

/**
 * What computing a sweep takes.
 *
 * @param groups the groups of modes that the theory of the largest point knows
 * @param stateNumbers the length of the theory's state at the largest point
 * @param coordinates coordinates of features that the simulated runs of all points draw
 * @param bytes an estimate of the memory for the largest point
 */
public record SweepNeed(int groups, long stateNumbers, double coordinates, long bytes) {

    /** Of no point at all. */
    static final SweepNeed NONE = new SweepNeed(0, 0, 0, 0);

    /** With so many coordinates drawn by all points. */
    SweepNeed drawing(double all) {
        return new SweepNeed(groups, stateNumbers, all, bytes);
    }

    /** With one point more. */
    SweepNeed and(ExperimentSize point) {
        return new SweepNeed(
                Math.max(groups, point.groups()),
                Math.max(stateNumbers, point.stateNumbers()),
                coordinates,
                Math.max(bytes, point.bytes()));
    }
}
