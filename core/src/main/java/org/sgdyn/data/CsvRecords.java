package org.sgdyn.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The records of a text whose fields are separated by one character and may stand in quotes (RFC 4180); blank lines are skipped. */
final class CsvRecords implements Closeable {

    private final String name;
    private final TextLines text;
    private final char separator;
    private final StringBuilder field = new StringBuilder();
    private long line;

    private CsvRecords(String name, TextLines text, char separator) {
        this.name = name;
        this.text = text;
        this.separator = separator;
    }

    static CsvRecords of(DataFile file, char separator) throws IOException {
        return new CsvRecords(file.name(), TextLines.of(file), separator);
    }

    /** The character that separates the fields of the first line: a tab before a semicolon before a comma. */
    static char separator(DataFile file) throws IOException {
        try (TextLines lines = TextLines.of(file)) {
            boolean isQuoted = false;
            boolean hasSemicolon = false;
            boolean hasText = false;
            for (int c = lines.next(); c >= 0 && (c != '\n' || !hasText); c = lines.next()) {
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
        return line;
    }

    /** The next record, without white space around its fields; empty at the end. */
    Optional<List<String>> next() throws IOException {
        while (true) {
            line = text.line();
            int c = text.next();
            if (c < 0) {
                return Optional.empty();
            }
            List<String> fields = new ArrayList<>();
            boolean isQuoted = false;
            while (true) {
                field.setLength(0);
                while (isBlank(c)) {
                    c = text.next();
                }
                if (c == '"') {
                    isQuoted = true;
                    c = quoted();
                } else {
                    while (c >= 0 && c != '\n' && c != separator) {
                        field.append((char) c);
                        c = text.next();
                    }
                }
                fields.add(field.toString().strip());
                if (fields.size() > StoredArray.MOST_COLUMNS + 1) {
                    throw new DataException(
                            name,
                            "line " + line + " has more than " + StoredArray.MOST_COLUMNS
                                    + " fields; put a sample on each line");
                }
                if (c != separator) {
                    break;
                }
                c = text.next();
            }
            if (isQuoted || fields.size() > 1 || !fields.get(0).isEmpty()) {
                return Optional.of(fields);
            }
        }
    }

    private boolean isBlank(int c) {
        return c == ' ' || (c == '\t' && separator != '\t');
    }

    /** Reads a field in quotes; gives what follows it. */
    private int quoted() throws IOException {
        while (true) {
            int c = text.next();
            if (c < 0) {
                throw new DataException(
                        name, "line " + line + " opens a quote that nothing closes; remove or close it");
            }
            if (c == '"') {
                c = text.next();
                if (c != '"') {
                    while (isBlank(c)) {
                        c = text.next();
                    }
                    if (c >= 0 && c != '\n' && c != separator) {
                        throw new DataException(
                                name,
                                "line " + line + " goes on with '" + (char) c
                                        + "' behind a quoted field; separate fields, and"
                                        + " double quotes within them");
                    }
                    return c;
                }
            }
            field.append((char) c);
            if (field.length() > 1 << 20) {
                throw new DataException(
                        name, "line " + line + " opens a quote that nothing closes; remove or close it");
            }
        }
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
