package org.sgdyn.cli.plot;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Pixels as a PNG file of 8-bit red, green and blue (ISO/IEC 15948). Every row is written as its differences from the row above
 * or, where that changes more pixels, from the pixels to the left.
 */
final class PngImage {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final int BITS = 8;
    private static final int RED_GREEN_BLUE = 2;
    private static final int FILTER_SUB = 1;
    private static final int FILTER_UP = 2;

    private PngImage() {}

    /**
     * The file.
     *
     * @param image pixels of {@link BufferedImage#TYPE_INT_RGB}
     */
    static byte[] of(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.write(SIGNATURE);
            ByteArrayOutputStream header = new ByteArrayOutputStream();
            DataOutputStream fields = new DataOutputStream(header);
            fields.writeInt(image.getWidth());
            fields.writeInt(image.getHeight());
            fields.write(new byte[] {BITS, RED_GREEN_BLUE, 0, 0, 0});
            chunk(out, "IHDR", header.toByteArray());
            chunk(out, "IDAT", deflated(differences(image)));
            chunk(out, "IEND", new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) sum.getValue());
    }

    private static byte[] differences(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        int width = image.getWidth();
        byte[] rows = new byte[image.getHeight() * (1 + 3 * width)];
        int at = 0;
        for (int row = 0; row < pixels.length; row += width) {
            boolean isUp = row > 0 && changes(pixels, row, width, width) <= changes(pixels, row + 1, width - 1, 1);
            rows[at++] = (byte) (isUp ? FILTER_UP : FILTER_SUB);
            for (int k = row; k < row + width; k++) {
                int pixel = pixels[k];
                int other = isUp ? pixels[k - width] : k > row ? pixels[k - 1] : 0;
                rows[at++] = (byte) ((pixel >> 16) - (other >> 16));
                rows[at++] = (byte) ((pixel >> 8) - (other >> 8));
                rows[at++] = (byte) (pixel - other);
            }
        }
        return rows;
    }

    /** How many pixels from one on differ from those that lie so far before them. */
    private static int changes(int[] pixels, int from, int count, int distance) {
        int changes = 0;
        for (int k = from; k < from + count; k++) {
            changes += pixels[k] == pixels[k - distance] ? 0 : 1;
        }
        return changes;
    }

    private static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater();
        deflater.setInput(content);
        deflater.finish();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        while (!deflater.finished()) {
            bytes.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return bytes.toByteArray();
    }
}
