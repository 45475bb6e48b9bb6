package org.sgdyn.cli.result;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.cli.result.ParquetFile.Struct;

/** Reads a Parquet file of the form that {@link ParquetFile} writes, and says of any other that it is none. */
final class ParquetReader {

    private static final int DEEPEST = 20;

    private final ByteBuffer in;

    private ParquetReader(byte[] bytes) {
        in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Table read(byte[] bytes) throws IOException {
        try {
            return new ParquetReader(bytes).table();
        } catch (ClassCastException | NullPointerException | IndexOutOfBoundsException | ArithmeticException e) {
            throw new IOException("its footer does not describe it", e);
        }
    }

    private Table table() throws IOException {
        int magic = ParquetFile.MAGIC.length;
        int end = in.limit() - magic - Integer.BYTES;
        if (end < magic || !Arrays.equals(in.array(), in.limit() - magic, in.limit(), ParquetFile.MAGIC, 0, magic)) {
            throw new IOException("it is no Parquet file, or cut short");
        }
        in.position(end - in.getInt(end));
        Map<Integer, Object> footer = struct(0);
        int rows = Math.toIntExact((Long) footer.get(3));
        List<?> groups = (List<?>) footer.get(4);
        require(groups.size() == 1);
        List<?> chunks = (List<?>) map(groups.get(0)).get(1);
        List<?> schema = (List<?>) footer.get(2);
        require(schema.size() == chunks.size() + 1);
        List<Table.Column> columns = new ArrayList<>();
        for (int c = 0; c < chunks.size(); c++) {
            require(number(map(schema.get(c + 1)).get(3)) == ParquetFile.REQUIRED);
            columns.add(column(map(map(chunks.get(c)).get(3)), rows));
        }
        return new Table(columns);
    }

    /** A column by its description in the footer: the values follow the header of its page. */
    private Table.Column column(Map<Integer, Object> chunk, int rows) throws IOException {
        in.position(Math.toIntExact(number(chunk.get(9))));
        Map<Integer, Object> page = struct(0);
        Map<Integer, Object> data = map(page.get(5));
        require(number(chunk.get(4)) == ParquetFile.UNCOMPRESSED
                && number(data.get(1)) == rows
                && number(data.get(2)) == ParquetFile.PLAIN);
        String name = (String) ((List<?>) chunk.get(3)).get(0);
        long type = number(chunk.get(1));
        require(type == ParquetFile.DOUBLE || type == ParquetFile.BYTE_ARRAY);
        if (type == ParquetFile.DOUBLE) {
            require(rows <= in.remaining() / Double.BYTES);
            double[] values = new double[rows];
            in.asDoubleBuffer().get(values);
            return new Table.Numbers(name, values);
        }
        List<String> texts = new ArrayList<>();
        for (int k = 0; k < rows; k++) {
            texts.add(text(in.getInt()));
        }
        return new Table.Texts(name, texts);
    }

    private static void require(boolean isSo) throws IOException {
        if (!isSo) {
            throw new IOException("it is a Parquet file of another program; compare the results of sgdyn run");
        }
    }

    private static long number(Object value) {
        return (Long) value;
    }

    @SuppressWarnings("unchecked") // made by struct
    private static Map<Integer, Object> map(Object value) {
        return (Map<Integer, Object>) value;
    }

    // --- Thrift's compact protocol ---------------------------------------------------------------------------------

    /** The fields of a struct by their numbers: Long, String, List or Map. */
    private Map<Integer, Object> struct(int depth) throws IOException {
        Map<Integer, Object> fields = new HashMap<>();
        int number = 0;
        for (int head = in.get() & 0xff; head != 0; head = in.get() & 0xff) {
            require(head >> 4 != 0 && depth < DEEPEST);
            number += head >> 4;
            fields.put(number, value(head & 0xf, depth + 1));
        }
        return fields;
    }

    private Object value(int type, int depth) throws IOException {
        switch (type) {
            case Struct.I32, Struct.I64 -> {
                long zigzag = unsigned();
                return (zigzag >>> 1) ^ -(zigzag & 1);
            }
            case Struct.BINARY -> {
                return text(Math.toIntExact(unsigned()));
            }
            case Struct.STRUCT -> {
                return struct(depth);
            }
            case Struct.LIST -> {
                int head = in.get() & 0xff;
                long size = head >> 4 == Struct.SHORT_LIST ? unsigned() : head >> 4;
                List<Object> items = new ArrayList<>();
                for (long k = 0; k < size; k++) {
                    items.add(value(head & 0xf, depth));
                }
                return items;
            }
            default ->
                throw new IOException("it is a Parquet file of another program; compare the results of sgdyn run");
        }
    }

    private String text(int length) {
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    /** Seven bits a byte, the lowest first. */
    private long unsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
