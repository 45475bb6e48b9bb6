package org.sgdyn.data;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The records of a text whose fields are separated by one character and may stand in quotes (RFC 4180); blank lines are skipped. */
final class CsvRecords implements Closeable {

    private static final int LONGEST_FIELD = 1 << 20;

    private final String name;
    private final CsvReader<List<String>> reader;
    private final Iterator<List<String>> records;
    private final Fields fields;
    private long blank;

    private CsvRecords(String name, CsvReader<List<String>> reader, Fields fields) {
        this.name = name;
        this.reader = reader;
        this.fields = fields;
        records = reader.iterator();
    }

    static CsvRecords of(DataFile file, char separator) throws IOException {
        Fields fields = new Fields(file.name());
        CsvReader<List<String>> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .trimWhitespacesAroundQuotes(true)
                .maxBufferSize(LONGEST_FIELD)
                .build(fields, new TextReader(file));
        return new CsvRecords(file.name(), reader, fields);
    }

    /** The character that separates the fields of the first line: a tab before a semicolon before a comma. */
    static char separator(DataFile file) throws IOException {
        try (BufferedReader text = new BufferedReader(new TextReader(file))) {
            boolean isQuoted = false;
            boolean hasSemicolon = false;
            boolean hasText = false;
            for (int c = text.read(); c >= 0 && ((c != '\n' && c != '\r') || !hasText); c = text.read()) {
                isQuoted ^= c == '"';
                hasText |= !Character.isWhitespace(c);
                if (c == '\t' && !isQuoted && hasText) {
                    return '\t';
                }
                hasSemicolon |= c == ';' && !isQuoted;
            }
            return hasSemicolon ? ';' : ',';
        }
    }

    /** The line on which the record read last begins. */
    long line() {
        return fields.line;
    }

    /** The first of the blank lines before the record read last, or 0. */
    long blank() {
        return blank;
    }

    /** The next record, without white space around its fields; empty at the end. */
    Optional<List<String>> next() throws IOException {
        blank = 0;
        try {
            while (records.hasNext()) {
                List<String> record = records.next();
                if (fields.isQuoted || record.size() > 1 || !record.get(0).isEmpty()) {
                    return Optional.of(record);
                }
                blank = blank > 0 ? blank : fields.line;
            }
            return Optional.empty();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        } catch (CsvParseException failed) {
            throw trouble(failed);
        }
    }

    private IOException trouble(CsvParseException failed) {
        String words = "";
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException known) {
                return known;
            }
            words = String.valueOf(cause.getMessage());
        }
        String line = "line " + fields.line;
        return new DataException(
                name,
                words.contains("after closing quote")
                        ? line + " goes on behind a quoted field; separate fields, and double quotes within them"
                        : line + " opens a quote that nothing closes; remove or close it",
                failed);
    }

    /** Takes the fields of a record as the parser finds them. */
    private static final class Fields extends AbstractBaseCsvCallbackHandler<List<String>> {

        private final String name;
        private List<String> record = List.of();
        private long line;
        private int length;
        private boolean isQuoted;

        Fields(String name) {
            this.name = name;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            line = startingLineNumber;
            record = new ArrayList<>(record.size());
            length = 0;
            isQuoted = false;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int size, boolean quoted) {
            length += size;
            isQuoted |= quoted;
            if (index > StoredArray.MOST_COLUMNS) {
                throw trouble("line " + line + " has more than " + StoredArray.MOST_COLUMNS
                        + " fields; put a sample on each line");
            }
            if (length > TextLines.LONGEST_LINE) {
                throw trouble(TextLines.tooLong(line));
            }
            record.add(new String(buffer, offset, size).strip());
        }

        private UncheckedIOException trouble(String what) {
            return new UncheckedIOException(new DataException(name, what));
        }

        @Override
        protected void handleEmpty() {
            record.add("");
        }

        @Override
        protected List<String> buildRecord() {
            return record;
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
