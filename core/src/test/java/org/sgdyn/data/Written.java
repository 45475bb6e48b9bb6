package org.sgdyn.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The bytes of files as other programs write them. */
final class Written {

    private Written() {}

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int k = 0; k < values.length; k++) {
            bytes[k] = (byte) values[k];
        }
        return bytes;
    }

    static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
            zipped.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    static byte[] cut(byte[] content, int length) {
        return Arrays.copyOf(content, length);
    }

    static byte[] idx(int type, int[] shape, byte[] values) {
        ByteBuffer head = ByteBuffer.allocate(4 + 4 * shape.length);
        head.put(bytes(0, 0, type, shape.length));
        for (int length : shape) {
            head.putInt(length);
        }
        return joined(head.array(), values);
    }

    /** An array of NumPy; the header as NumPy writes it. */
    static byte[] npy(int version, String description, boolean isFortran, String shape, byte[] values) {
        String header = "{'descr': " + description + ", 'fortran_order': " + (isFortran ? "True" : "False")
                + ", 'shape': " + shape + ", }\n";
        ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
        if (version == 1) {
            length.putShort((short) header.length());
        } else {
            length.putInt(header.length());
        }
        return joined(bytes(0x93, 'N', 'U', 'M', 'P', 'Y', version, 0), length.array(), text(header), values);
    }

    /** Whole numbers as a type of NumPy holds them. */
    static byte[] values(String type, double... values) {
        int size = type.charAt(2) - '0';
        ByteBuffer bytes = ByteBuffer.allocate(size * values.length)
                .order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type.substring(1)) {
                case "f4" -> bytes.putFloat((float) value);
                case "f8" -> bytes.putDouble(value);
                case "i8", "u8" -> bytes.putLong((long) value);
                case "i4", "u4" -> bytes.putInt((int) (long) value);
                case "i2", "u2" -> bytes.putShort((short) value);
                default -> bytes.put((byte) value);
            }
        }
        return bytes.array();
    }

    /** An archive of name and content, in turns. */
    static byte[] zip(Object... entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int k = 0; k < entries.length; k += 2) {
                zip.putNextEntry(new ZipEntry((String) entries[k]));
                zip.write((byte[]) entries[k + 1]);
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }
}
