package org.sgdyn.cli.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sgdyn.cli.result.Table.Column;
import org.sgdyn.cli.result.Table.Numbers;
import org.sgdyn.cli.result.Table.Texts;

/**
 * How a table is written. Each number keeps its full double precision, and the same table gives the same bytes on every system.
 */
public enum TableFormat {
    /** RFC 4180 with a header line; lines end in a line feed. */
    CSV {
        @Override
        public byte[] write(Table table) {
            StringBuilder out = new StringBuilder();
            separated(out, table, column -> out.append(quoted(column.name())));
            out.append('\n');
            for (int row = 0; row < table.rows(); row++) {
                int k = row;
                separated(out, table, column -> {
                    if (column instanceof Numbers numbers) {
                        out.append(numbers.values()[k]);
                    } else {
                        out.append(quoted(((Texts) column).values().get(k)));
                    }
                });
                out.append('\n');
            }
            return out.toString().getBytes(StandardCharsets.UTF_8);
        }
    },

    /** JSON lines: an object per row; numbers that JSON lacks are null. */
    JSONL {
        @Override
        public byte[] write(Table table) {
            StringBuilder out = new StringBuilder();
            for (int row = 0; row < table.rows(); row++) {
                int k = row;
                out.append('{');
                separated(out, table, column -> {
                    out.append(json(column.name())).append(':');
                    if (column instanceof Texts texts) {
                        out.append(json(texts.values().get(k)));
                    } else {
                        double value = ((Numbers) column).values()[k];
                        out.append(Double.isFinite(value) ? String.valueOf(value) : "null");
                    }
                });
                out.append("}\n");
            }
            return out.toString().getBytes(StandardCharsets.UTF_8);
        }
    },

    /** NumPy's archive: a float64 vector, or one of texts, per column, read by {@code numpy.load}. */
    NPZ {
        @Override
        public byte[] write(Table table) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                for (Column column : table.columns()) {
                    if (column instanceof Numbers numbers) {
                        ByteBuffer values = littleEndian(Double.BYTES * numbers.length());
                        values.asDoubleBuffer().put(numbers.values());
                        entry(zip, column.name(), npy("<f8", numbers.length(), values));
                    } else {
                        entry(zip, column.name(), npy(((Texts) column).values()));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    },

    /** Apache Parquet: a column of doubles per column, read by pandas, Polars, DuckDB and Spark. */
    PARQUET {
        @Override
        public byte[] write(Table table) {
            ParquetFile file = new ParquetFile(table.rows());
            for (Column column : table.columns()) {
                if (column instanceof Numbers numbers) {
                    file.add(column.name(), numbers.values());
                } else {
                    file.add(column.name(), ((Texts) column).values());
                }
            }
            return file.bytes();
        }
    };

    private static final int HEADER_MULTIPLE = 64;

    /**
     * Writes a table.
     *
     * @param table the table
     * @return the bytes of the file
     */
    public abstract byte[] write(Table table);

    /**
     * Writes a table of curves over time.
     *
     * @param table the table
     * @return the bytes of the file
     */
    public final byte[] write(ResultTable table) {
        return write(table.toTable());
    }

    /**
     * Whether the format is text, which a pipe and a terminal take.
     *
     * @return true for csv and jsonl
     */
    public boolean isText() {
        return this == CSV || this == JSONL;
    }

    /**
     * How files of this format end.
     *
     * @return such as {@code csv}
     */
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As the command line writes it. */
    @Override
    public String toString() {
        return extension();
    }

    private static void separated(StringBuilder out, Table table, Consumer<Column> cell) {
        for (int c = 0; c < table.columns().size(); c++) {
            if (c > 0) {
                out.append(',');
            }
            cell.accept(table.columns().get(c));
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

    /** Texts as NumPy's fixed-width text, four bytes a character. */
    private static byte[] npy(List<String> values) {
        int width = values.stream()
                .mapToInt(value -> (int) value.codePoints().count())
                .max()
                .orElse(1);
        ByteBuffer text = littleEndian(Integer.BYTES * width * values.size());
        for (int k = 0; k < values.size(); k++) {
            text.position(Integer.BYTES * width * k);
            values.get(k).codePoints().forEach(text::putInt);
        }
        return npy("<U" + width, values.size(), text);
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
