package org.sgdyn.fit;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sgdyn.data.DataException;
import org.sgdyn.data.LabelText;
import org.sgdyn.data.NpzReader;
import org.sgdyn.data.NpzWriter;

/**
 * A fitted mixture as an archive of NumPy, of C components in d dimensions and L labels:
 *
 * <table>
 * <caption>Arrays</caption>
 * <tr><th>name</th><th>shape</th><th>holds</th></tr>
 * <tr><td>weights, counts</td><td>C</td><td>the share and the number of samples</td></tr>
 * <tr><td>labels</td><td>C</td><td>the label if all labels are numbers, else its index</td></tr>
 * <tr><td>label_index</td><td>C</td><td>the label's place in label_names, from 0</td></tr>
 * <tr><td>means, covariances</td><td>C x d, C x d x d</td><td>after preprocessing</td></tr>
 * <tr><td>halves/1/..., halves/2/...</td><td></td><td>the same of either half of the samples</td></tr>
 * <tr><td>center, transform</td><td>D, D x d</td><td>z = (x - center) transform</td></tr>
 * <tr><td>label_names</td><td>L</td><td>the labels as texts</td></tr>
 * <tr><td>seed, components, pca, standardise, holdout</td><td>1</td><td>the settings; pca -1 if it was not given</td></tr>
 * <tr><td>samples, held_out, constant_features</td><td>1</td><td>what was found</td></tr>
 * <tr><td>source, source_sha256</td><td>1</td><td>the data's file</td></tr>
 * <tr><td>format</td><td>1</td><td>{@value Treatment#FORMAT}</td></tr>
 * </table>
 */
public final class MixtureFile {

    private MixtureFile() {}

    /**
     * Writes a mixture.
     *
     * @param mixture the mixture
     * @param out where to; closed by others
     * @throws IOException if it cannot be written
     */
    public static void write(FittedMixture mixture, OutputStream out) throws IOException {
        NpzWriter npz = new NpzWriter(out);
        number(npz, "format", Treatment.FORMAT);
        write(npz, "", mixture, mixture.all());
        Preprocessing preprocessing = mixture.preprocessing();
        npz.numbers("center", new double[][] {preprocessing.center()}, preprocessing.columns());
        npz.numbers(
                "transform",
                new double[][] {preprocessing.transform()},
                preprocessing.columns(),
                preprocessing.dimension());
        npz.texts("label_names", mixture.labels());
        for (int half = 0; half < mixture.halves().size(); half++) {
            write(npz, "halves/" + (half + 1) + "/", mixture, mixture.halves().get(half));
        }
        FitSettings settings = mixture.settings();
        npz.texts("seed", List.of(Long.toString(settings.seed())));
        npz.texts("classes", settings.classes().isEmpty() ? List.of("") : settings.classes());
        number(npz, "components", settings.components());
        number(npz, "pca", settings.pca().orElse(-1));
        number(npz, "standardise", settings.isStandardised() ? 1 : 0);
        number(npz, "holdout", settings.holdout());
        number(npz, "samples", (double) mixture.samples());
        number(npz, "held_out", (double) mixture.heldOut());
        number(npz, "constant_features", mixture.constantFeatures());
        npz.texts("source", List.of(mixture.source()));
        npz.texts("source_sha256", List.of(mixture.sha256()));
        npz.finish();
    }

    private static void number(NpzWriter npz, String name, double value) throws IOException {
        npz.numbers(name, new double[][] {{value}}, 1);
    }

    private static void write(NpzWriter npz, String prefix, FittedMixture mixture, Components components)
            throws IOException {
        int size = components.size();
        int d = components.dimension();
        boolean areNumbers = mixture.labels().stream().allMatch(LabelText::isNumber);
        double[] indices = Arrays.stream(components.classes()).asDoubleStream().toArray();
        double[] labels = areNumbers
                ? Arrays.stream(components.classes())
                        .mapToDouble(y -> LabelText.number(mixture.labels().get(y)))
                        .toArray()
                : indices;
        npz.numbers(prefix + "weights", new double[][] {components.weights()}, size);
        npz.numbers(prefix + "labels", new double[][] {labels}, size);
        npz.numbers(prefix + "label_index", new double[][] {indices}, size);
        npz.numbers(prefix + "means", components.means(), size, d);
        npz.numbers(prefix + "covariances", components.covariances(), size, d, d);
        double[] counts = Arrays.stream(components.counts()).asDoubleStream().toArray();
        npz.numbers(prefix + "counts", new double[][] {counts}, size);
    }

    /**
     * Reads a mixture.
     *
     * @param path the file
     * @return the mixture that was written
     * @throws IOException if it is none, or damaged, with a message for the user
     */
    public static FittedMixture read(Path path) throws IOException {
        NpzReader npz = NpzReader.of(path);
        Treatment treatment = Treatment.read(npz);
        int d = treatment.preprocessing().dimension();
        int labels = treatment.labels().size();
        List<Components> halves = new ArrayList<>();
        for (int half = 1; npz.has("halves/" + half + "/weights"); half++) {
            halves.add(components(path, npz, "halves/" + half + "/", d, labels));
        }
        return new FittedMixture(
                treatment.labels(),
                components(path, npz, "", d, labels),
                halves,
                treatment.preprocessing(),
                treatment.settings(),
                treatment.source(),
                treatment.sha256(),
                (long) npz.number("samples"),
                treatment.heldOut(),
                (int) npz.number("constant_features"));
    }

    private static Components components(Path path, NpzReader npz, String prefix, int d, int labels)
            throws IOException {
        long size = npz.shape(prefix + "weights").get(0);
        int[] classes = Arrays.stream(npz.column(prefix + "label_index", size))
                .mapToInt(label -> (int) label)
                .toArray();
        if (Arrays.stream(classes).anyMatch(label -> label < 0 || label >= labels)) {
            throw new DataException(
                    path.toString(), "it has components of labels that it does not name; fit the data anew");
        }
        return new Components(
                Arrays.stream(npz.column(prefix + "counts", size))
                        .mapToLong(count -> (long) count)
                        .toArray(),
                npz.column(prefix + "weights", size),
                classes,
                npz.numbers(prefix + "means", size, d),
                npz.numbers(prefix + "covariances", size, (long) d * d));
    }
}
