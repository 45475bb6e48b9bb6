package org.sgdyn.data;

import java.io.IOException;
import java.nio.file.Path;

/** Opens samples in Apache Parquet, which takes more than this package has. */
@FunctionalInterface
public interface ParquetOpener {

    /** Opens none, and says so. */
    ParquetOpener NONE = (path, choice) -> {
        throw new DataException(
                path.toString(), "it is Parquet, which is not read here; save it as NPY, NPZ, CSV, IDX or libsvm");
    };

    /**
     * Opens samples.
     *
     * @param path a file that begins like Parquet
     * @param choice what it leaves open; where it names a file of labels, that is read elsewhere
     * @return the samples, with labels unless a file of labels is chosen
     * @throws IOException if they cannot be read, with a message for the user
     */
    SampleSource open(Path path, SampleChoice choice) throws IOException;
}
