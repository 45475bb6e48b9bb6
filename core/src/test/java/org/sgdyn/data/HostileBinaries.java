package org.sgdyn.data;

import static org.sgdyn.data.HostileFile.read;
import static org.sgdyn.data.HostileFile.refused;
import static org.sgdyn.data.Written.bytes;
import static org.sgdyn.data.Written.cut;
import static org.sgdyn.data.Written.gzip;
import static org.sgdyn.data.Written.idx;
import static org.sgdyn.data.Written.joined;
import static org.sgdyn.data.Written.text;
import static org.sgdyn.data.Written.values;

import java.util.Arrays;
import java.util.stream.Stream;

/** Compressed files, and those in the format of the MNIST database. */
final class HostileBinaries {

    private static final String[] ROWS = {"0: 1.0 2.0", "1: 3.0 4.0"};
    private static final byte[] TABLE = text("a,b,label\n1,2,0\n3,4,1\n");
    private static final byte[] LABELS = text("0\n1\n");
    private static final int[] SHAPE = {2, 2};

    private HostileBinaries() {}

    static Stream<HostileFile> compressed() {
        byte[] packed = gzip(text("a,b,label\n" + "1,2,0\n".repeat(50_000)));
        byte[] small = gzip(TABLE);
        byte[] more = gzip(text("5,6,0\n"));
        byte[] damaged = small.clone();
        damaged[small.length - 6] ^= 1;
        byte[] otherLength = small.clone();
        otherLength[small.length - 2] ^= 1;
        byte[] method = small.clone();
        method[2] = 7;
        byte[] flags = small.clone();
        flags[3] = (byte) 0xC0;
        byte[] body = Arrays.copyOfRange(small, 10, small.length);
        byte[] named = joined(
                bytes(0x1f, 0x8b, 8, 0x1e, 0, 0, 0, 0, 0, 3),
                bytes(2, 0, 'x', 'y'),
                text("name"),
                bytes(0),
                text("comment"),
                bytes(0, 7, 7),
                body);
        return Stream.of(
                refused("gzip of nothing", gzip(bytes()), "it is empty"),
                refused("gzip of blank lines", gzip(text("\n\n")), "it is empty"),
                refused("gzip cut in its magic", cut(small, 2), "ends too early", "after 0 bytes"),
                refused("gzip cut in its header", cut(small, 5), "ends too early", "after 0 bytes"),
                refused("gzip cut behind its header", cut(small, 10), "ends too early", "after 0 bytes"),
                refused("gzip cut in the middle", cut(packed, packed.length / 2), "ends too early", "copy it anew"),
                refused("gzip without its sum", cut(packed, packed.length - 8), "ends too early", "after 300010 bytes"),
                refused("gzip cut in its sum", cut(packed, packed.length - 6), "ends too early"),
                refused("gzip cut in its length", cut(packed, packed.length - 1), "ends too early"),
                refused("gzip of another sum", damaged, "is damaged"),
                refused("gzip of another length", otherLength, "is damaged"),
                refused("gzip of another method", method, "is damaged"),
                refused("gzip of unknown flags", flags, "is damaged"),
                refused("gzip of no deflated content", joined(cut(small, 10), bytes(255, 255, 255)), "is damaged"),
                refused("gzip of gzip", gzip(small), "compressed by gzip twice", "unpack it once"),
                refused("gzip of a zip", gzip(Written.zip("a", TABLE)), "an archive compressed by gzip"),
                refused("gzip of a line without end", gzip(text("1".repeat(17 << 20))), "longer than"),
                refused("gzip of zeros", gzip(new byte[1 << 26]), "begins with zeros like IDX"),
                read("gzip of two members", joined(small, more), "0: 1.0 2.0", "1: 3.0 4.0", "0: 5.0 6.0"),
                read("gzip filled up with zeros", joined(small, new byte[700]), ROWS),
                read("gzip with name, comment, extra field and sum of its header", named, ROWS),
                refused("gzip whose second member is cut off", joined(small, cut(more, 6)), "ends too early"),
                refused("gzip whose second member is cut in its magic", joined(small, cut(more, 1)), "ends too early"),
                refused("gzip whose second member is damaged", joined(small, bytes(0x1f, 0x8b, 9), more), "is damaged"),
                refused(
                        "gzip with something behind it",
                        joined(small, text("5,6,0\n")),
                        "is damaged",
                        "after 22 bytes"),
                refused("bzip2", text("BZh91AY&SY"), "bzip2", "is not read"),
                refused("xz", bytes(0xFD, '7', 'z', 'X', 'Z', 0, 0), "compressed by xz"),
                refused("Zstandard", bytes(0x28, 0xB5, 0x2F, 0xFD, 4), "compressed by Zstandard"));
    }

    static Stream<HostileFile> images() {
        byte[] plain = idx(8, SHAPE, bytes(1, 2, 3, 4));
        return Stream.concat(
                Stream.of("u1 8", "i1 9", "i2 11", "i4 12", "f4 13", "f8 14").map(each -> {
                    int code = Integer.parseInt(each.substring(3));
                    byte[] numbers = values(">" + each.substring(0, 2), 1, 2, 3, 4);
                    return read("idx of type " + code, idx(code, SHAPE, numbers), ROWS)
                            .labelledBy(LABELS);
                }),
                Stream.of(
                        read(
                                        "idx of bytes without sign",
                                        idx(8, SHAPE, bytes(200, 2, 255, 4)),
                                        "0: 200.0 2.0",
                                        "1: 255.0 4.0")
                                .labelledBy(LABELS),
                        read(
                                        "idx of bytes with sign",
                                        idx(9, SHAPE, bytes(200, 2, 255, 4)),
                                        "0: -56.0 2.0",
                                        "1: -1.0 4.0")
                                .labelledBy(LABELS),
                        read("idx of five dimensions", idx(8, new int[] {2, 1, 2, 1, 1}, bytes(1, 2, 3, 4)), ROWS)
                                .labelledBy(gzip(LABELS)),
                        refused("idx of type 7", bytes(0, 0, 7, 2, 0, 0, 0, 1), "begins with zeros like IDX"),
                        refused("idx of type 10", bytes(0, 0, 10, 1, 0, 0, 0, 1), "third byte, 10"),
                        refused("idx of type 15", bytes(0, 0, 15, 1, 0, 0, 0, 1), "begins with zeros like IDX"),
                        refused("idx of no dimension", bytes(0, 0, 8, 0, 1), "begins with zeros like IDX"),
                        refused("idx of nine dimensions", joined(bytes(0, 0, 8, 9), new byte[40]), "begins with zeros"),
                        refused("idx of its magic alone", bytes(0, 0, 8, 3), "ends within its header"),
                        refused("idx cut in its header", bytes(0, 0, 8, 3, 0, 0, 0, 1), "ends within its header"),
                        refused("idx whose magic is turned round", bytes(3, 8, 0, 0, 0, 0, 0, 1), "zero byte"),
                        refused("idx without labels", plain, "no labels", "--labels"),
                        refused("idx of labels alone", idx(8, new int[] {2}, bytes(1, 2)), "no labels", "--labels"),
                        refused("idx of labels as samples", idx(8, new int[] {2}, bytes(1, 2)), "one dimension, 2")
                                .labelledBy(LABELS),
                        refused("idx with a column of labels", plain, "no columns with names")
                                .label("last"),
                        refused("idx of no samples", idx(8, new int[] {0, 2}, bytes()), "it is empty", "0 x 2")
                                .labelledBy(LABELS),
                        refused("idx of no numbers", idx(8, new int[] {2, 0}, bytes()), "it is empty", "2 x 0")
                                .labelledBy(LABELS),
                        refused("idx of 1e9 columns", idx(8, new int[] {1, 1000000000}, bytes()), "more than 65536")
                                .labelledBy(LABELS),
                        refused(
                                        "idx of the most columns",
                                        idx(8, new int[] {-1, -1, -1}, bytes()),
                                        "longer than any memory")
                                .labelledBy(LABELS),
                        refused(
                                        "idx whose columns overflow to one",
                                        idx(8, new int[] {2, 1 << 16, 1 << 16}, bytes(1)),
                                        "memory")
                                .labelledBy(LABELS),
                        refused(
                                        "idx of the most samples",
                                        idx(8, new int[] {-1, 2}, bytes(1, 2, 3, 4)),
                                        "2 whole rows",
                                        "4294967295")
                                .labelledBy(text("0\n1\n")),
                        refused(
                                        "idx of turned lengths",
                                        idx(8, new int[] {0x02000000, 2}, bytes(1, 2, 3, 4)),
                                        "2 whole rows")
                                .labelledBy(LABELS),
                        refused(
                                        "idx that ends within a row",
                                        idx(8, SHAPE, bytes(1, 2, 3)),
                                        "1 whole rows (3 bytes",
                                        "tells 2")
                                .labelledBy(LABELS),
                        refused("idx without values", idx(8, SHAPE, bytes()), "0 whole rows (0 bytes")
                                .labelledBy(LABELS),
                        refused("idx that goes on", idx(8, SHAPE, bytes(1, 2, 3, 4, 5)), "goes on after the 2 x 2")
                                .labelledBy(LABELS),
                        refused(
                                        "idx of a not finite number",
                                        idx(14, new int[] {1, 1}, values(">f8", Double.NaN)),
                                        "row 1, column 1")
                                .labelledBy(LABELS),
                        refused("idx of fewer labels", plain, "more than 1 samples", "has 1 labels")
                                .labelledBy(text("0\n")),
                        refused("idx of more labels", plain, "it has 2 samples", "has 3 labels")
                                .labelledBy(text("0\n1\n0\n")),
                        refused("idx with idx labels of two dimensions", plain, "2 x 2, where labels have one")
                                .labelledBy(plain),
                        refused("idx with labels cut off", plain, "labels", "ends after 1 whole rows")
                                .labelledBy(idx(8, new int[] {2}, bytes(1))),
                        refused("idx compressed and cut off", cut(gzip(plain), 28), "compressed file ends too early")
                                .labelledBy(LABELS)));
    }
}
