package org.sgdyn.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.sgdyn.data.DataException;
import org.sgdyn.data.NpzReader;

/**
 * Gaussian components as an archive of NumPy holds them, whether {@link MixtureFile} has written it or somebody else: weights (C),
 * means (C x d) and covariances (C x d x d); labels (C), a number for each component, or each is a class of its own.
 *
 * @param labels the labels as texts, ascending where they are numbers
 * @param components the components
 */
public record StoredComponents(List<String> labels, Components components) {

    /** How far weights may be from summing to 1. */
    private static final double WEIGHT_TOLERANCE = 1e-9;

    /** Copies the list. */
    public StoredComponents {
        labels = List.copyOf(labels);
    }

    /**
     * Reads components.
     *
     * @param path the archive
     * @param half 1 or 2 for the fit of either half of the samples; empty for that of all
     * @return the components
     * @throws IOException if it has none, or is damaged, with a message for the user
     */
    public static StoredComponents read(Path path, OptionalInt half) throws IOException {
        NpzReader npz = NpzReader.of(path);
        String prefix = half.isPresent() ? "halves/" + half.getAsInt() + "/" : "";
        if (half.isPresent() && !npz.has(prefix + "weights")) {
            throw new DataException(
                    path.toString(), "it has no fits of half the samples; sgdyn fit writes them, or remove half");
        }
        for (String name : List.of("weights", "means", "covariances")) {
            if (!npz.has(prefix + name)) {
                throw new DataException(
                        path.toString(),
                        "it has no array " + prefix + name
                                + "; sgdyn fit writes one, or give weights (C), means (C x d), covariances (C x d x d) and"
                                + " labels (C)");
            }
        }
        List<Long> shape = npz.shape(prefix + "means");
        if (shape.size() != 2 || shape.get(0) < 1 || shape.get(1) < 1) {
            throw new DataException(path.toString(), prefix + "means must be C x d, not " + shape);
        }
        int size = (int) (long) shape.get(0);
        long d = shape.get(1);
        List<Long> square = npz.shape(prefix + "covariances");
        if (!square.equals(List.of((long) size, d, d))) {
            throw new DataException(
                    path.toString(),
                    prefix + "covariances must be " + size + " x " + d + " x " + d + ", like its means, not " + square);
        }
        if (d * d * size > Integer.MAX_VALUE - 8) {
            throw new DataException(path.toString(), "its covariances have more numbers than an array holds");
        }
        double[] weights = weights(npz, prefix + "weights", size);
        List<String> names = new ArrayList<>();
        int[] classes = classes(npz, prefix, size, names);
        long[] counts = npz.has(prefix + "counts")
                ? Arrays.stream(perComponent(npz, prefix + "counts", size))
                        .mapToLong(count -> (long) count)
                        .toArray()
                : new long[size];
        return new StoredComponents(
                names,
                new Components(
                        counts,
                        weights,
                        classes,
                        npz.numbers(prefix + "means", size, d),
                        npz.numbers(prefix + "covariances", size, d * d)));
    }

    private static double[] weights(NpzReader npz, String name, int size) throws IOException {
        double[] weights = perComponent(npz, name, size);
        for (int i = 0; i < size; i++) {
            if (weights[i] <= 0) {
                throw new DataException(
                        npz.path().toString(),
                        name + " must be above 0; that of component " + (i + 1) + " is " + weights[i]);
            }
        }
        double sum = Arrays.stream(weights).sum();
        if (!(Math.abs(sum - 1) <= WEIGHT_TOLERANCE)) {
            throw new DataException(
                    npz.path().toString(), name + " must sum to 1, not " + sum + "; divide them by their sum");
        }
        return weights;
    }

    /** An array with a number for each component. */
    private static double[] perComponent(NpzReader npz, String name, int size) throws IOException {
        if (!npz.hasColumn(name, size)) {
            throw new DataException(
                    npz.path().toString(),
                    name + " must be " + size + " numbers, one for each component, as many as there are means; it is "
                            + npz.description(name));
        }
        return npz.column(name, size);
    }

    /** The class of each component; the names of all classes are added. */
    private static int[] classes(NpzReader npz, String prefix, int size, List<String> names) throws IOException {
        int[] classes = new int[size];
        if (npz.has(prefix + "label_index") && npz.has("label_names")) {
            names.addAll(npz.texts("label_names"));
            double[] index = perComponent(npz, prefix + "label_index", size);
            for (int i = 0; i < size; i++) {
                classes[i] = (int) index[i];
                if (classes[i] < 0 || classes[i] >= names.size()) {
                    throw new DataException(
                            npz.path().toString(),
                            "it has components of labels that it does not name; fit the data anew");
                }
            }
            for (int y = 0; y < names.size(); y++) {
                int label = y;
                if (Arrays.stream(classes).noneMatch(own -> own == label)) {
                    throw new DataException(
                            npz.path().toString(), "it has no component of label " + names.get(y) + ", which it names");
                }
            }
            return classes;
        }
        if (!npz.has(prefix + "labels")) {
            for (int i = 0; i < size; i++) {
                classes[i] = i;
                names.add(Integer.toString(i));
            }
            return classes;
        }
        double[] labels = perComponent(npz, prefix + "labels", size);
        double[] distinct = Arrays.stream(labels).sorted().distinct().toArray();
        for (int i = 0; i < size; i++) {
            classes[i] = Arrays.binarySearch(distinct, labels[i]);
        }
        for (double label : distinct) {
            names.add(label == Math.rint(label) ? Long.toString((long) label) : Double.toString(label));
        }
        return classes;
    }
}
