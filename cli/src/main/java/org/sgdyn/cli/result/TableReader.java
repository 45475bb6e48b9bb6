package org.sgdyn.cli.result;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.result.ResultTable.Row;
import org.sgdyn.cli.result.Table.Column;
import org.sgdyn.cli.result.Table.Numbers;
import org.sgdyn.cli.result.Table.Texts;
import org.sgdyn.settings.CsvTable;

/** Reads tables of results as {@link TableFormat} writes them, and no others. */
public final class TableReader {

    private static final String CURVE = "curve";

    /** What {@code TableFormat.NPZ} writes before the values of a vector. */
    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '(<f8|<U([1-9][0-9]{0,8}))', 'fortran_order': False, 'shape': \\(([0-9]{1,9}),\\), } *\n");

    /** Where the length of a vector's header stands. */
    private static final int NPY_LENGTH = 8;

    private TableReader() {}

    /**
     * Reads the table of a directory, whatever its format.
     *
     * @param directory a directory of results
     * @param name the table's name, such as {@code theory}
     * @return the table; empty if there is none
     * @throws IOException if it cannot be read or is not such a table, with a message for the user
     */
    public static Optional<ResultTable> find(Path directory, String name) throws IOException {
        for (TableFormat format : TableFormat.values()) {
            Path file = directory.resolve(name + "." + format.extension());
            if (Files.exists(file)) {
                return Optional.of(read(file, format));
            }
        }
        return Optional.empty();
    }

    /**
     * Reads a table.
     *
     * @param file the file
     * @param format its format
     * @return the table
     * @throws IOException if it cannot be read or is not such a table, with a message for the user
     */
    public static ResultTable read(Path file, TableFormat format) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IOException(file + " cannot be read; name a directory that sgdyn run has written", e);
        }
        try {
            return result(
                    switch (format) {
                        case CSV -> csv(text(bytes));
                        case JSONL -> jsonLines(text(bytes));
                        case NPZ -> npz(bytes);
                        case PARQUET -> ParquetReader.read(bytes);
                    });
        } catch (BufferUnderflowException | EOFException e) {
            throw new IOException(file + " is not a table of results that sgdyn wrote: it is cut short", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + " is not a table of results that sgdyn wrote: " + e.getMessage(), e);
        }
    }

    private static String text(byte[] bytes) throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException("it is not a text file in UTF-8", e);
        }
    }

    /** Rows of curves over time. */
    private static ResultTable result(Table table) throws IOException {
        boolean isNamed = !table.columns().isEmpty()
                && table.columns().get(0) instanceof Texts
                && table.columns().get(0).name().equals(CURVE);
        List<Column> columns =
                isNamed ? table.columns().subList(1, table.columns().size()) : table.columns();
        if (columns.isEmpty() || !columns.get(0).name().equals("t")) {
            throw new IOException("its columns must begin with t or curve, t");
        }
        for (Column column : columns) {
            if (!(column instanceof Numbers) || column.length() != table.rows()) {
                throw new IOException("its column " + column.name() + " must hold a number in each row");
            }
        }
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            double[] values = new double[columns.size()];
            for (int c = 0; c < values.length; c++) {
                values[c] = ((Numbers) columns.get(c)).at(row);
            }
            rows.add(new Row(isNamed ? ((Texts) table.columns().get(0)).at(row) : "", values));
        }
        return new ResultTable(columns.stream().map(Column::name).toList(), isNamed, rows);
    }

    // --- text ------------------------------------------------------------------------------------------------------

    private static Table csv(String text) throws IOException {
        try (CsvTable table = CsvTable.of(new StringReader(text))) {
            List<List<String>> rows = new ArrayList<>();
            for (Optional<List<String>> row = table.next(); row.isPresent(); row = table.next()) {
                rows.add(row.get());
            }
            return table(table.header(), rows);
        }
    }

    /** Every line has the keys of the first. */
    private static Table jsonLines(String text) throws IOException {
        List<String> header = List.of();
        List<List<String>> rows = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Map<String, @Nullable Object> row = Json.object(line);
            header = rows.isEmpty() ? List.copyOf(row.keySet()) : header;
            if (!List.copyOf(row.keySet()).equals(header)) {
                throw new IOException("line " + (rows.size() + 1) + " has other keys than the first");
            }
            rows.add(row.values().stream()
                    .map(cell -> cell == null ? "NaN" : cell.toString())
                    .toList());
        }
        return table(header, rows);
    }

    private static Table table(List<String> header, List<List<String>> rows) throws IOException {
        for (int k = 0; k < rows.size(); k++) {
            int size = rows.get(k).size();
            if (size != header.size()) {
                throw new IOException("row " + (k + 1) + " has " + size + " fields; the header has " + header.size());
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int c = 0; c < header.size(); c++) {
            int column = c;
            List<String> cells = rows.stream().map(row -> row.get(column)).toList();
            boolean isCurve = c == 0 && header.get(c).equals(CURVE);
            columns.add(isCurve ? new Texts(CURVE, cells) : numbers(header.get(c), cells));
        }
        return new Table(columns);
    }

    private static Numbers numbers(String name, List<String> cells) throws IOException {
        double[] values = new double[cells.size()];
        for (int k = 0; k < values.length; k++) {
            if (!CsvTable.isNumber(cells.get(k))) {
                throw new IOException(
                        "row " + (k + 1) + ", column " + name + ": \"" + cells.get(k) + "\" is not a number");
            }
            values[k] = Double.parseDouble(cells.get(k));
        }
        return new Numbers(name, values);
    }

    // --- NumPy -----------------------------------------------------------------------------------------------------

    private static Table npz(byte[] bytes) throws IOException {
        List<Column> columns = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                columns.add(npy(entry.getName().replaceFirst("\\.npy$", ""), zip.readAllBytes()));
            }
        }
        return new Table(columns);
    }

    /** A vector in NumPy's format 1.0: ten bytes, the last two of which are the header's length, the header, the values. */
    private static Column npy(String name, byte[] bytes) throws IOException {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[Short.toUnsignedInt(in.position(NPY_LENGTH).getShort())];
        in.get(header);
        Matcher matcher = HEADER.matcher(new String(header, StandardCharsets.US_ASCII));
        if (!matcher.matches()) {
            throw new IOException("its vector " + name + " is none of numbers or texts");
        }
        int length = Integer.parseInt(matcher.group(3));
        if (matcher.group(2) == null) {
            double[] values = new double[Math.min(length, in.remaining() / Double.BYTES)];
            in.asDoubleBuffer().get(values);
            return new Numbers(name, values);
        }
        int width = Integer.parseInt(matcher.group(2));
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < length; k++) {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < width; at++) {
                int character = in.getInt();
                if (character != 0) {
                    text.appendCodePoint(character);
                }
            }
            texts.add(text.toString());
        }
        return new Texts(name, texts);
    }
}
