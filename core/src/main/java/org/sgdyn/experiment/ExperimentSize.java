package org.sgdyn.experiment;

import org.sgdyn.dynamics.StateLayout;
import org.sgdyn.model.ModeTable;

/**
 * What running an experiment takes.
 *
 * @param groups the groups of modes that the theory knows, after merging and quadrature
 * @param stateNumbers the length of the theory's state: l slots of means and l (l + 1) / 2 covariances a group
 * @param rows output times, over all curves
 * @param columns statistics at each
 * @param coordinates coordinates of features that all simulated runs draw; 0 without a simulation
 * @param bytes an estimate of the memory, see {@link MemoryNeed}
 */
public record ExperimentSize(int groups, long stateNumbers, long rows, int columns, double coordinates, long bytes) {

    /** Of the lists that tell which modes belong together. */
    private static final int BYTES_OF_A_GROUP = 200;

    private static final int BYTES_OF_AN_ENTRY = 32;

    private static final double COORDINATES_PER_SECOND = 1e8;

    /**
     * Measures an experiment without running it.
     *
     * @param experiment the experiment
     * @param threads how many replicates would be simulated at a time
     * @return its size
     */
    public static ExperimentSize of(Experiment experiment, int threads) {
        ModeTable modes = experiment.modes(Mixture.NODES_PER_PANEL);
        // All but the accumulator, which is last.
        long state = experiment.curves().stream()
                .mapToLong(curve ->
                        StateLayout.of(experiment.problem(curve, modes)).accumulator())
                .max()
                .orElse(0);
        int columns = experiment.columns().size();
        return new ExperimentSize(
                modes.groups(),
                state,
                (long) experiment.times().size() * experiment.curves().size(),
                columns,
                Feasibility.coordinates(experiment),
                MemoryNeed.bytes(experiment, threads));
    }

    /**
     * What the simulated runs of an experiment draw.
     *
     * @param experiment an experiment, whose modes need not be built
     * @return coordinates of features; 0 without a simulation
     */
    public static double coordinates(Experiment experiment) {
        return Feasibility.coordinates(experiment);
    }

    /**
     * What building the modes of an experiment takes, one by one and then merged by eigenvalues.
     *
     * @param experiment an experiment, whose modes need not be built
     * @return an estimate of the memory in bytes; 0 where modes are summed by quadrature, or given as matrices
     */
    public static double bytesOfModes(Experiment experiment) {
        if (experiment.dimension().isEmpty()
                || experiment.classes().isEmpty()
                || experiment.mixture().isSampled()) {
            return 0;
        }
        int vectors = 2 * experiment.classes().size()
                + experiment.loss().outputs()
                + experiment.loss().teacherOutputs();
        return experiment.dimension().getAsInt()
                * (double) (BYTES_OF_A_GROUP
                        + vectors * Double.BYTES
                        + experiment.classes().size() * BYTES_OF_AN_ENTRY);
    }

    /**
     * How long drawing takes.
     *
     * @param coordinates coordinates of features
     * @return seconds of one processor, in round numbers
     */
    public static double seconds(double coordinates) {
        return coordinates / COORDINATES_PER_SECOND;
    }

    /**
     * How a machine may be given that memory.
     *
     * @return words to follow the advice to ask for less; empty where no machine has so much
     */
    public String memoryAdvice() {
        return MemoryNeed.advice((double) bytes);
    }
}
