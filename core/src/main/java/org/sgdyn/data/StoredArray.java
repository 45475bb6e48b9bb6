package org.sgdyn.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An array in a binary file, whose values are still to be read.
 *
 * @param name what messages call it
 * @param shape its dimensions, the first of which counts samples
 * @param type how it holds a value
 * @param isFortran whether the first index runs fastest, not the last
 * @param content where its values are
 */
record StoredArray(String name, List<Long> shape, ElementType type, boolean isFortran, Content content) {

    /** The most columns that samples may have; covariances of more fit into no memory. */
    static final int MOST_COLUMNS = 1 << 16;

    /** Where values are. */
    @FunctionalInterface
    interface Content {
        /** Opens them at the first. */
        InputStream open() throws IOException;
    }

    StoredArray {
        shape = List.copyOf(shape);
    }

    /** An array of a sensible shape. */
    static StoredArray of(String name, List<Long> shape, ElementType type, boolean isFortran, Content content)
            throws DataException {
        StoredArray array = new StoredArray(name, shape, type, isFortran, content);
        if (shape.isEmpty()) {
            throw new DataException(
                    name, "it holds a single value; samples are rows of an array of two dimensions or more");
        }
        if (shape.stream().anyMatch(length -> length < 1)) {
            throw new DataException(
                    name, "it is empty, its dimensions are " + array.dimensions() + "; give one with samples");
        }
        double columns = 1;
        for (long length : shape.subList(1, shape.size())) {
            columns *= length;
        }
        if (Math.max(1, type.bytes()) * columns > Integer.MAX_VALUE) {
            throw new DataException(
                    name,
                    "its header tells dimensions " + array.dimensions()
                            + ", rows longer than any memory; write it anew");
        }
        return array;
    }

    /** As people write them: 60000 x 28 x 28. */
    String dimensions() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }

    long rows() {
        return shape.get(0);
    }

    /** How many values a row has. */
    int columns() {
        return (int) shape.subList(1, shape.size()).stream()
                .mapToLong(length -> length)
                .reduce(1, (a, b) -> a * b);
    }
}
