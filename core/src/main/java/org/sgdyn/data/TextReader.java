package org.sgdyn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a text file in UTF-8 without a byte order mark; what is no text is refused with its line. */
final class TextReader extends Reader {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final int BUFFER = 1 << 16;

    private final String name;
    private final InputStream in;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).flip();
    private boolean hasBegun;
    private boolean isAtEnd;
    /** The line on which the characters that are still to be decoded begin. */
    private long line = 1;

    private boolean isBehindReturn;

    TextReader(DataFile file) throws IOException {
        name = file.name();
        in = file.open();
    }

    @Override
    public int read(char[] target, int from, int length) throws IOException {
        while (!chars.hasRemaining()) {
            if (!decode()) {
                return -1;
            }
        }
        int count = Math.min(length, chars.remaining());
        chars.get(target, from, count);
        return count;
    }

    /** Decodes some characters, perhaps none; false at the end. */
    private boolean decode() throws IOException {
        chars.clear();
        CoderResult result = decoder.decode(bytes, chars, isAtEnd);
        chars.flip();
        count();
        if (!hasBegun && chars.hasRemaining()) {
            hasBegun = true;
            if (chars.get(0) == BYTE_ORDER_MARK) {
                chars.get();
            }
            return true;
        }
        if (chars.hasRemaining()) {
            return true;
        }
        if (result.isError()) {
            throw new DataException(
                    name,
                    "it is neither text in UTF-8 nor IDX, NPY or NPZ (line " + line
                            + "); save it in one of these formats");
        }
        if (isAtEnd) {
            return false;
        }
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        isAtEnd = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        return true;
    }

    private void count() throws DataException {
        for (int k = 0; k < chars.limit(); k++) {
            char c = chars.get(k);
            if (c == 0) {
                throw new DataException(
                        name,
                        "line " + line
                                + " holds a zero byte, so that it is no text in UTF-8, nor IDX, NPY, NPZ; save it in one of"
                                + " these formats");
            }
            if (c == '\r' || (c == '\n' && !isBehindReturn)) {
                line++;
            }
            isBehindReturn = c == '\r';
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
