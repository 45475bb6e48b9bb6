package org.sgdyn.cli.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An Apache Parquet file in its simplest form: groups of rows one after another, in each group each column a single page of plain
 * values that are all required, not compressed. A group is in memory while it is written. Readers of the format know that form;
 * the usual writers of it for Java bring Hadoop's classes along, which weigh more than all of this program. Written after the
 * format's own description (parquet.thrift, Apache Parquet 2.9).
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

    /** The most rows of a group: enough to read them fast, and few enough to hold them. */
    static final int MOST_ROWS = 131_072;

    /** A group ends before any column has more characters of text, so that a page stays far below the 2 GiB that it can be. */
    private static final long MOST_CHARACTERS = 1 << 26;

    private final Table table;
    private final OutputStream out;
    private final List<Group> groups = new ArrayList<>();
    private long position;

    /** Where a column's values of a group begin, and how many bytes they take. */
    private record Chunk(long offset, long size) {}

    /** A group: its rows, and a chunk per column. */
    private record Group(int rows, List<Chunk> chunks) {}

    private ParquetFile(Table table, OutputStream out) {
        this.table = table;
        this.out = out;
    }

    /** Writes a table. */
    static void write(Table table, OutputStream out) throws IOException {
        ParquetFile file = new ParquetFile(table, out);
        file.put(MAGIC);
        int begin = 0;
        do {
            int end = file.end(begin);
            file.addGroup(begin, end);
            begin = end;
        } while (begin < table.rows());
        byte[] footer = file.footer();
        file.put(footer);
        file.put(littleEndian(footer.length));
        file.put(MAGIC);
    }

    private void put(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    /** Behind the last row of the group that begins at a row: at least one row further, if there is any. */
    private int end(int begin) {
        int end = (int) Math.min((long) begin + MOST_ROWS, table.rows());
        for (Table.Column column : table.columns()) {
            if (column instanceof Table.Texts texts) {
                long characters = 0;
                for (int row = begin; row < end; row++) {
                    characters += texts.at(row).length();
                    if (characters > MOST_CHARACTERS && row > begin) {
                        end = row;
                    }
                }
            }
        }
        return end;
    }

    private void addGroup(int begin, int end) throws IOException {
        List<Chunk> chunks = new ArrayList<>();
        for (Table.Column column : table.columns()) {
            ByteArrayOutputStream page = new ByteArrayOutputStream(Double.BYTES * (end - begin));
            byte[] number = new byte[Double.BYTES];
            for (int row = begin; row < end; row++) {
                if (column instanceof Table.Numbers numbers) {
                    littleEndian(number).putDouble(numbers.at(row));
                    page.writeBytes(number);
                } else {
                    byte[] text = ((Table.Texts) column).at(row).getBytes(StandardCharsets.UTF_8);
                    page.writeBytes(littleEndian(text.length));
                    page.writeBytes(text);
                }
            }
            long offset = position;
            put(header(end - begin, page.size()));
            page.writeTo(out);
            position += page.size();
            chunks.add(new Chunk(offset, position - offset));
        }
        groups.add(new Group(end - begin, chunks));
    }

    /** What precedes a page. */
    private static byte[] header(int rows, int size) {
        return new Struct()
                .i32(1, 0) // a data page
                .i32(2, size)
                .i32(3, size)
                .struct(5, new Struct().i32(1, rows).i32(2, PLAIN).i32(3, RLE).i32(4, RLE))
                .end();
    }

    private static int type(Table.Column column) {
        return column instanceof Table.Numbers ? DOUBLE : BYTE_ARRAY;
    }

    /** Describes the file. */
    private byte[] footer() {
        List<byte[]> schema = new ArrayList<>();
        schema.add(new Struct().text(4, "table").i32(5, table.columns().size()).end());
        for (Table.Column column : table.columns()) {
            Struct element = new Struct().i32(1, type(column)).i32(3, REQUIRED).text(4, column.name());
            schema.add((type(column) == BYTE_ARRAY ? element.i32(6, UTF8) : element).end());
        }
        return new Struct()
                .i32(1, 1)
                .list(2, Struct.STRUCT, schema)
                .i64(3, table.rows())
                .list(4, Struct.STRUCT, groups.stream().map(this::describe).toList())
                .text(6, "sgdyn")
                .end();
    }

    private byte[] describe(Group group) {
        List<byte[]> chunks = new ArrayList<>();
        long size = 0;
        for (int c = 0; c < group.chunks.size(); c++) {
            Table.Column column = table.columns().get(c);
            Chunk chunk = group.chunks.get(c);
            Struct data = new Struct()
                    .i32(1, type(column))
                    .list(2, Struct.I32, List.of(Struct.zigzag(PLAIN), Struct.zigzag(RLE)))
                    .list(3, Struct.BINARY, List.of(Struct.binary(column.name())))
                    .i32(4, UNCOMPRESSED)
                    .i64(5, group.rows)
                    .i64(6, chunk.size)
                    .i64(7, chunk.size)
                    .i64(9, chunk.offset);
            chunks.add(new Struct().i64(2, chunk.offset).struct(3, data).end());
            size += chunk.size;
        }
        return new Struct()
                .list(1, Struct.STRUCT, chunks)
                .i64(2, size)
                .i64(3, group.rows)
                .end();
    }

    private static byte[] littleEndian(int number) {
        byte[] bytes = new byte[Integer.BYTES];
        littleEndian(bytes).putInt(number);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
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
