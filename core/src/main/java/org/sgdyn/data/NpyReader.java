package org.sgdyn.data;

import java.io.IOException;
import java.nio.file.Path;

/** Reads a whole array of NumPy. */
public final class NpyReader {

    private NpyReader() {}

    /**
     * All numbers of a file, row by row.
     *
     * @param path where it is
     * @return a row for each place of the first dimension, with all further dimensions one after another
     * @throws IOException if it is no array of finite numbers, or damaged, with a message for the user
     */
    public static double[][] read(Path path) throws IOException {
        DataFile file = DataFile.of(path);
        StoredArray array = NpyFile.read(file.name(), file::open);
        if (!array.type().isNumber()) {
            throw new DataException(file.name(), "it is " + array.dimensions() + ", where numbers must be");
        }
        return numbers(array);
    }

    /** All numbers of an array, which must be finite. */
    static double[][] numbers(StoredArray array) throws IOException {
        double[][] values = new double[(int) array.rows()][array.columns()];
        try (ArrayRows read = ArrayRows.of(array)) {
            for (int r = 0; read.next(); r++) {
                for (int c = 0; c < values[r].length; c++) {
                    values[r][c] = read.number(c);
                    if (!Double.isFinite(values[r][c])) {
                        throw new DataException(array.name(), "row " + (r + 1) + " holds a number that is not finite");
                    }
                }
            }
        }
        return values;
    }
}
