package org.sgdyn.cli.result;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.sgdyn.cli.result.Table.Column;
import org.sgdyn.cli.result.Table.Numbers;
import org.sgdyn.cli.result.Table.Texts;
import org.sgdyn.data.NpzWriter;

/** A table as NumPy's archive of vectors, one per column; see {@link NpzWriter}. */
final class NpzFile {

    private NpzFile() {}

    /** Writes the archive. */
    static void write(Table table, OutputStream out) throws IOException {
        NpzWriter npz = new NpzWriter(out);
        for (Column column : table.columns()) {
            if (column instanceof Numbers numbers) {
                npz.add(column.name(), "<f8", Double.BYTES, vector -> write(numbers, vector), column.length());
            } else {
                Texts texts = (Texts) column;
                int width = width(texts);
                npz.add(
                        column.name(),
                        "<U" + width,
                        Integer.BYTES * width,
                        vector -> write(texts, width, vector),
                        column.length());
            }
        }
        npz.finish();
    }

    private static void write(Numbers numbers, OutputStream out) throws IOException {
        byte[] value = new byte[Double.BYTES];
        for (int row = 0; row < numbers.length(); row++) {
            littleEndian(value).putDouble(numbers.at(row));
            out.write(value);
        }
    }

    /** The longest text, in characters of any plane; 1 where there is no text. */
    private static int width(Texts texts) {
        int width = texts.length() == 0 ? 1 : 0;
        for (int row = 0; row < texts.length(); row++) {
            String text = texts.at(row);
            width = Math.max(width, text.codePointCount(0, text.length()));
        }
        return width;
    }

    /** Texts as NumPy's fixed-width text, four bytes a character. */
    private static void write(Texts texts, int width, OutputStream out) throws IOException {
        for (int row = 0; row < texts.length(); row++) {
            byte[] text = new byte[Integer.BYTES * width];
            texts.at(row).codePoints().forEach(littleEndian(text)::putInt);
            out.write(text);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
