package org.sgdyn.cli.command;

import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentSize;

/** What a run may take on this machine. */
final class RunLimits {

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private static final long MEBIBYTE = 1 << 20;

    /** Some 800 MB as text, which is put together in memory. */
    private static final long MOST_NUMBERS = 40_000_000;

    private RunLimits() {}

    /**
     * Refuses what this machine cannot hold.
     *
     * @return what the run takes
     */
    static ExperimentSize require(Experiment experiment) {
        ExperimentSize size = ExperimentSize.of(experiment, THREADS);
        long heap = Runtime.getRuntime().maxMemory();
        if (size.bytes() > heap) {
            throw new BadInputException(experiment.name() + ": the run needs about " + size.bytes() / MEBIBYTE
                    + " MiB of memory, and there are " + heap / MEBIBYTE
                    + "; lower the dimension, the replicates, the times or the statistics" + size.memoryAdvice());
        }
        long numbers = size.rows() * size.columns();
        if (numbers > MOST_NUMBERS) {
            throw new BadInputException(experiment.name() + ": the table of the theory would hold " + numbers
                    + " numbers, and " + MOST_NUMBERS + " are the most; lower time.points or the statistics");
        }
        return size;
    }
}
