package org.sgdyn.cli.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.sgdyn.cli.result.RecordStore;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.cli.result.TableFormat;
import org.sgdyn.experiment.Experiment;

/**
 * An experiment to run, where its results go, and what tells its replicates apart.
 *
 * @param experiment the experiment
 * @param directory its results
 * @param fingerprint of its simulation
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record RunJob(Experiment experiment, ResultDirectory directory, byte[] fingerprint) {

    /** Every file that a run may write, whatever the format of its tables. */
    static final List<String> FILES = Stream.concat(
                    Arrays.stream(TableFormat.values())
                            .flatMap(format ->
                                    Stream.of("theory." + format.extension(), "simulation." + format.extension())),
                    Stream.concat(Stream.of("summary.json"), RunPictures.files().stream()))
            .toList();

    List<String> curves() {
        return experiment.curves().stream().map(Experiment.Curve::name).toList();
    }

    boolean isSimulated() {
        return experiment.simulation().isPresent();
    }

    /** How many runs are simulated, over all curves. */
    int replicates() {
        return replicates(experiment);
    }

    static int replicates(Experiment experiment) {
        return experiment.curves().size()
                * experiment.simulation().map(Experiment.Simulation::replicates).orElse(0);
    }

    /** What must not stay of an earlier run; a checkpoint that is in use is removed by itself. */
    List<String> files() throws IOException {
        if (isSimulated()) {
            return FILES;
        }
        return Stream.concat(
                        FILES.stream(),
                        RecordStore.files(directory.path()).stream()
                                .map(file -> file.getFileName().toString()))
                .toList();
    }
}
