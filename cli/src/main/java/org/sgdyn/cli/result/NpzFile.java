package org.sgdyn.cli.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sgdyn.cli.result.Table.Column;
import org.sgdyn.cli.result.Table.Numbers;
import org.sgdyn.cli.result.Table.Texts;

/**
 * NumPy's archive of vectors: a zip of a file per column in NumPy's format 1.0. Entries are stored, not deflated, and without a
 * date, so that the bytes depend on the table alone. A stored entry begins with its sum, so that each column is asked for twice.
 */
final class NpzFile {

    private static final int HEADER_MULTIPLE = 64;

    /** What precedes the header: magic bytes, version and the header's length. */
    private static final int PREFIX = 10;

    private NpzFile() {}

    /** Part of a file. */
    @FunctionalInterface
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Writes the archive. */
    static void write(Table table, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Column column : table.columns()) {
            if (column instanceof Numbers numbers) {
                entry(zip, column, "<f8", Double.BYTES, vector -> write(numbers, vector));
            } else {
                Texts texts = (Texts) column;
                int width = width(texts);
                entry(zip, column, "<U" + width, Integer.BYTES * width, vector -> write(texts, width, vector));
            }
        }
        zip.finish();
    }

    private static void write(Numbers numbers, OutputStream out) throws IOException {
        byte[] value = new byte[Double.BYTES];
        for (int row = 0; row < numbers.length(); row++) {
            littleEndian(value).putDouble(numbers.at(row));
            out.write(value);
        }
    }

    /** The longest text, in characters of any plane; 1 where there is no text. */
    private static int width(Texts texts) {
        int width = texts.length() == 0 ? 1 : 0;
        for (int row = 0; row < texts.length(); row++) {
            String text = texts.at(row);
            width = Math.max(width, text.codePointCount(0, text.length()));
        }
        return width;
    }

    /** Texts as NumPy's fixed-width text, four bytes a character. */
    private static void write(Texts texts, int width, OutputStream out) throws IOException {
        for (int row = 0; row < texts.length(); row++) {
            byte[] text = new byte[Integer.BYTES * width];
            texts.at(row).codePoints().forEach(littleEndian(text)::putInt);
            out.write(text);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void entry(ZipOutputStream zip, Column column, String type, int width, Content vector)
            throws IOException {
        byte[] header = header(type, column.length());
        CRC32 sum = new CRC32();
        sum.update(header);
        vector.write(new CheckedOutputStream(OutputStream.nullOutputStream(), sum));
        ZipEntry entry = new ZipEntry(column.name() + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(header.length + (long) width * column.length());
        entry.setCrc(sum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(header);
        vector.write(zip);
        zip.closeEntry();
    }

    /** What stands before the values of a vector; its length is a multiple of 64. */
    private static byte[] header(String type, int length) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + length + ",), }";
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
