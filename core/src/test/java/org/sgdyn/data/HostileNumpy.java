package org.sgdyn.data;

import static org.sgdyn.data.HostileFile.read;
import static org.sgdyn.data.HostileFile.refused;
import static org.sgdyn.data.Written.bytes;
import static org.sgdyn.data.Written.cut;
import static org.sgdyn.data.Written.gzip;
import static org.sgdyn.data.Written.joined;
import static org.sgdyn.data.Written.npy;
import static org.sgdyn.data.Written.text;
import static org.sgdyn.data.Written.values;
import static org.sgdyn.data.Written.zip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Arrays of NumPy and archives of them. */
final class HostileNumpy {

    private static final String[] ROWS = {"0: 1.0 2.0", "1: 3.0 4.0"};
    private static final byte[] LABELS = text("0\n1\n");
    private static final byte[] NUMBERS = values("<f8", 1, 2, 3, 4);
    private static final byte[] X = npy(1, "'<f8'", false, "(2, 2)", NUMBERS);
    private static final byte[] Y = npy(1, "'|u1'", false, "(2,)", bytes(0, 1));

    private HostileNumpy() {}

    /** An array of a header as it stands. */
    private static byte[] headed(String header, byte[] values) {
        return joined(
                bytes(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, header.length() % 256, header.length() / 256),
                text(header),
                values);
    }

    private static byte[] shaped(String shape) {
        return npy(1, "'<f8'", false, shape, NUMBERS);
    }

    private static byte[] typed(String type) {
        return npy(1, type, false, "(2, 2)", NUMBERS);
    }

    private static HostileFile good(String name, byte[] content, String... rows) {
        return read(name, content, rows).labelledBy(LABELS);
    }

    private static HostileFile bad(String name, byte[] content, String... words) {
        return refused(name, content, words).labelledBy(LABELS);
    }

    static Stream<HostileFile> arrays() {
        byte[] huge = joined(cut(npy(2, "''", false, "", bytes()), 8), bytes(255, 255, 255, 255));
        return Stream.of(
                good(
                        "npy of Python 2",
                        headed("{'descr': '<f8', 'fortran_order': False, 'shape': (2L, 2L), }", NUMBERS),
                        ROWS),
                good(
                        "npy of other order of keys",
                        headed("{'shape':(2,2),'fortran_order':False,'descr':'<f8'}", NUMBERS),
                        ROWS),
                good(
                        "npy of wide spaces",
                        headed("{ 'descr' :  '<f8' , 'fortran_order' :False, 'shape' : ( 2 , 2 , ) }  \n", NUMBERS),
                        ROWS),
                good(
                        "npy of double quotes",
                        headed("{\"descr\": \"<f8\", \"fortran_order\": False, \"shape\": (2, 2)}", NUMBERS),
                        ROWS),
                good(
                        "npy of the greatest byte first",
                        npy(1, "'>f8'", false, "(2, 2)", values(">f8", 1, 2, 3, 4)),
                        ROWS),
                good("npy in Fortran's order", npy(1, "'<f8'", true, "(2, 2)", values("<f8", 1, 3, 2, 4)), ROWS),
                good(
                        "npy in Fortran's order of the greatest byte first",
                        npy(3, "'>i2'", true, "(2, 2)", values(">i2", 1, 3, 2, 4)),
                        ROWS),
                good(
                        "npy of truth values",
                        npy(1, "'|b1'", false, "(2, 2)", bytes(0, 1, 1, 0)),
                        "0: 0.0 1.0",
                        "1: 1.0 0.0"),
                good(
                        "npy of bytes with sign",
                        npy(1, "'|i1'", false, "(2, 1)", bytes(128, 127)),
                        "0: -128.0",
                        "1: 127.0"),
                good(
                        "npy of bytes without sign",
                        npy(1, "'|u1'", false, "(2, 1)", bytes(128, 255)),
                        "0: 128.0",
                        "1: 255.0"),
                good(
                        "npy of short numbers without sign",
                        npy(1, "'<u2'", false, "(2, 1)", bytes(255, 255, 0, 128)),
                        "0: 65535.0",
                        "1: 32768.0"),
                good(
                        "npy of numbers without sign",
                        npy(1, "'<u4'", false, "(2, 1)", bytes(255, 255, 255, 255, 0, 0, 0, 128)),
                        "0: 4.294967295E9",
                        "1: 2.147483648E9"),
                good(
                        "npy of negative long numbers",
                        npy(1, "'<i8'", false, "(2, 1)", values("<i8", -(1L << 53), 7)),
                        "0: -9.007199254740992E15",
                        "1: 7.0"),
                bad(
                        "npy of long numbers beyond 2^53",
                        npy(1, "'<i8'", false, "(2, 1)", values("<i8", 1, 9.1e15)),
                        "row 2, column 1",
                        "2^53"),
                bad(
                        "npy of long numbers without sign beyond 2^63",
                        npy(1, "'<u8'", false, "(1, 1)", bytes(0, 0, 0, 0, 0, 0, 0, 128)),
                        "row 1, column 1",
                        "2^53"),
                good("npy of three dimensions", shaped("(2, 1, 2)"), ROWS),
                good("npy of one column", npy(1, "'<f8'", false, "(2, 1)", values("<f8", 5, 6)), "0: 5.0", "1: 6.0"),
                good("npy compressed", gzip(X), ROWS),
                bad("npy of no dimension", npy(1, "'<f8'", false, "()", values("<f8", 1)), "single value"),
                bad("npy of one dimension", shaped("(4,)"), "one dimension, 4"),
                bad("npy of no samples", npy(1, "'<f8'", false, "(0, 2)", bytes()), "it is empty", "0 x 2"),
                bad("npy of no columns", npy(1, "'<f8'", false, "(2, 0)", bytes()), "it is empty", "2 x 0"),
                bad("npy of a negative length", shaped("(-2, 2)"), "no type, order or shape"),
                bad("npy of a length in two words", shaped("(2 2, 1)"), "no type, order or shape"),
                bad("npy of a broken length", shaped("(2.0, 2)"), "no type, order or shape"),
                bad("npy of an empty length", shaped("(2,,2)"), "no type, order or shape"),
                bad("npy of an open shape", shaped("(2, 2"), "no type, order or shape"),
                bad("npy of a list as shape", shaped("[2, 2]"), "no type, order or shape"),
                bad("npy of 1e9 columns", shaped("(2, 1000000000)"), "longer than any memory"),
                bad("npy of 65537 columns", shaped("(2, 65537)"), "more than 65536 numbers"),
                bad(
                        "npy whose columns overflow to two",
                        shaped("(2, 4294967296, 4294967298)"),
                        "longer than any memory"),
                bad("npy of endless rows", shaped("(99999999999999999, 2)"), "a dimension of 99999999999999999"),
                bad("npy of many rows", shaped("(999999999999999, 2)"), "2 whole rows", "tells 999999999999999"),
                bad(
                        "npy of many rows in Fortran's order",
                        npy(1, "'<f8'", true, "(999999999999999, 2)", NUMBERS),
                        "too large to be turned"),
                bad(
                        "npy in Fortran's order that ends early",
                        npy(1, "'<f8'", true, "(30000000, 2)", NUMBERS),
                        "2 whole rows (32 bytes"),
                bad("npy of version 0", npy(0, "'<f8'", false, "(2, 2)", NUMBERS), "version 0"),
                bad("npy of version 4", npy(4, "'<f8'", false, "(2, 2)", NUMBERS), "version 4"),
                bad("npy of its magic alone", cut(X, 6), "does not begin like an array"),
                bad("npy cut in its header's length", cut(X, 9), "header"),
                bad("npy cut in its header", cut(X, 20), "ends within its header"),
                bad("npy of a huge header", huge, "header is said to be 4294967295"),
                bad(
                        "npy of a long header",
                        joined(cut(huge, 8), bytes(0, 0, 16, 0), text("{}")),
                        "ends within its header"),
                bad("npy of an empty header", headed("", NUMBERS), "no type, order or shape"),
                bad(
                        "npy without a type",
                        headed("{'fortran_order': False, 'shape': (2, 2), }", NUMBERS),
                        "no type, order or shape"),
                bad(
                        "npy without an order",
                        headed("{'descr': '<f8', 'shape': (2, 2), }", NUMBERS),
                        "no type, order or shape"),
                bad(
                        "npy without a shape",
                        headed("{'descr': '<f8', 'fortran_order': False, }", NUMBERS),
                        "no type, order or shape"),
                bad(
                        "npy of an unknown order",
                        headed("{'descr': '<f8', 'fortran_order': 0, 'shape': (2, 2), }", NUMBERS),
                        "no type, order or shape"),
                bad(
                        "npy of two shapes",
                        headed("{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), 'shape': (4, 1), }", NUMBERS),
                        "twice"),
                bad("npy of objects", typed("'|O'"), "Python objects", "astype(float)"),
                bad("npy of records", typed("[('a', '<f8'), ('b', '<f8')]"), "several fields"),
                bad("npy of a record named like a shape", typed("[(\"'shape': (1, 1)\", '<f8')]"), "several fields"),
                bad("npy of half precision", typed("'<f2'"), "half"),
                bad("npy of long doubles", typed("'<f16'"), "long double"),
                bad("npy of complex numbers", typed("'<c16'"), "complex"),
                bad("npy of dates", typed("'<M8[ns]'"), "dates"),
                bad("npy of texts", typed("'<U2'"), "it holds texts"),
                bad("npy of bytes as texts", typed("'|S8'"), "it holds texts"),
                bad("npy of raw bytes", typed("'|V8'"), "a type that is not read"),
                bad("npy of a type without order", typed("'f8'"), "a type that is not read"),
                bad("npy of numbers of three bytes", typed("'<i3'"), "a type that is not read"),
                bad("npy that goes on", joined(X, bytes(0)), "goes on after the 2 x 2"),
                bad("npy that ends early", cut(X, X.length - 1), "1 whole rows (31 bytes"),
                bad(
                        "npy with NaN",
                        npy(1, "'<f8'", false, "(2, 2)", values("<f8", 1, 2, 3, Double.NaN)),
                        "row 2, column 2",
                        "NaN"),
                bad(
                        "npy with infinity",
                        npy(1, "'<f4'", false, "(1, 2)", values("<f4", Double.NEGATIVE_INFINITY, 1)),
                        "row 1, column 1",
                        "-Infinity"),
                bad("npy with an array chosen", X, "no NPZ archive").array("X"),
                refused("npy without labels", X, "it holds no labels", "--labels"),
                refused("npy with labels of one-hot rows", X, "argmax").labelledBy(X),
                refused("npy with labels of objects", X, "Python objects")
                        .labelledBy(npy(1, "'|O'", false, "(2,)", bytes(1))),
                refused("npy with a label that is NaN", X, "row 2 has no label")
                        .labelledBy(npy(1, "'<f8'", false, "(2,)", values("<f8", 1, Double.NaN))),
                refused("npy with an empty label", X, "row 2 has no label")
                        .labelledBy(npy(1, "'|S2'", false, "(2,)", bytes('a', 0, 0, 0))),
                refused("npy with labels in an archive", X, "labels are one array")
                        .labelledBy(zip("y.npy", Y)),
                refused("npy with labels of no dimension", X, "single value")
                        .labelledBy(npy(1, "'|u1'", false, "()", bytes(1))),
                read("npy with labels of one column", X, ROWS)
                        .labelledBy(npy(1, "'<f4'", false, "(2, 1)", values("<f4", 0, 1))),
                read("npy with labels of wide texts", X, "é: 1.0 2.0", "\uD83D\uDE00: 3.0 4.0")
                        .labelledBy(npy(1, "'>U1'", false, "(2,)", bytes(0, 0, 0, 0xE9, 0, 1, 0xF6, 0))));
    }

    private static byte[] stored(String name, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.STORED);
            zip.setComment("not deflated");
            CRC32 sum = new CRC32();
            for (int k = 0; k < 2; k++) {
                byte[] bytes = k == 0 ? content : Y;
                ZipEntry entry = new ZipEntry(k == 0 ? name : "y.npy");
                sum.reset();
                sum.update(bytes);
                entry.setSize(bytes.length);
                entry.setCompressedSize(bytes.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(bytes);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** An archive as for sizes beyond 32 bits: each is written in an extra field, and so is where the directory lies. */
    private static byte[] zip64() {
        ByteBuffer out = ByteBuffer.allocate(2048).order(ByteOrder.LITTLE_ENDIAN);
        int[] begins = new int[2];
        for (int k = 0; k < 2; k++) {
            begins[k] = out.position();
            out.putInt(0x04034b50).putShort((short) 45).putInt(0).putInt(0);
            lengths(out, k, 20).put(name(k)).putShort((short) 1).putShort((short) 16);
            sizes(out, k).put(k == 0 ? X : Y);
        }
        int directory = out.position();
        for (int k = 0; k < 2; k++) {
            out.putInt(0x02014b50)
                    .putShort((short) 45)
                    .putShort((short) 45)
                    .putInt(0)
                    .putInt(0);
            lengths(out, k, 28).put(new byte[10]).putInt(-1).put(name(k));
            sizes(out.putShort((short) 1).putShort((short) 24), k).putLong(begins[k]);
        }
        int end = out.position();
        out.putInt(0x06064b50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        out.putLong(2).putLong(2).putLong(end - directory).putLong(directory);
        out.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        out.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) -1)
                .putShort((short) -1)
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 0);
        return cut(out.array(), out.position());
    }

    /** The sum of an entry, sizes that stand elsewhere, and the lengths of its name and extra field. */
    private static ByteBuffer lengths(ByteBuffer out, int index, int extra) {
        CRC32 sum = new CRC32();
        sum.update(index == 0 ? X : Y);
        return out.putInt((int) sum.getValue())
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 5)
                .putShort((short) extra);
    }

    private static byte[] name(int index) {
        return text(index == 0 ? "X.npy" : "y.npy");
    }

    private static ByteBuffer sizes(ByteBuffer out, int index) {
        int size = (index == 0 ? X : Y).length;
        return out.putLong(size).putLong(size);
    }

    /** Replaces one text by another of the same length, wherever it stands. */
    private static byte[] renamed(byte[] content, String from, String to) {
        return new String(content, StandardCharsets.ISO_8859_1)
                .replace(from, to)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Sets a byte behind every signature of a part of an archive. */
    private static byte[] set(byte[] content, int third, int offset, int value) {
        byte[] changed = content.clone();
        for (int k = 0; k + offset < content.length; k++) {
            if (content[k] == 'P' && content[k + 1] == 'K' && content[k + 2] == third && content[k + 3] == third + 1) {
                changed[k + offset] = (byte) value;
            }
        }
        return changed;
    }

    static Stream<HostileFile> archives() {
        byte[] good = zip("X.npy", X, "y.npy", Y);
        byte[] stored = stored("X.npy", X);
        byte[] damaged = good.clone();
        damaged[40] ^= 0x55;
        byte[] sum = stored.clone();
        sum[new String(stored, StandardCharsets.ISO_8859_1).indexOf("NUMPY") + 100] ^= 1;
        byte[] three = npy(1, "'|u1'", false, "(3,)", bytes(0, 1, 0));
        Object[] many = new Object[2400];
        for (int k = 0; k < many.length; k += 2) {
            many[k] = "a" + k + ".npy";
            many[k + 1] = Y;
        }
        return Stream.of(
                read("npz deflated", good, ROWS),
                read("npz stored, with a comment", stored, ROWS),
                read("npz of 64 bits", zip64(), ROWS),
                read("npz with other files between", zip("y.npy", Y, "readme.txt", text("x"), "X.npy", X), ROWS),
                read("npz of nested names", zip("train/X.npy", X, "train/y.npy", Y), ROWS),
                read("npz of several arrays", zip("data.npy", X, "other.npy", X, "target.npy", Y), ROWS),
                read("npz with an array chosen", zip("a.npy", X, "b.npy", X, "y.npy", Y), ROWS)
                        .array("b"),
                read("npz with labels chosen", zip("a.npy", X, "y.npy", Y, "z.npy", Y), ROWS)
                        .label("z"),
                read("npz with labels in a file", zip("a.npy", X, "y.npy", Y), "0: 1.0 2.0", "1: 3.0 4.0")
                        .labelledBy(LABELS),
                refused(
                        "npz of two candidates",
                        zip("a.npy", X, "b.npy", X, "y.npy", Y),
                        "which array holds the samples",
                        "--array",
                        "a 2 x 2, b 2 x 2"),
                refused("npz without the array chosen", good, "no array Z", "X 2 x 2, y 2")
                        .array("Z"),
                refused("npz without the labels chosen", good, "no array Z").label("Z"),
                refused("npz without labels", zip("X.npy", X), "no array has a label for each of the 2 samples"),
                refused(
                        "npz of one-hot labels",
                        zip("X.npy", X, "t.npy", X),
                        "no array has a label",
                        "X 2 x 2, t 2 x 2"),
                refused(
                        "npz of two arrays of labels",
                        zip("X.npy", X, "y.npy", Y, "z.npy", Y),
                        "several arrays",
                        "--label"),
                refused(
                        "npz of other labels",
                        zip("X.npy", X, "y.npy", three),
                        "no array has a label for each of the 2"),
                refused(
                                "npz of other labels chosen",
                                zip("X.npy", X, "y.npy", three),
                                "it has 2 samples",
                                "has 3 labels")
                        .label("y"),
                refused("npz of labels in a second file that do not fit", good, "more than 1 samples", "has 1 labels")
                        .labelledBy(text("0\n")),
                refused("npz of texts", zip("X.npy", typed("'<U1'"), "y.npy", Y), "holds texts"),
                refused("npz of objects", zip("X.npy", typed("'|O'"), "y.npy", Y), "X: it holds Python objects"),
                refused(
                        "npz of labels that are objects",
                        zip("X.npy", X, "y.npy", npy(1, "'|O'", false, "(2,)", bytes(1))),
                        "y: it holds Python objects"),
                refused("npz of an empty archive", zip("", bytes()), "zip without arrays"),
                refused("npz of other files", zip("a.txt", text("x")), "zip without arrays"),
                refused("npz in an npz", zip("inner.npz", good), "zip without arrays"),
                refused("npz in an array", zip("inner.npy", good), "array inner", "does not begin like an array"),
                refused(
                        "npz of an empty array",
                        zip("X.npy", bytes(), "y.npy", Y),
                        "array X",
                        "does not begin like an array"),
                refused("npz of a directory like an array", zip("X.npy/", bytes(), "y.txt", Y), "zip without arrays"),
                refused(
                        "npz of two arrays of one name",
                        renamed(zip("X.npy", X, "z.npy", Y, "y.npy", Y), "z.npy", "y.npy"),
                        "two of its arrays are called y"),
                refused("npz of a thousand arrays and more", zip(many), "1200 arrays", "at most 1000"),
                refused("npz encrypted", set(set(good, 1, 8, 9), 3, 6, 9), "encrypt"),
                refused("npz compressed in another way", set(set(good, 1, 10, 12), 3, 8, 12), "compression method"),
                refused("npz cut in the middle", cut(good, good.length / 2), "cannot be read as one", "copy it anew"),
                refused("npz without its last byte", cut(good, good.length - 1), "cannot be read as one"),
                refused("npz of its magic alone", bytes('P', 'K', 3, 4), "cannot be read as one"),
                refused(
                        "npz with something behind it",
                        joined(good, text("x".repeat(70_000))),
                        "cannot be read as one"),
                refused("npz damaged", damaged, "X"),
                refused("npz whose sum is another one", sum, "X.npy", "its sum is not that of what was written"),
                refused("npz whose array ends early", zip("X.npy", cut(X, X.length - 1), "y.npy", Y), "1 whole rows"),
                refused(
                        "npz whose array goes on",
                        zip("X.npy", joined(X, bytes(0)), "y.npy", Y),
                        "goes on after the 2 x 2"),
                refused("npz compressed", gzip(good), "an archive compressed by gzip", "unpack it"),
                refused(
                        "npz with NaN",
                        zip("X.npy", npy(1, "'<f8'", false, "(2, 2)", values("<f8", 1, Double.NaN, 3, 4)), "y.npy", Y),
                        "array X",
                        "row 1, column 2"));
    }
}
