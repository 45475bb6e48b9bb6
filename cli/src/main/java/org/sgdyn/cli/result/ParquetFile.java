package org.sgdyn.cli.result;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An Apache Parquet file in its simplest form: one row group, each column a single page of plain values that are all required,
 * not compressed. Readers of the format know that form; the usual writers of it for Java bring Hadoop's classes along, which
 * weigh more than all of this program. Written after the format's own description (parquet.thrift, Apache Parquet 2.9).
 */
final class ParquetFile {

    static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    static final int DOUBLE = 5;
    static final int BYTE_ARRAY = 6;
    static final int PLAIN = 0;
    private static final int RLE = 3;
    static final int REQUIRED = 0;
    private static final int UTF8 = 0;
    static final int UNCOMPRESSED = 0;

    private final long rows;
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();
    private final List<Column> columns = new ArrayList<>();

    private record Column(String name, int type, long offset, int size) {}

    /** Begins a file of so many rows. */
    ParquetFile(int rows) {
        this.rows = rows;
        file.writeBytes(MAGIC);
    }

    /** Adds a column of numbers. */
    void add(String name, double[] values) {
        byte[] page = new byte[Double.BYTES * values.length];
        ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(values);
        add(name, DOUBLE, page);
    }

    /** Adds a column of texts. */
    void add(String name, List<String> values) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        for (String value : values) {
            byte[] text = value.getBytes(StandardCharsets.UTF_8);
            page.writeBytes(littleEndian(text.length));
            page.writeBytes(text);
        }
        add(name, BYTE_ARRAY, page.toByteArray());
    }

    private void add(String name, int type, byte[] values) {
        long offset = file.size();
        file.writeBytes(new Struct()
                .i32(1, 0) // a data page
                .i32(2, values.length)
                .i32(3, values.length)
                .struct(
                        5,
                        new Struct()
                                .i32(1, (int) rows)
                                .i32(2, PLAIN)
                                .i32(3, RLE)
                                .i32(4, RLE))
                .end());
        file.writeBytes(values);
        columns.add(new Column(name, type, offset, (int) (file.size() - offset)));
    }

    /** The whole file. */
    byte[] bytes() {
        List<byte[]> schema = new ArrayList<>();
        schema.add(new Struct().text(4, "table").i32(5, columns.size()).end());
        List<byte[]> chunks = new ArrayList<>();
        long size = 0;
        for (Column column : columns) {
            Struct element = new Struct().i32(1, column.type).i32(3, REQUIRED).text(4, column.name);
            schema.add((column.type == BYTE_ARRAY ? element.i32(6, UTF8) : element).end());
            Struct data = new Struct()
                    .i32(1, column.type)
                    .list(2, Struct.I32, List.of(Struct.zigzag(PLAIN), Struct.zigzag(RLE)))
                    .list(3, Struct.BINARY, List.of(Struct.binary(column.name)))
                    .i32(4, UNCOMPRESSED)
                    .i64(5, rows)
                    .i64(6, column.size)
                    .i64(7, column.size)
                    .i64(9, column.offset);
            chunks.add(new Struct().i64(2, column.offset).struct(3, data).end());
            size += column.size;
        }
        byte[] group = new Struct()
                .list(1, Struct.STRUCT, chunks)
                .i64(2, size)
                .i64(3, rows)
                .end();
        byte[] footer = new Struct()
                .i32(1, 1)
                .list(2, Struct.STRUCT, schema)
                .i64(3, rows)
                .list(4, Struct.STRUCT, List.of(group))
                .text(6, "sgdyn")
                .end();
        file.writeBytes(footer);
        file.writeBytes(littleEndian(footer.length));
        file.writeBytes(MAGIC);
        return file.toByteArray();
    }

    private static byte[] littleEndian(int number) {
        byte[] bytes = new byte[Integer.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(number);
        return bytes;
    }

    /** A struct of Thrift's compact protocol, fields in the order of their numbers. */
    static final class Struct {

        static final int I32 = 5;
        static final int I64 = 6;
        static final int BINARY = 8;
        static final int LIST = 9;
        static final int STRUCT = 12;

        static final int SHORT_LIST = 15;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int latest;

        private void field(int number, int type) {
            // Differences above 15 would take another form; no struct here has any.
            bytes.write(((number - latest) << 4) | type);
            latest = number;
        }

        private Struct field(int number, int type, byte[] value) {
            field(number, type);
            bytes.writeBytes(value);
            return this;
        }

        Struct i32(int number, int value) {
            return field(number, I32, zigzag(value));
        }

        Struct i64(int number, long value) {
            return field(number, I64, zigzag(value));
        }

        Struct text(int number, String value) {
            return field(number, BINARY, binary(value));
        }

        Struct struct(int number, Struct value) {
            return field(number, STRUCT, value.end());
        }

        Struct list(int number, int type, List<byte[]> items) {
            field(number, LIST);
            if (items.size() < SHORT_LIST) {
                bytes.write((items.size() << 4) | type);
            } else {
                bytes.write((SHORT_LIST << 4) | type);
                bytes.writeBytes(unsigned(items.size()));
            }
            items.forEach(bytes::writeBytes);
            return this;
        }

        byte[] end() {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            whole.writeBytes(bytes.toByteArray());
            whole.write(0);
            return whole.toByteArray();
        }

        static byte[] zigzag(long value) {
            return unsigned((value << 1) ^ (value >> (Long.SIZE - 1)));
        }

        static byte[] binary(String text) {
            byte[] content = text.getBytes(StandardCharsets.UTF_8);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(unsigned(content.length));
            out.writeBytes(content);
            return out.toByteArray();
        }

        /** Seven bits a byte, the lowest first. */
        private static byte[] unsigned(long value) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
            return out.toByteArray();
        }
    }
}
