package org.sgdyn.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What a gzip file holds (RFC 1952), one member after the other, each with its sum and length compared. The JDK's own stream passes
 * over what it does not understand behind a member, and so over all samples of a second member that is damaged or cut off; here only
 * the zeros that fill up a tape may follow.
 */
final class GzipContent extends InputStream {

    private static final int BUFFER = 1 << 16;

    private static final int HEADER_SUM = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xE0;

    private final String name;
    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int limit;
    private long bytes;
    private boolean isWithin;
    private boolean isAtEnd;

    /** Unpacks a stream, which it closes; messages call it by the name. */
    GzipContent(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        try {
            while (!isAtEnd) {
                if (!isWithin) {
                    begin();
                }
                int read = inflater.inflate(target, from, length);
                if (read > 0) {
                    sum.update(target, from, read);
                    bytes += read;
                    return read;
                }
                if (inflater.finished()) {
                    end();
                } else if (inflater.needsDictionary()) {
                    throw new ZipException("it needs a dictionary");
                } else {
                    require(fill());
                    inflater.setInput(buffer, 0, limit);
                }
            }
            return -1;
        } catch (EOFException early) {
            throw damaged("ends too early", early);
        } catch (ZipException | DataFormatException damaged) {
            throw damaged("is damaged", damaged);
        }
    }

    private DataException damaged(String what, Exception why) {
        return new DataException(
                name, "the compressed file " + what + ", after " + bytes + " bytes of content; copy it anew", why);
    }

    private void begin() throws IOException {
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw new ZipException("what follows is no member of a gzip file");
        }
        int flags = next();
        skip(6);
        if ((flags & RESERVED) != 0) {
            throw new ZipException("unknown flags");
        }
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        for (int text : new int[] {NAME, COMMENT}) {
            while ((flags & text) != 0 && next() != 0) {
                // The name and the comment say nothing of the content.
            }
        }
        if ((flags & HEADER_SUM) != 0) {
            skip(2);
        }
        inflater.reset();
        inflater.setInput(buffer, at, limit - at);
        sum.reset();
        isWithin = true;
    }

    private void end() throws IOException {
        at = limit - inflater.getRemaining();
        if (fourBytes() != sum.getValue() || fourBytes() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("its sum or length is another one");
        }
        isWithin = false;
        while (at < limit || fill()) {
            if (buffer[at] != 0) {
                return;
            }
            at++;
        }
        isAtEnd = true;
    }

    private long fourBytes() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private int next() throws IOException {
        require(at < limit || fill());
        return buffer[at++] & 0xff;
    }

    private void skip(int count) throws IOException {
        for (int k = 0; k < count; k++) {
            next();
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER));
        return limit > 0;
    }

    private static void require(boolean isThere) throws EOFException {
        if (!isThere) {
            throw new EOFException();
        }
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
