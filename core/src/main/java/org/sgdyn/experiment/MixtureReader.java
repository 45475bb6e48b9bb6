package org.sgdyn.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.sgdyn.data.LabelText;
import org.sgdyn.fit.StoredComponents;
import org.sgdyn.model.DenseCovariances.Form;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Range;

/**
 * Reads classes whose covariances are full matrices: the key {@code mixture}, which takes the place of {@code dimension} and
 * {@code classes}.
 */
final class MixtureReader {

    static final String KEY = "mixture";

    private static final String LABELS = "labels";

    private static final String WHAT = "an object {type: fitted, file: NAME.npz}";

    private static final Pattern LEADING_MARKS = Pattern.compile("^[:,]\\s*");

    private final NodeParameters top;
    private final Path baseDirectory;
    private final ReadFiles files;

    MixtureReader(NodeParameters top, Path baseDirectory, ReadFiles files) {
        this.top = top;
        this.baseDirectory = baseDirectory;
        this.files = files;
    }

    /** What {@code mixture.type} may be. */
    enum Type {
        FITTED,
        MATRICES
    }

    /** What an archive holds, and the parts of classes that it makes. */
    private record Fitted(StoredComponents stored, ClassParts parts) {

        static Fitted read(Path file, String name, OptionalInt half) throws IOException {
            StoredComponents stored = StoredComponents.read(file, half);
            String source = name + (half.isPresent() ? ", half " + half.getAsInt() : "");
            return new Fitted(stored, ClassParts.of(stored.components(), source));
        }
    }

    /** Empty if the classes remain unknown, after a problem. */
    Optional<ReadMixture> read() {
        for (String key : List.of("dimension", "classes")) {
            if (top.has(key)) {
                top.problem(key, "is given by the mixture; remove the key, or the mixture");
            }
        }
        return top.object(KEY, WHAT).flatMap(this::read);
    }

    private Optional<ReadMixture> read(NodeParameters mixture) {
        top.resolve(KEY, mixture.resolved());
        int before = mixture.problems();
        mixture.required("type", "fitted or matrices");
        Type type = mixture.choice("type", Type.class, Type.FITTED);
        Form form = mixture.choice("form", Form.class, Form.SECOND_MOMENT);
        OptionalInt block =
                mixture.has("block") ? OptionalInt.of(mixture.integer("block", Range.atLeast(0))) : OptionalInt.empty();
        Optional<ReadMixture> read = type == Type.MATRICES
                ? new MatricesReader(mixture, baseDirectory, files).read(form, block)
                : fitted(mixture, form, block);
        read.ifPresent(known -> check(mixture, known));
        return mixture.problems() > before ? Optional.empty() : read;
    }

    private Optional<ReadMixture> fitted(NodeParameters mixture, Form form, OptionalInt block) {
        int before = mixture.problems();
        OptionalInt half =
                mixture.has("half") ? OptionalInt.of(mixture.integer("half", Range.closed(1, 2))) : OptionalInt.empty();
        List<Double> labels = mixture.has(LABELS) ? mixture.numbers(LABELS, Range.ANY) : List.of();
        Optional<ConfigNode> file = mixture.required("file", "the path of an NPZ archive, relative to the experiment");
        Optional<String> name = file.flatMap(child -> mixture.text("file", child));
        name.ifPresent(given -> mixture.resolve("file", given));
        mixture.reportUnknownKeys();
        if (name.isEmpty() || mixture.problems() > before) {
            return Optional.empty();
        }
        try {
            Path path = baseDirectory.resolve(name.get());
            if (!Files.exists(path)) {
                mixture.problem("file", "cannot read " + name.get() + ": there is no such file; sgdyn fit writes one");
                return Optional.empty();
            }
            Fitted fitted = files.content(
                    path,
                    name.get() + ", half " + half.orElse(0),
                    Fitted.class,
                    archive -> Fitted.read(archive, name.get(), half));
            StoredComponents stored = fitted.stored();
            int classes = stored.labels().size();
            if (mixture.has(LABELS) && labels.size() != classes) {
                mixture.problem(
                        LABELS,
                        "must have a number for each of the " + classes + " classes of the file, "
                                + String.join(", ", stored.labels()) + ", not " + labels.size());
                return Optional.empty();
            }
            ClassParts parts = fitted.parts();
            return Optional.of(new ReadMixture(
                    parts, classes(parts, stored.labels(), labels), form, block, Optional.of(path), mixture));
        } catch (IOException | InvalidPathException e) {
            mixture.problem("file", "cannot read " + name.get() + ": " + message(e, name.get()));
            return Optional.empty();
        }
    }

    /** The message without the path that it begins with. */
    private static String message(Exception e, String name) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf(name);
        return at < 0
                ? message
                : LEADING_MARKS.matcher(message.substring(at + name.length())).replaceFirst("");
    }

    private static void check(NodeParameters mixture, ReadMixture read) {
        Optional<String> fault = read.parts().fault();
        if (fault.isPresent()) {
            mixture.problem(mixture.has("file") ? "file" : MatricesReader.CLASSES, fault.get());
            return;
        }
        int d = read.parts().dimension();
        if (read.block().isPresent() && read.block().getAsInt() > d) {
            mixture.problem(
                    "block",
                    "must be at most the dimension, " + d + ", not "
                            + read.block().getAsInt());
        }
    }

    private static List<ClassSpecification> classes(ClassParts parts, List<String> names, List<Double> labels) {
        double[] weights = parts.classWeights();
        List<ClassSpecification> classes = new ArrayList<>();
        IntStream.range(0, weights.length)
                .forEach(y -> classes.add(new ClassSpecification(
                        weights[y],
                        labels.size() == weights.length ? labels.get(y) : label(names, y),
                        Optional.empty(),
                        List.of())));
        return classes;
    }

    /** The label as a number, or its place if labels are texts. */
    private static double label(List<String> names, int y) {
        return names.stream().allMatch(LabelText::isNumber) ? LabelText.number(names.get(y)) : y;
    }
}
