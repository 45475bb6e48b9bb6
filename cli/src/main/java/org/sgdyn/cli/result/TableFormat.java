package org.sgdyn.cli.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sgdyn.cli.result.ResultTable.Row;

/**
 * How a table is written. Each number keeps its full double precision, and the same table gives the same bytes on every system.
 * If rows carry names, a first column {@code curve} holds them.
 */
public enum TableFormat {
    /** RFC 4180 with a header line; lines end in a line feed. */
    CSV {
        @Override
        public byte[] write(ResultTable table) {
            StringBuilder out = new StringBuilder(table.isNamed() ? "curve," : "");
            separated(
                    out,
                    table.columns().size(),
                    c -> out.append(quoted(table.columns().get(c))));
            out.append('\n');
            for (Row row : table.rows()) {
                if (table.isNamed()) {
                    out.append(quoted(row.curve())).append(',');
                }
                separated(out, row.values().length, c -> out.append(row.values()[c]));
                out.append('\n');
            }
            return out.toString().getBytes(StandardCharsets.UTF_8);
        }
    },

    /** JSON lines: an object per row; numbers that JSON lacks are null. */
    JSONL {
        @Override
        public byte[] write(ResultTable table) {
            StringBuilder out = new StringBuilder();
            for (Row row : table.rows()) {
                out.append('{');
                if (table.isNamed()) {
                    out.append("\"curve\":").append(json(row.curve())).append(',');
                }
                separated(out, row.values().length, c -> {
                    double value = row.values()[c];
                    out.append(json(table.columns().get(c))).append(':');
                    if (Double.isFinite(value)) {
                        out.append(value);
                    } else {
                        out.append("null");
                    }
                });
                out.append("}\n");
            }
            return out.toString().getBytes(StandardCharsets.UTF_8);
        }
    },

    /** NumPy's archive: a float64 vector per column, read by {@code numpy.load}. */
    NPZ {
        @Override
        public byte[] write(ResultTable table) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                if (table.isNamed()) {
                    entry(zip, "curve", names(table));
                }
                for (int c = 0; c < table.columns().size(); c++) {
                    ByteBuffer values = littleEndian(Double.BYTES * table.rows().size());
                    for (Row row : table.rows()) {
                        values.putDouble(row.values()[c]);
                    }
                    entry(zip, table.columns().get(c), npy("<f8", table.rows().size(), values));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    };

    private static final int HEADER_MULTIPLE = 64;

    /**
     * Writes a table.
     *
     * @param table the table
     * @return the bytes of the file
     */
    public abstract byte[] write(ResultTable table);

    /**
     * How files of this format end.
     *
     * @return such as {@code csv}
     */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    @FunctionalInterface
    private interface Cell {
        void append(int index);
    }

    private static void separated(StringBuilder out, int cells, Cell cell) {
        for (int c = 0; c < cells; c++) {
            if (c > 0) {
                out.append(',');
            }
            cell.append(c);
        }
    }

    /** RFC 4180: a field with a comma, a quote or a line break stands in quotes, quotes doubled. */
    static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static String json(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ') {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }

    /** The curves' names as NumPy's fixed-width text, four bytes a character. */
    private static byte[] names(ResultTable table) {
        int width = table.rows().stream()
                .mapToInt(row -> (int) row.curve().codePoints().count())
                .max()
                .orElse(1);
        ByteBuffer text = littleEndian(Integer.BYTES * width * table.rows().size());
        for (int k = 0; k < table.rows().size(); k++) {
            text.position(Integer.BYTES * width * k);
            table.rows().get(k).curve().codePoints().forEach(text::putInt);
        }
        return npy("<U" + width, table.rows().size(), text);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.rewind().get(bytes);
        return bytes;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A vector in NumPy's format 1.0; the header's length, its ten first bytes included, is a multiple of 64. */
    private static byte[] npy(String type, int length, ByteBuffer content) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + length + ",), }";
        int padded = ((10 + header.length() + HEADER_MULTIPLE) / HEADER_MULTIPLE) * HEADER_MULTIPLE - 10;
        ByteBuffer out = littleEndian(10 + padded + content.capacity());
        out.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        out.putShort((short) padded);
        out.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.put(content.rewind());
        return bytes(out);
    }

    /** Stored, not deflated, and without a date, so that the bytes depend on the table alone. */
    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
