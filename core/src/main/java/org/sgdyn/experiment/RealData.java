package org.sgdyn.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.data.DataException;
import org.sgdyn.data.DataFile;
import org.sgdyn.data.SampleChoice;
import org.sgdyn.data.SampleFiles;
import org.sgdyn.fit.TreatedSamples;
import org.sgdyn.fit.TreatedSamples.Share;
import org.sgdyn.fit.Treatment;
import org.sgdyn.simulation.Samples;

/**
 * Real samples that SGD passes over, and others that it is measured on, treated like those of the mixture; read once, when they are
 * first asked for. Thread-safe.
 */
public final class RealData {

    private final Treatment treatment;
    private final Source training;
    private final Share share;
    private final Optional<Source> test;

    private @Nullable Samples trainingSamples;
    private @Nullable Samples testSamples;

    /**
     * Real samples.
     *
     * @param treatment how the mixture's samples were treated
     * @param training what SGD passes over
     * @param share which of its samples
     * @param test what it is measured on; what the fit has left out of the training's file if empty
     */
    RealData(Treatment treatment, Source training, Share share, Optional<Source> test) {
        this.treatment = treatment;
        this.training = training;
        this.share = share;
        this.test = test;
    }

    /**
     * A file of samples.
     *
     * @param path where it is
     * @param choice what it leaves open
     */
    record Source(Path path, SampleChoice choice) {

        TreatedSamples read(Treatment treatment, Share share) throws IOException {
            return TreatedSamples.read(treatment, SampleFiles.open(path, choice), share);
        }
    }

    /**
     * The samples that SGD passes over.
     *
     * @return the samples
     * @throws IOException if they cannot be read, with a message for the user
     */
    public synchronized Samples training() throws IOException {
        if (trainingSamples == null) {
            if (share != Share.ALL && !DataFile.of(training.path()).sha256().equals(treatment.sha256())) {
                throw new DataException(
                        training.path().toString(),
                        "it is not the file that was fitted, " + treatment.source()
                                + ", so that nothing tells which of its samples were; give samples: all, and test: FILE");
            }
            trainingSamples = samples(training, share);
        }
        return trainingSamples;
    }

    /**
     * The samples that it is measured on.
     *
     * @return the samples
     * @throws IOException if they cannot be read, with a message for the user
     */
    public synchronized Samples test() throws IOException {
        if (testSamples == null) {
            testSamples = test.isPresent() ? samples(test.get(), Share.ALL) : samples(training, Share.HELD_OUT);
        }
        return testSamples;
    }

    private Samples samples(Source source, Share some) throws IOException {
        TreatedSamples read = source.read(treatment, some);
        int labels = treatment.labels().size();
        long[] counts = new long[labels];
        for (int label : read.labels()) {
            counts[label]++;
        }
        for (int label = 0; label < labels; label++) {
            if (counts[label] == 0) {
                throw new DataException(
                        source.path().toString(),
                        "it has no " + (some == Share.HELD_OUT ? "held-out " : "") + "sample of label "
                                + treatment.labels().get(label)
                                + (some == Share.HELD_OUT
                                        ? "; fit with a larger --holdout, or give simulation.test: FILE"
                                        : ""));
            }
        }
        return new Samples(read.rows(), treatment.preprocessing().dimension(), read.labels());
    }
}
