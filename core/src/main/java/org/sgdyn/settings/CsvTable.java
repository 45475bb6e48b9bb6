package org.sgdyn.settings;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads tables as text: comma-separated values below a header line that names the columns, as RFC 4180 has them. A byte order mark,
 * quotes around fields, white space at their ends and blank lines are no part of the table; numbers have a decimal point. A table in
 * another dialect is refused rather than guessed at: what reads as a number must be the number that was meant.
 */
public final class CsvTable implements Closeable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final String NOT_TEXT = "it is not a text file in UTF-8";

    private static final int LONGEST_SHOWN = 80;

    /** Java's own parser takes more, such as 1f and 0x1p3, that no other program calls a number. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|NaN|Infinity)");

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    /** 0 until the header is read. */
    private int columns;

    private long row;

    private CsvTable(CsvReader<CsvRecord> reader) throws IOException {
        this.reader = reader;
        records = reader.iterator();
        header = record().map(CsvTable::stripped).orElse(List.of());
        columns = header.size();
    }

    /**
     * Begins to read a table.
     *
     * @param text its text
     * @return the table, its header read
     * @throws IOException if it cannot be read or has no usable header, with a message for the user
     */
    public static CsvTable of(Reader text) throws IOException {
        BufferedReader buffered = new BufferedReader(text);
        buffered.mark(1);
        try {
            if (buffered.read() != BYTE_ORDER_MARK) {
                buffered.reset();
            }
        } catch (CharacterCodingException e) {
            throw new IOException(NOT_TEXT, e);
        }
        CsvTable table = new CsvTable(CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .ofCsvRecord(buffered));
        table.requireNames();
        return table;
    }

    private void requireNames() throws IOException {
        if (header.isEmpty()) {
            throw new IOException("it is empty; it needs a header line that names the columns, and a line per row");
        }
        if (header.stream().allMatch(CsvTable::isNumber)) {
            throw new IOException("its first line holds numbers, " + shown(String.join(",", header))
                    + "; put a header line before it that names the columns");
        }
        Set<String> names = new HashSet<>();
        for (String name : header) {
            if (!name.isEmpty() && !names.add(name)) {
                throw new IOException("two of its columns are called " + shown(name) + "; give each a name of its own");
            }
        }
    }

    /**
     * The names of the columns.
     *
     * @return the fields of the first line
     */
    public List<String> header() {
        return header;
    }

    /**
     * Reads the next row.
     *
     * @return its fields, as many as the header has; empty at the end
     * @throws IOException if it cannot be read, or has more or fewer fields, with a message for the user
     */
    public Optional<List<String>> next() throws IOException {
        Optional<CsvRecord> record = record();
        if (record.isEmpty()) {
            return Optional.empty();
        }
        row++;
        List<String> fields = stripped(record.get());
        if (fields.size() != header.size()) {
            throw new IOException("row " + row + " (line " + record.get().getStartingLineNumber() + ") has "
                    + count(fields.size()) + ", the header has " + header.size() + ": "
                    + shown(String.join(",", fields))
                    + "; commas separate fields, and numbers have a decimal point");
        }
        return Optional.of(fields);
    }

    /**
     * A column by its name or number.
     *
     * @param wanted a name in the header, or a number from 1
     * @return its position, 0-based
     * @throws IOException if there is no such column, or its name is a number and so perhaps none, with a message for the user
     */
    public int position(Object wanted) throws IOException {
        if (wanted instanceof Long number) {
            if (number < 1 || number > header.size()) {
                throw new IOException("it has columns 1 to " + header.size() + ", not " + number);
            }
            int position = (int) (number - 1);
            if (isNumber(header.get(position))) {
                throw new IOException("its first line has the number " + header.get(position) + " in column " + number
                        + "; the first line must name the columns");
            }
            return position;
        }
        String name = String.valueOf(wanted);
        int position = header.indexOf(name);
        if (position < 0) {
            Optional<String> separator = header.size() == 1 ? separator(header.get(0)) : Optional.empty();
            throw new IOException("no column " + shown(name) + "; "
                    + separator
                            .map(word -> "it seems to be separated by " + word + ", where commas are read")
                            .orElseGet(() -> Names.advice(name, header)));
        }
        return position;
    }

    private static Optional<String> separator(String line) {
        return line.indexOf('\t') >= 0
                ? Optional.of("tabs")
                : line.indexOf(';') >= 0 ? Optional.of("semicolons") : Optional.empty();
    }

    /**
     * Whether a field is a number with a decimal point.
     *
     * @param field a field
     * @return true if {@link Double#parseDouble} gives the number that any program would take it for
     */
    public static boolean isNumber(String field) {
        return NUMBER.matcher(field).matches();
    }

    /** A field in quotes, cut where it is long. */
    static String shown(String field) {
        return '"' + (field.length() > LONGEST_SHOWN ? field.substring(0, LONGEST_SHOWN) + "..." : field) + '"';
    }

    private static String count(int fields) {
        return fields + (fields == 1 ? " field" : " fields");
    }

    private static List<String> stripped(CsvRecord record) {
        return record.getFields().stream().map(String::strip).toList();
    }

    /** The next record that is more than white space; in a table of one column blank lines may stand at the end alone. */
    private Optional<CsvRecord> record() throws IOException {
        try {
            long blank = 0;
            while (records.hasNext()) {
                CsvRecord record = records.next();
                if (record.getFieldCount() > 1 || !record.getField(0).isBlank()) {
                    if (blank > 0 && columns == 1) {
                        throw new IOException("line " + blank + " is blank, which in a table of one column is a missing"
                                + " value; give the value, or remove the line");
                    }
                    return Optional.of(record);
                }
                blank = blank > 0 ? blank : record.getStartingLineNumber();
            }
            return Optional.empty();
        } catch (CsvParseException e) {
            if (causedByEncoding(e)) {
                throw new IOException(NOT_TEXT, e);
            }
            throw new IOException("it is not comma-separated text: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw causedByEncoding(e) ? new IOException(NOT_TEXT, e) : e.getCause();
        }
    }

    private static boolean causedByEncoding(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
