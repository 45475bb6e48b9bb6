package org.sgdyn.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Opens files of samples, whatever their format: their content tells it. */
public final class SampleFiles {

    private static final List<String> USUAL_SAMPLES = List.of("x_train", "x", "data", "images", "features", "arr_0");

    private static final String PARQUET = "PAR1";

    /** Formats that are not read, by their first bytes. */
    private static final Map<String, String> OTHERS = Map.of(
            PARQUET,
            "Parquet",
            "\u0089HDF",
            "HDF5",
            "\u0080",
            "a Python pickle",
            "\u00ff\u00fe",
            "text in UTF-16",
            "\u00fe\u00ff",
            "text in UTF-16",
            "BZh",
            "compressed by bzip2",
            "\u00fd7zXZ",
            "compressed by xz",
            "(\u00b5/\u00fd",
            "compressed by Zstandard");

    private SampleFiles() {}

    /**
     * Whether a file is Parquet, which takes a {@link ParquetOpener}.
     *
     * @param path a file
     * @return true if it begins so
     * @throws IOException if it cannot be read, with a message for the user
     */
    public static boolean isParquet(Path path) throws IOException {
        DataFile file = DataFile.of(path);
        return isParquet(file, file.head(PARQUET.length()));
    }

    private static boolean isParquet(DataFile file, byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1).startsWith(PARQUET) && !file.isCompressed();
    }

    /**
     * Opens samples with their labels.
     *
     * @param path a file of samples
     * @param choice what it leaves open
     * @return the samples
     * @throws IOException if they cannot be read or have no labels, with a message for the user
     */
    public static SampleSource open(Path path, SampleChoice choice) throws IOException {
        return open(path, choice, ParquetOpener.NONE);
    }

    /**
     * Opens samples with their labels.
     *
     * @param path a file of samples
     * @param choice what it leaves open
     * @param parquet opens those in Parquet
     * @return the samples
     * @throws IOException if they cannot be read or have no labels, with a message for the user
     */
    public static SampleSource open(Path path, SampleChoice choice, ParquetOpener parquet) throws IOException {
        DataFile file = DataFile.of(path);
        byte[] head = file.head(8);
        if (NpzArchive.isOne(head)) {
            return archive(file, choice);
        }
        if (choice.array().isPresent()) {
            throw new DataException(
                    file.name(),
                    "it is no NPZ archive, so that no array of it can be chosen by name; leave --array out");
        }
        if (IdxFile.isOne(head) || NpyFile.isOne(head)) {
            if (choice.label().isPresent()) {
                throw new DataException(file.name(), "it has no columns with names; give the labels' file by --labels");
            }
            StoredArray array = array(file, head);
            SampleSource samples = ArraySource.of(array);
            Path labels = choice.labels()
                    .or(() -> sibling(path))
                    .orElseThrow(
                            () -> new DataException(file.name(), "it holds no labels; give their file by --labels"));
            if (array.columns() == 1 && array.shape().size() == 1) {
                throw new DataException(
                        file.name(),
                        "it has one dimension, " + array.dimensions()
                                + ", as labels have; samples are rows of two or more");
            }
            return new LabelledSource(samples, labels(labels));
        }
        if (isParquet(file, head)) {
            return labelled(parquet.open(path, choice), choice);
        }
        refuseOthers(file, head);
        if (LibsvmSource.isOne(file)) {
            if (choice.label().isPresent()) {
                throw new DataException(file.name(), "each line begins with its label; leave --label out");
            }
            return labelled(LibsvmSource.of(file), choice);
        }
        return labelled(table(file, choice), choice);
    }

    private static StoredArray array(DataFile file, byte[] head) throws IOException {
        return IdxFile.isOne(head) ? IdxFile.read(file) : NpyFile.read(file.name(), file::open);
    }

    /** Formats that are known, but not read. */
    private static void refuseOthers(DataFile file, byte[] head) throws DataException {
        if (DataFile.isCompressed(head)) {
            throw new DataException(file.name(), "it is compressed by gzip twice; unpack it once");
        }
        String start = new String(head, StandardCharsets.ISO_8859_1);
        for (Map.Entry<String, String> each : OTHERS.entrySet()) {
            if (start.startsWith(each.getKey())) {
                throw new DataException(
                        file.name(),
                        "it is " + each.getValue()
                                + ", which is not read; save it as NPY, NPZ, CSV in UTF-8, IDX or libsvm");
            }
        }
        if (head.length >= 2 && head[0] == 0 && head[1] == 0) {
            throw new DataException(
                    file.name(),
                    "it begins with zeros like IDX, but type or number of dimensions is none of that format; copy it anew");
        }
    }

    private static SampleSource table(DataFile file, SampleChoice choice) throws IOException {
        CsvFile table = CsvFile.of(file);
        return CsvSource.of(table, table.columns().labels(choice, table.texts()));
    }

    private static SampleSource labelled(SampleSource samples, SampleChoice choice) throws IOException {
        return choice.labels().isPresent()
                ? new LabelledSource(samples, labels(choice.labels().get()))
                : samples;
    }

    private static Labels labels(Path path) throws IOException {
        DataFile file = DataFile.of(path);
        byte[] head = file.head(8);
        if (IdxFile.isOne(head) || NpyFile.isOne(head)) {
            return Labels.of(array(file, head));
        }
        if (NpzArchive.isOne(head)) {
            throw new DataException(
                    file.name(), "labels are one array; save them by numpy.save, or with the samples in one archive");
        }
        refuseOthers(file, head);
        return Labels.of(file);
    }

    private static SampleSource archive(DataFile file, SampleChoice choice) throws IOException {
        Path path = file.path();
        Map<String, StoredArray> arrays = NpzArchive.read(file);
        StoredArray samples =
                choice.array().isPresent() ? find(path, arrays, choice.array().get()) : likelySamples(path, arrays);
        Labels labels;
        if (choice.labels().isPresent()) {
            labels = labels(choice.labels().get());
        } else if (choice.label().isPresent()) {
            labels = Labels.of(find(path, arrays, choice.label().get()));
        } else {
            List<StoredArray> likely = arrays.values().stream()
                    .filter(array -> !array.name().equals(samples.name())
                            && array.columns() == 1
                            && array.rows() == samples.rows())
                    .toList();
            if (likely.size() != 1) {
                throw new DataException(
                        path.toString(),
                        (likely.isEmpty() ? "no array has" : "several arrays have") + " a label for each of the "
                                + samples.rows() + " samples; name one by --label, or give a file by --labels (arrays: "
                                + listed(arrays) + ")");
            }
            labels = Labels.of(likely.get(0));
        }
        return new LabelledSource(ArraySource.of(samples), labels);
    }

    private static StoredArray find(Path path, Map<String, StoredArray> arrays, String name) throws DataException {
        StoredArray found = arrays.get(name);
        if (found == null) {
            throw new DataException(path.toString(), "it has no array " + name + "; it has " + listed(arrays));
        }
        return found;
    }

    private static StoredArray likelySamples(Path path, Map<String, StoredArray> arrays) throws DataException {
        List<Map.Entry<String, StoredArray>> wide = arrays.entrySet().stream()
                .filter(array -> array.getValue().columns() > 1)
                .toList();
        List<StoredArray> found = (wide.size() == 1
                        ? wide.stream()
                        : wide.stream()
                                .filter(array ->
                                        USUAL_SAMPLES.contains(array.getKey().toLowerCase(Locale.ROOT))))
                .map(Map.Entry::getValue)
                .toList();
        if (found.size() != 1) {
            throw new DataException(
                    path.toString(),
                    "it does not tell which array holds the samples; name it by --array (arrays: " + listed(arrays)
                            + ")");
        }
        return found.get(0);
    }

    private static String listed(Map<String, StoredArray> arrays) {
        return arrays.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue().dimensions())
                .collect(Collectors.joining(", "));
    }

    /** The labels beside images, by the names that MNIST has made usual. */
    private static Optional<Path> sibling(Path path) {
        String name = String.valueOf(path.getFileName());
        Path labels = path.resolveSibling(name.replaceFirst("images([-.])idx3", "labels$1idx1"));
        return labels.equals(path) || !Files.exists(labels) ? Optional.empty() : Optional.of(labels);
    }
}
