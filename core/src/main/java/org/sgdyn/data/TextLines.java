package org.sgdyn.data;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The characters of a text file in UTF-8 without a byte order mark, its lines counted. */
final class TextLines implements Closeable {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final int LONGEST_LINE = 1 << 24;

    private final String name;
    private final BufferedReader reader;
    private long line = 1;
    private boolean hasBegun;
    private int ahead = -2;

    private TextLines(String name, BufferedReader reader) {
        this.name = name;
        this.reader = reader;
    }

    static TextLines of(DataFile file) throws IOException {
        return new TextLines(
                file.name(),
                new BufferedReader(
                        new InputStreamReader(
                                file.open(),
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT)),
                        1 << 16));
    }

    /** The line of the next character, from 1. */
    long line() {
        return line;
    }

    /** The next character, an end of line always as one line feed; -1 at the end. */
    int next() throws IOException {
        int c = ahead == -2 ? read() : ahead;
        ahead = -2;
        if (c == '\r') {
            ahead = read();
            if (ahead == '\n') {
                ahead = -2;
            }
            c = '\n';
        }
        if (c == '\n') {
            line++;
        }
        return c;
    }

    /** The next line without its end, or null at the end of the file. */
    @Nullable
    String nextLine() throws IOException {
        StringBuilder text = new StringBuilder();
        int c = next();
        if (c < 0) {
            return null;
        }
        for (; c >= 0 && c != '\n'; c = next()) {
            text.append((char) c);
            if (text.length() > LONGEST_LINE) {
                throw new DataException(
                        name, "line " + line + " is longer than 16 million characters; put a sample on each line");
            }
        }
        return text.toString();
    }

    private int read() throws IOException {
        try {
            int c = reader.read();
            if (!hasBegun) {
                hasBegun = true;
                if (c == BYTE_ORDER_MARK) {
                    c = reader.read();
                }
            }
            if (c == 0) {
                throw new DataException(
                        name,
                        "line " + line
                                + " holds a zero byte, so that it is no text in UTF-8, nor IDX, NPY, NPZ; save it in one of"
                                + " these formats");
            }
            return c;
        } catch (CharacterCodingException e) {
            throw new DataException(
                    name,
                    "it is neither text in UTF-8 nor IDX, NPY or NPZ (line " + line
                            + "); save it in one of these formats",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
