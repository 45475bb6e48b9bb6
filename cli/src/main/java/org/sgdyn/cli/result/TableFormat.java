package org.sgdyn.cli.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiConsumer;
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
        public void write(Table table, OutputStream out) throws IOException {
            Lines lines = new Lines(table, out);
            lines.write((line, column) -> line.append(quoted(column.name())), "", "\n");
            for (int row = 0; row < table.rows(); row++) {
                int k = row;
                lines.write(
                        (line, column) -> {
                            if (column instanceof Numbers numbers) {
                                line.append(numbers.at(k));
                            } else {
                                line.append(quoted(((Texts) column).at(k)));
                            }
                        },
                        "",
                        "\n");
            }
        }
    },

    /** JSON lines: an object per row; numbers that JSON lacks are null. */
    JSONL {
        @Override
        public void write(Table table, OutputStream out) throws IOException {
            Lines lines = new Lines(table, out);
            for (int row = 0; row < table.rows(); row++) {
                int k = row;
                lines.write(
                        (line, column) -> {
                            line.append(json(column.name())).append(':');
                            if (column instanceof Texts texts) {
                                line.append(json(texts.at(k)));
                            } else {
                                double value = ((Numbers) column).at(k);
                                line.append(Double.isFinite(value) ? String.valueOf(value) : "null");
                            }
                        },
                        "{",
                        "}\n");
            }
        }
    },

    /** NumPy's archive: a float64 vector, or one of texts, per column, read by {@code numpy.load}. */
    NPZ {
        @Override
        public void write(Table table, OutputStream out) throws IOException {
            NpzFile.write(table, out);
        }
    },

    /** Apache Parquet: a column of doubles per column, read by pandas, Polars, DuckDB and Spark. */
    PARQUET {
        @Override
        public void write(Table table, OutputStream out) throws IOException {
            ParquetFile.write(table, out);
        }
    };

    /**
     * Writes a table as its rows are asked for: of a table of any length little is held, in Parquet a group of rows.
     *
     * @param table the table
     * @param out where to, which is not closed; best buffered
     * @throws IOException if it cannot be written
     */
    public abstract void write(Table table, OutputStream out) throws IOException;

    /**
     * Writes a table of curves over time.
     *
     * @param table the table
     * @param out where to, which is not closed; best buffered
     * @throws IOException if it cannot be written
     */
    public final void write(ResultTable table, OutputStream out) throws IOException {
        write(table.toTable(), out);
    }

    /**
     * Writes a table of curves over time into memory, as for a pipe.
     *
     * @param table the table
     * @return the bytes of the file
     */
    public final byte[] write(ResultTable table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(table, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
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

    /** RFC 4180: a field with a comma, a quote or a line break stands in quotes, quotes doubled. */
    static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static String json(String text) {
        if (text.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ')) {
            return '"' + text + '"';
        }
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

    /** Lines of text, a cell per column between commas. */
    private static final class Lines {

        private final Table table;
        private final OutputStream out;
        private final StringBuilder line = new StringBuilder();

        Lines(Table table, OutputStream out) {
            this.table = table;
            this.out = out;
        }

        void write(BiConsumer<StringBuilder, Column> cell, String begin, String end) throws IOException {
            line.setLength(0);
            line.append(begin);
            for (int c = 0; c < table.columns().size(); c++) {
                if (c > 0) {
                    line.append(',');
                }
                cell.accept(line, table.columns().get(c));
            }
            out.write(line.append(end).toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
