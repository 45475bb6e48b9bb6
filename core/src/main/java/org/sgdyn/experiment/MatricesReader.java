package org.sgdyn.experiment;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.sgdyn.data.DataException;
import org.sgdyn.data.NpyReader;
import org.sgdyn.model.DenseCovariances.Form;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Range;

/** Reads classes that are each given by a mean and a covariance in files of NumPy. */
final class MatricesReader {

    static final String CLASSES = ClassesReader.KEY;
    private static final String WHAT = "a list of objects {mean: FILE.npy, covariance: FILE.npy}, one per class";

    private final NodeParameters mixture;
    private final Path baseDirectory;
    private final ReadFiles files;

    MatricesReader(NodeParameters mixture, Path baseDirectory, ReadFiles files) {
        this.mixture = mixture;
        this.baseDirectory = baseDirectory;
        this.files = files;
    }

    /** A class as it stands. */
    @SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
    private record Given(Optional<Double> weight, double label, double[] mean, double[] covariance) {}

    Optional<ReadMixture> read(Form form, OptionalInt block) {
        mixture.required(CLASSES, WHAT);
        List<Given> given = mixture.items(CLASSES, WHAT, "an object with covariance and mean", this::readClass);
        mixture.reportUnknownKeys();
        int count = mixture.node().entries().get(CLASSES) instanceof ConfigNode.Sequence list
                ? list.items().size()
                : 0;
        if (given.isEmpty() || given.size() < count) {
            return Optional.empty();
        }
        int d = given.get(0).mean().length;
        for (int i = 0; i < count; i++) {
            if (given.get(i).mean().length != d) {
                mixture.problem(
                        CLASSES,
                        "class 1 has dimension " + d + ", and class " + (i + 1) + " has "
                                + given.get(i).mean().length + "; all have the same");
                return Optional.empty();
            }
        }
        int before = mixture.problems();
        double[] weights = weights(given);
        if (mixture.problems() > before) {
            return Optional.empty();
        }
        ClassParts parts = new ClassParts(
                IntStream.range(0, count).toArray(),
                weights,
                given.stream().map(Given::mean).toArray(double[][]::new),
                given.stream().map(Given::covariance).toArray(double[][]::new),
                "matrices");
        List<ClassSpecification> classes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            classes.add(new ClassSpecification(parts.weights()[i], given.get(i).label(), Optional.empty(), List.of()));
        }
        return Optional.of(new ReadMixture(parts, classes, form, block, Optional.empty(), mixture));
    }

    /** All weights given, or none (then equal); they must sum to 1. */
    private double[] weights(List<Given> given) {
        long known = given.stream().filter(one -> one.weight().isPresent()).count();
        double[] weights = given.stream()
                .mapToDouble(one -> one.weight().orElse(1.0 / given.size()))
                .toArray();
        if (ClassesReader.areAllGiven(mixture, known, given.size())) {
            ClassesReader.requireSum(mixture, Arrays.stream(weights).sum());
        }
        return weights;
    }

    private Optional<Given> readClass(NodeParameters one) {
        Optional<Double> weight = one.optionalNumber("weight", Range.POSITIVE);
        double label = one.optionalNumber("label", Range.ANY).orElse(Double.NaN);
        Optional<double[][]> covariance = array(one, "covariance", true);
        Optional<double[][]> mean = array(one, "mean", false);
        if (covariance.isEmpty()) {
            return Optional.empty();
        }
        int d = covariance.get().length;
        if (covariance.get()[0].length != d) {
            one.problem(
                    "covariance",
                    "must be a square matrix, not " + d + " x " + covariance.get()[0].length);
            return Optional.empty();
        }
        double[] flat = mean.map(MatricesReader::flat).orElseGet(() -> new double[d]);
        if (flat.length != d) {
            one.problem("mean", "must have " + d + " numbers, as many as the covariance has rows, not " + flat.length);
            return Optional.empty();
        }
        return Optional.of(new Given(weight, label, flat, flat(covariance.get())));
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }

    /** The numbers of a file; empty if none is given, or after a problem. */
    private Optional<double[][]> array(NodeParameters one, String key, boolean isRequired) {
        if (!isRequired && !one.has(key)) {
            return Optional.empty();
        }
        String name = one.text(key);
        try {
            double[][] rows = files.content(baseDirectory.resolve(name), "rows", double[][].class, NpyReader::read);
            if (rows.length == 0 || rows[0].length == 0) {
                throw new DataException(name, "it is empty");
            }
            return Optional.of(rows);
        } catch (IOException | InvalidPathException e) {
            if (!name.isEmpty()) {
                one.problem(key, "cannot read it: " + e.getMessage());
            }
            return Optional.empty();
        }
    }
}
