package org.sgdyn.cli.result;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.zip.CRC32;

/** Reads the records of a file of a {@link RecordStore} up to the first that is not whole, or not yet. */
final class RecordReader {

    /** The bytes before a record's content: its length and its checksum. */
    static final int FRAME = Integer.BYTES + Long.BYTES;

    private final DataInputStream in;
    private final long size;
    private long end;

    /** Reads from a position on, up to a size that the file has at least. */
    RecordReader(FileChannel channel, long from, long size) throws IOException {
        channel.position(from);
        in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel), 1 << 16));
        end = from;
        this.size = size;
    }

    /** The content of the next record; empty at the end of what can be believed. */
    Optional<byte[]> next() throws IOException {
        if (size - end < FRAME) {
            return Optional.empty();
        }
        int length = in.readInt();
        long checksum = in.readLong();
        if (length < 0 || length > size - end - FRAME) {
            return Optional.empty();
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length || checksum(content) != checksum) {
            return Optional.empty();
        }
        end += FRAME + length;
        return Optional.of(content);
    }

    static long checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    /** Where the last whole record ends. */
    long end() {
        return end;
    }
}
