package org.sgdyn.experiment;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.data.SampleChoice;
import org.sgdyn.fit.TreatedSamples.Share;
import org.sgdyn.fit.Treatment;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.simulation.Samples;

/** Reads which real samples a simulation passes over: the key {@code simulation.data} and those around it. */
final class RealDataReader {

    static final String DATA = "data";
    private static final String SAMPLES = "samples";
    private static final String TEST = "test";
    private static final String TEST_LABELS = "testLabels";

    /** Keys that mean nothing without data. */
    private static final List<String> OTHERS = List.of("labels", "label", "array", SAMPLES, TEST, TEST_LABELS);

    private final NodeParameters top;
    private final NodeParameters simulation;
    private final Path baseDirectory;

    RealDataReader(NodeParameters top, NodeParameters simulation, Path baseDirectory) {
        this.top = top;
        this.simulation = simulation;
        this.baseDirectory = baseDirectory;
    }

    /** Empty if the simulation draws its samples, or after a problem. */
    Optional<RealData> read(Optional<ReadMixture> mixture) {
        if (!simulation.has(DATA)) {
            OTHERS.stream()
                    .filter(simulation::has)
                    .forEach(key -> simulation.problem(
                            key, "is about real samples; give simulation.data: FILE, or remove the key"));
            return Optional.empty();
        }
        for (String key : List.of("features", "rotation", TrainingReader.WEIGHTS)) {
            if (top.has(key)) {
                top.problem(key, "is about samples that are drawn; real ones are as they are; remove the key");
            }
        }
        Share share = simulation.choice(SAMPLES, Share.class, Share.FITTED);
        Optional<RealData.Source> data = source(DATA, "labels");
        Optional<RealData.Source> test = simulation.has(TEST) ? source(TEST, TEST_LABELS) : Optional.empty();
        if (share != Share.FITTED && !simulation.has(TEST)) {
            simulation.problem(
                    SAMPLES,
                    "leaves no samples to measure on; give simulation.test: FILE, or samples: fitted, of which the fit"
                            + " holds out others");
        }
        if (mixture.isEmpty()) {
            if (!top.has(MixtureReader.KEY)) {
                simulation.problem(
                        DATA,
                        "needs the mixture that sgdyn fit has made of such samples; give mixture: {type: fitted, ...}");
            }
            return Optional.empty();
        }
        try {
            if (mixture.get().file().isEmpty()) {
                simulation.problem(DATA, "needs a mixture that sgdyn fit has written: mixture: {type: fitted, ...}");
                return Optional.empty();
            }
            Treatment treatment = Treatment.read(mixture.get().file().get());
            if (share == Share.FITTED && test.isEmpty() && treatment.heldOut() == 0) {
                simulation.problem(
                        DATA,
                        "leaves no samples to measure on, for the fit holds none out; fit with --holdout 0.15, or give"
                                + " simulation.test: FILE");
            }
            return data.map(source -> new RealData(treatment, source, share, test));
        } catch (IOException e) {
            simulation.problem(DATA, "needs a mixture that sgdyn fit has written: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Homogenized SGD takes no samples; on a mixture, the refusal of the kind says it all. */
    static void refuse(NodeParameters simulation, boolean isDense) {
        Stream.concat(Stream.of(DATA), OTHERS.stream())
                .filter(simulation::has)
                .filter(key -> !isDense)
                .forEach(
                        key -> simulation.problem(
                                key,
                                "is about real samples, and kind: homogenized takes none; choose kind: sgd, or remove the key"));
    }

    private Optional<RealData.Source> source(String key, String labels) {
        Optional<Path> path = path(key);
        Optional<Path> labelPath = simulation.has(labels) ? path(labels) : Optional.empty();
        SampleChoice choice = new SampleChoice(text("array"), text("label"), labelPath);
        return path.map(file -> new RealData.Source(file, choice));
    }

    private Optional<String> text(String key) {
        return simulation.has(key) ? Optional.of(simulation.text(key)) : Optional.empty();
    }

    private Optional<Path> path(String key) {
        String name = simulation.text(key);
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(baseDirectory.resolve(name));
        } catch (InvalidPathException e) {
            simulation.problem(key, "is no name of a file");
            return Optional.empty();
        }
    }

    /** Reads the samples, and checks that they suffice. */
    static void load(NodeParameters top, Experiment experiment) {
        if (experiment.simulation().isEmpty()
                || !(experiment.simulation().get().method() instanceof Experiment.RealSgd real)) {
            return;
        }
        NodeParameters simulation = top.object("simulation", "an object").orElseThrow();
        String key = DATA;
        try {
            Samples training = real.data().training();
            key = simulation.has(TEST) ? TEST : DATA;
            real.data().test();
            double end = experiment.times().get(experiment.times().size() - 1);
            int d = training.dimension();
            if (end * d > training.size()) {
                top.problem(
                        "time",
                        "ends at t = " + end + ", and one pass over the " + training.size() + " samples of "
                                + "simulation.data ends at t = samples / d = " + (double) training.size() / d
                                + "; lower time.end");
            }
        } catch (IOException e) {
            simulation.problem(key, String.valueOf(e.getMessage()));
        }
    }
}
