package org.sgdyn.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.sgdyn.data.DataException;
import org.sgdyn.data.NpzReader;

/**
 * How samples were chosen, divided and preprocessed before a mixture was fitted, so that others can be treated alike.
 *
 * @param labels the labels, as the data writes them
 * @param preprocessing what samples go through first
 * @param settings what was fitted
 * @param source the name of the data's file
 * @param sha256 the SHA-256 of its bytes
 * @param heldOut how many samples of these labels were left out
 */
public record Treatment(
        List<String> labels,
        Preprocessing preprocessing,
        FitSettings settings,
        String source,
        String sha256,
        long heldOut) {

    /** Of the archive that this program writes and reads. */
    static final int FORMAT = 1;

    /** Copies the list. */
    public Treatment {
        labels = List.copyOf(labels);
    }

    /**
     * Reads how a mixture's samples were treated.
     *
     * @param path the archive
     * @return the treatment
     * @throws IOException if no fit has written it, or it is damaged, with a message for the user
     */
    public static Treatment read(Path path) throws IOException {
        return read(NpzReader.of(path));
    }

    static Treatment read(NpzReader npz) throws IOException {
        String path = npz.path().toString();
        if (!npz.has("format") || !npz.has("label_index")) {
            throw new DataException(path, "it is no fitted mixture; sgdyn fit writes one");
        }
        double format = npz.number("format");
        if (format != FORMAT) {
            throw new DataException(
                    path, "it is of format " + format + ", and " + FORMAT + " is read; fit the data anew");
        }
        List<Long> shape = npz.shape("transform");
        if (shape.size() != 2) {
            throw new DataException(path, "its transform is no matrix; fit the data anew");
        }
        long columns = shape.get(0);
        int d = (int) (long) shape.get(1);
        double[] transform = Arrays.stream(npz.numbers("transform", columns, d))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        double[] center = npz.column("center", columns);
        List<String> classes = npz.texts("classes");
        int pca = (int) npz.number("pca");
        FitSettings settings = new FitSettings(
                classes.equals(List.of("")) ? List.of() : classes,
                (int) npz.number("components"),
                pca < 0 ? OptionalInt.empty() : OptionalInt.of(pca),
                npz.number("standardise") != 0,
                npz.number("holdout"),
                Long.parseLong(npz.texts("seed").get(0)));
        return new Treatment(
                npz.texts("label_names"),
                new Preprocessing(center, transform, d),
                settings,
                npz.texts("source").get(0),
                npz.texts("source_sha256").get(0),
                (long) npz.number("held_out"));
    }
}
