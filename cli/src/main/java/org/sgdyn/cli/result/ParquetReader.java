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
import java.util.NoSuchElementException;
import java.util.stream.DoubleStream;
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
        } catch (ClassCastException | NoSuchElementException | IndexOutOfBoundsException | ArithmeticException e) {
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
        Fields footer = struct(0);
        List<?> groups = footer.list(4);
        List<?> schema = footer.list(2);
        require(!groups.isEmpty() && !schema.isEmpty());
        List<Table.Column> columns = new ArrayList<>();
        long rows = 0;
        for (Object group : groups) {
            rows += ((Fields) group).number(3);
            require(((Fields) group).list(1).size() == schema.size() - 1);
        }
        require(rows == footer.number(3));
        for (int c = 0; c + 1 < schema.size(); c++) {
            require(((Fields) schema.get(c + 1)).number(3) == ParquetFile.REQUIRED);
            List<Table.Column> parts = new ArrayList<>();
            for (Object group : groups) {
                Fields chunk = (Fields) ((Fields) group).list(1).get(c);
                parts.add(column(chunk.struct(3), Math.toIntExact(((Fields) group).number(3))));
            }
            columns.add(joined(parts));
        }
        return new Table(columns);
    }

    /** A column from its values in each group of rows, which have its name and type. */
    private static Table.Column joined(List<Table.Column> parts) throws IOException {
        Table.Column first = parts.get(0);
        if (parts.size() == 1) {
            return first;
        }
        List<String> texts = new ArrayList<>();
        DoubleStream.Builder numbers = DoubleStream.builder();
        for (Table.Column part : parts) {
            require(part.name().equals(first.name()) && part.getClass() == first.getClass());
            for (int row = 0; row < part.length(); row++) {
                if (part instanceof Table.Numbers values) {
                    numbers.add(values.at(row));
                } else {
                    texts.add(((Table.Texts) part).at(row));
                }
            }
        }
        return first instanceof Table.Numbers
                ? new Table.Numbers(first.name(), numbers.build().toArray())
                : new Table.Texts(first.name(), texts);
    }

    /** A column of a group by its description in the footer: the values follow the header of its page. */
    private Table.Column column(Fields chunk, int rows) throws IOException {
        in.position(Math.toIntExact(chunk.number(9)));
        Fields data = struct(0).struct(5);
        require(rows >= 0
                && chunk.number(4) == ParquetFile.UNCOMPRESSED
                && data.number(1) == rows
                && data.number(2) == ParquetFile.PLAIN);
        String name = (String) chunk.list(3).get(0);
        long type = chunk.number(1);
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

    // --- Thrift's compact protocol ---------------------------------------------------------------------------------

    /** The fields of a struct by their numbers: Long, String, List or Fields. */
    private record Fields(Map<Integer, Object> values) {

        private Object value(int number) {
            Object value = values.get(number);
            if (value == null) {
                throw new NoSuchElementException("there is no field " + number);
            }
            return value;
        }

        long number(int number) {
            return (Long) value(number);
        }

        List<?> list(int number) {
            return (List<?>) value(number);
        }

        Fields struct(int number) {
            return (Fields) value(number);
        }
    }

    private Fields struct(int depth) throws IOException {
        Map<Integer, Object> fields = new HashMap<>();
        int number = 0;
        for (int head = in.get() & 0xff; head != 0; head = in.get() & 0xff) {
            require(head >> 4 != 0 && depth < DEEPEST);
            number += head >> 4;
            fields.put(number, value(head & 0xf, depth + 1));
        }
        return new Fields(fields);
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
