package org.sgdyn.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes NumPy's archive of arrays: a zip of a file per array in NumPy's format 1.0. Entries are stored, not deflated, and without a
 * date, so that the bytes depend on the arrays alone. A stored entry begins with its sum, so that each array is asked for twice.
 */
public final class NpzWriter {

    private static final int HEADER_MULTIPLE = 64;

    /** What precedes the header: magic bytes, version and the header's length. */
    private static final int PREFIX = 10;

    private final ZipOutputStream zip;

    /**
     * Begins an archive.
     *
     * @param out receives it; closed by others
     */
    public NpzWriter(OutputStream out) {
        zip = new ZipOutputStream(out);
    }

    /** The values of an array. */
    @FunctionalInterface
    public interface Values {
        /**
         * Writes them.
         *
         * @param out where to
         * @throws IOException if they cannot be written
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * Adds an array of any type.
     *
     * @param name its name
     * @param type NumPy's description of the type, such as {@code <f8}
     * @param width the bytes of a value
     * @param values writes the values, in the order of the last index; asked twice
     * @param shape the dimensions; none for a single value
     * @throws IOException if it cannot be written
     */
    public void add(String name, String type, int width, Values values, long... shape) throws IOException {
        byte[] header = header(type, shape);
        CRC32 sum = new CRC32();
        sum.update(header);
        values.write(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(header.length + width * Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        entry.setCrc(sum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(header);
        values.write(zip);
        zip.closeEntry();
    }

    /**
     * Adds numbers.
     *
     * @param name the name of the array
     * @param rows its values, in turn
     * @param shape the dimensions; none for a single value
     * @throws IOException if it cannot be written
     */
    public void numbers(String name, double[][] rows, long... shape) throws IOException {
        add(
                name,
                "<f8",
                Double.BYTES,
                out -> {
                    for (double[] row : rows) {
                        byte[] bytes = new byte[Double.BYTES * row.length];
                        littleEndian(bytes).asDoubleBuffer().put(row);
                        out.write(bytes);
                    }
                },
                shape);
    }

    /**
     * Adds texts, each filled up to the length of the longest.
     *
     * @param name the name of the array
     * @param texts its values
     * @throws IOException if it cannot be written
     */
    public void texts(String name, List<String> texts) throws IOException {
        int longest = texts.stream()
                .mapToInt(text -> text.codePointCount(0, text.length()))
                .max()
                .orElse(1);
        int width = Math.max(1, longest);
        add(
                name,
                "<U" + width,
                Integer.BYTES * width,
                out -> {
                    for (String text : texts) {
                        byte[] bytes = new byte[Integer.BYTES * width];
                        text.codePoints().forEach(littleEndian(bytes)::putInt);
                        out.write(bytes);
                    }
                },
                texts.size());
    }

    /**
     * Ends the archive.
     *
     * @throws IOException if it cannot be written
     */
    public void finish() throws IOException {
        zip.finish();
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What stands before the values of an array; its length is a multiple of 64. */
    private static byte[] header(String type, long[] shape) {
        String lengths = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                + (shape.length == 1 ? "," : "");
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + lengths + "), }";
        int padded = ((PREFIX + header.length() + HEADER_MULTIPLE) / HEADER_MULTIPLE) * HEADER_MULTIPLE - PREFIX;
        byte[] bytes = new byte[PREFIX + padded];
        ByteBuffer out = littleEndian(bytes);
        out.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        out.putShort((short) padded);
        out.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        return bytes;
    }
}
