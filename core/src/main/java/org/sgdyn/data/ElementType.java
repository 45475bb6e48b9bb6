package org.sgdyn.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a binary file holds a value.
 *
 * @param kind f for floating-point numbers, i and u for whole ones with and without sign, b for truth values, U and S for texts, O
 *     for objects, V for all else
 * @param bytes how many a value takes
 * @param isLittle whether the least byte comes first
 */
record ElementType(char kind, int bytes, boolean isLittle) {

    private static final Pattern DESCRIPTION = Pattern.compile("([<>|=])([a-zA-Z])([0-9]{1,6})");

    /** Beyond, whole numbers are no more exact as floating-point ones. */
    private static final long LARGEST_EXACT = 1L << 53;

    /** Reads NumPy's description, such as {@code <f8}. */
    static ElementType of(String description) {
        if (description.equals("|O")) {
            return new ElementType('O', 0, true);
        }
        Matcher parts = DESCRIPTION.matcher(description);
        if (!parts.matches()) {
            return new ElementType('V', 0, true);
        }
        char kind = parts.group(2).charAt(0);
        int length = Integer.parseInt(parts.group(3));
        ElementType type = new ElementType(
                kind,
                kind == 'U' ? Integer.BYTES * length : length,
                !parts.group(1).equals(">"));
        return type.isNumber() || type.isText() ? type : new ElementType('V', 0, true);
    }

    /** Whether it is a number that can be read. */
    boolean isNumber() {
        return switch (kind) {
            case 'f' -> bytes == 4 || bytes == 8;
            case 'i', 'u' -> bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
            case 'b' -> bytes == 1;
            default -> false;
        };
    }

    boolean isText() {
        return (kind == 'U' || kind == 'S') && bytes > 0;
    }

    /** A view of bytes in the order of this type. */
    ByteBuffer view(byte[] values) {
        return ByteBuffer.wrap(values).order(isLittle ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }

    /** The number at a byte; NaN for a whole number that no double is equal to. */
    double number(ByteBuffer values, int at) {
        return switch (kind) {
            case 'f' -> bytes == 4 ? values.getFloat(at) : values.getDouble(at);
            case 'b' -> values.get(at) == 0 ? 0 : 1;
            case 'u' ->
                switch (bytes) {
                    case 1 -> values.get(at) & 0xff;
                    case 2 -> values.getShort(at) & 0xffff;
                    case 4 -> values.getInt(at) & 0xffffffffL;
                    default -> exact(values.getLong(at), 0);
                };
            default ->
                switch (bytes) {
                    case 1 -> values.get(at);
                    case 2 -> values.getShort(at);
                    case 4 -> values.getInt(at);
                    default -> exact(values.getLong(at), -LARGEST_EXACT);
                };
        };
    }

    private static double exact(long value, long least) {
        return value >= least && value <= LARGEST_EXACT ? value : Double.NaN;
    }

    /** The text at a byte, without the zeros that fill it up. */
    String text(ByteBuffer values, int at) {
        StringBuilder text = new StringBuilder();
        int width = kind == 'U' ? Integer.BYTES : 1;
        for (int k = at; k < at + bytes; k += width) {
            int point = kind == 'U' ? values.getInt(k) : values.get(k) & 0xff;
            if (point == 0) {
                break;
            }
            text.appendCodePoint(Character.isValidCodePoint(point) ? point : '?');
        }
        return text.toString();
    }

    /** What values of this type are, in the plural. */
    String noun() {
        return isNumber() ? "numbers" : isText() ? "texts" : kind == 'O' ? "Python objects" : "values of another type";
    }

    /** What a type that is no number is, and what to do about it. */
    String advice() {
        return switch (kind) {
            case 'O' ->
                "it holds Python objects, which no other program can read; save numbers,"
                        + " numpy.save(file, array.astype(float)), or texts, array.astype(str)";
            case 'U', 'S' -> "it holds texts, and samples are numbers; save them by array.astype(float)";
            default ->
                "its values are of a type that is not read (complex, half, long double, dates or several fields); save"
                        + " them by array.astype(float)";
        };
    }
}
