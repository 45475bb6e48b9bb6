package org.sgdyn.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of a text file, counted. */
final class TextLines implements Closeable {

    /** More characters in a row are no sample. */
    static final int LONGEST_LINE = 1 << 24;

    private final String name;
    private final BufferedReader reader;
    private final StringBuilder text = new StringBuilder();
    private long line;
    private int ahead = -2;

    TextLines(DataFile file) throws IOException {
        name = file.name();
        reader = new BufferedReader(new TextReader(file));
    }

    /** The line read last, from 1. */
    long line() {
        return line;
    }

    /** The next line without its end, or null at the end of the file. */
    @Nullable
    String next() throws IOException {
        text.setLength(0);
        int c = ahead == -2 ? reader.read() : ahead;
        ahead = -2;
        if (c < 0) {
            return null;
        }
        line++;
        for (; c >= 0 && c != '\n' && c != '\r'; c = reader.read()) {
            text.append((char) c);
            if (text.length() > LONGEST_LINE) {
                throw new DataException(name, tooLong(line));
            }
        }
        if (c == '\r') {
            ahead = reader.read();
            if (ahead == '\n') {
                ahead = -2;
            }
        }
        return text.toString();
    }

    /** What is wrong with a line that has no end. */
    static String tooLong(long line) {
        return "line " + line + " is longer than 16 million characters; put a sample on each line";
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
