package org.sgdyn.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The format of the MNIST database: two zero bytes, one for the type and one for the number of dimensions, then each dimension
 * as four bytes and the values, the greatest byte first.
 */
final class IdxFile {

    private static final int MOST_DIMENSIONS = 8;

    private IdxFile() {}

    /** Whether a file begins like one. */
    static boolean isOne(byte[] head) {
        return head.length >= 4
                && head[0] == 0
                && head[1] == 0
                && head[2] >= 0x08
                && head[2] <= 0x0E
                && head[3] > 0
                && head[3] <= MOST_DIMENSIONS;
    }

    static StoredArray read(DataFile file) throws IOException {
        byte[] magic = file.head(4);
        String type = switch (magic[2]) {
            case 0x08 -> "|u1";
            case 0x09 -> "|i1";
            case 0x0B -> ">i2";
            case 0x0C -> ">i4";
            case 0x0D -> ">f4";
            case 0x0E -> ">f8";
            default ->
                throw new DataException(
                        file.name(),
                        "its third byte, " + magic[2]
                                + ", is no type of the IDX format; known are 8, 9, 11, 12, 13 and 14");
        };
        int length = 4 + Integer.BYTES * magic[3];
        byte[] head = file.head(length);
        if (head.length < length) {
            throw new DataException(file.name(), "it ends within its header; copy it anew");
        }
        List<Long> shape = new ArrayList<>();
        for (int at = 4; at < length; at += Integer.BYTES) {
            shape.add(ByteBuffer.wrap(head).getInt(at) & 0xffffffffL);
        }
        return StoredArray.of(file.name(), shape, ElementType.of(type), false, () -> {
            InputStream in = file.open();
            in.readNBytes(length);
            return in;
        });
    }
}
