package org.sgdyn.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads whole arrays of NumPy's archive, of shapes that the caller knows. */
public final class NpzReader {

    private final Path path;
    private final Map<String, StoredArray> arrays;

    private NpzReader(Path path, Map<String, StoredArray> arrays) {
        this.path = path;
        this.arrays = arrays;
    }

    /**
     * Opens an archive.
     *
     * @param path where it is
     * @return its arrays, whose values are still to be read
     * @throws IOException if it is no such archive, with a message for the user
     */
    public static NpzReader of(Path path) throws IOException {
        DataFile file = DataFile.of(path);
        if (!NpzArchive.isOne(file.head(4))) {
            throw new DataException(path.toString(), "it is no NPZ archive");
        }
        return new NpzReader(path, NpzArchive.read(file));
    }

    /**
     * Where the archive is.
     *
     * @return its path
     */
    public Path path() {
        return path;
    }

    /**
     * The dimensions of an array.
     *
     * @param name its name
     * @return its dimensions
     * @throws IOException if there is no such array
     */
    public List<Long> shape(String name) throws IOException {
        return array(name).shape();
    }

    /**
     * What an array holds.
     *
     * @param name its name
     * @return its dimensions and the kind of its values, such as 3 x 2 numbers
     * @throws IOException if there is no such array
     */
    public String description(String name) throws IOException {
        StoredArray array = array(name);
        return array.dimensions() + " " + array.type().noun();
    }

    /**
     * Whether there is a list of numbers.
     *
     * @param name its name
     * @param length how many it must have
     * @return true if there is one, of this length
     */
    public boolean hasColumn(String name, long length) {
        StoredArray array = arrays.get(name);
        return array != null
                && array.rows() == length
                && array.columns() == 1
                && array.type().isNumber();
    }

    /**
     * Whether there is an array.
     *
     * @param name its name
     * @return true if there is
     */
    public boolean has(String name) {
        return arrays.containsKey(name);
    }

    private StoredArray array(String name) throws DataException {
        StoredArray array = arrays.get(name);
        if (array == null) {
            throw new DataException(path.toString(), "it has no array " + name);
        }
        return array;
    }

    /**
     * All numbers of an array, row by row.
     *
     * @param name its name
     * @param rows how many rows it must have
     * @param columns how many numbers a row must have
     * @return rows x columns
     * @throws IOException if it is not there, of another shape or type, or damaged, with a message for the user
     */
    public double[][] numbers(String name, long rows, long columns) throws IOException {
        StoredArray array = array(name);
        if (array.rows() != rows || array.columns() != columns || !array.type().isNumber()) {
            throw new DataException(
                    array.name(),
                    "it is " + description(name) + ", where " + rows + " x " + columns + " numbers must be");
        }
        return NpyReader.numbers(array);
    }

    /**
     * A number that is an array of its own.
     *
     * @param name its name
     * @return the number
     * @throws IOException if it is not there, not alone, or damaged, with a message for the user
     */
    public double number(String name) throws IOException {
        return numbers(name, 1, 1)[0][0];
    }

    /**
     * The numbers of an array of one dimension.
     *
     * @param name its name
     * @param length how many it must have
     * @return the numbers
     * @throws IOException if it is not there, of another length or type, or damaged, with a message for the user
     */
    public double[] column(String name, long length) throws IOException {
        return Arrays.stream(numbers(name, length, 1))
                .mapToDouble(row -> row[0])
                .toArray();
    }

    /**
     * All texts of an array of one dimension.
     *
     * @param name its name
     * @return its values
     * @throws IOException if it is not there, of another type, or damaged, with a message for the user
     */
    public List<String> texts(String name) throws IOException {
        StoredArray array = array(name);
        if (array.columns() != 1 || !array.type().isText()) {
            throw new DataException(array.name(), "it is " + description(name) + ", where a list of texts must be");
        }
        List<String> texts = new ArrayList<>();
        try (ArrayRows rows = ArrayRows.of(array)) {
            while (rows.next()) {
                texts.add(rows.text(0));
            }
        }
        return texts;
    }
}
