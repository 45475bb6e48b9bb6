package org.sgdyn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.sgdyn.data.Written.bytes;
import static org.sgdyn.data.Written.cut;
import static org.sgdyn.data.Written.gzip;
import static org.sgdyn.data.Written.idx;
import static org.sgdyn.data.Written.joined;
import static org.sgdyn.data.Written.npy;
import static org.sgdyn.data.Written.text;
import static org.sgdyn.data.Written.values;
import static org.sgdyn.data.Written.zip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.data.SampleFiles.Choice;

/** Every format gives the numbers that were written, or says what is wrong and what to do. */
final class SampleFilesTest {

    /** Three samples of two numbers, and their labels. */
    private static final List<String> EXPECTED = List.of("0: 1.0 2.0", "1: 3.0 4.0", "0: 5.0 6.0");

    private static final double[] ROWS = {1, 2, 3, 4, 5, 6};
    private static final double[] COLUMNS = {1, 3, 5, 2, 4, 6};

    @TempDir
    private Path work;

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(work.resolve(name), content);
    }

    private Choice labels(byte[] content) throws IOException {
        return new Choice(Optional.empty(), Optional.empty(), Optional.of(write("labels", content)));
    }

    private static Choice label(String name) {
        return new Choice(Optional.empty(), Optional.of(name), Optional.empty());
    }

    private static List<String> read(Path path, Choice choice) throws IOException {
        SampleSource source = SampleFiles.open(path, choice);
        List<String> first = pass(source);
        assertThat(pass(source)).as("a second pass").isEqualTo(first);
        return first;
    }

    private static List<String> pass(SampleSource source) throws IOException {
        List<String> all = new ArrayList<>();
        double[] row = new double[source.columns()];
        try (SamplePass pass = source.open()) {
            while (pass.next(row)) {
                all.add(pass.label() + ":"
                        + String.join(
                                "", Arrays.stream(row).mapToObj(x -> " " + x).toList()));
            }
        }
        return all;
    }

    // --- round trips -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(
            strings = {"<f4", "<f8", ">f4", ">f8", "|u1", "|i1", "<i2", ">u2", "<i4", ">i4", "<u4", "<i8", ">i8", "<u8"
            })
    void arraysOfEveryTypeOrderAndVersionGiveTheirNumbers(String type) throws IOException {
        byte[] labels = npy(1, "'<i8'", false, "(3,)", values("<i8", 0, 1, 0));
        for (int version = 1; version <= 3; version++) {
            byte[] rows = npy(version, "'" + type + "'", false, "(3, 2)", values(type, ROWS));
            byte[] columns = npy(version, "'" + type + "'", true, "(3, 2)", values(type, COLUMNS));
            for (byte[] content : List.of(rows, columns)) {
                assertThat(read(write("a.npy", content), labels(labels))).isEqualTo(EXPECTED);
                assertThat(read(write("a.npy.gz", gzip(content)), labels(gzip(labels))))
                        .isEqualTo(EXPECTED);
                assertThat(read(write("a.npz", zip("X.npy", content, "y.npy", labels)), Choice.usual()))
                        .isEqualTo(EXPECTED);
            }
        }
    }

    @Test
    void dimensionsBehindTheFirstMakeARowInEitherOrder() throws IOException {
        Choice labels = labels(text("a\nb\n"));
        byte[] c = npy(1, "'|u1'", false, "(2, 2, 3)", bytes(0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15));
        byte[] f = npy(1, "'|u1'", true, "(2, 2, 3)", bytes(0, 10, 3, 13, 1, 11, 4, 14, 2, 12, 5, 15));
        List<String> expected = List.of("a: 0.0 1.0 2.0 3.0 4.0 5.0", "b: 10.0 11.0 12.0 13.0 14.0 15.0");
        assertThat(read(write("c.npy", c), labels)).isEqualTo(expected);
        assertThat(read(write("f.npy", f), labels)).isEqualTo(expected);
    }

    @Test
    void idxFindsTheLabelsBesideIt() throws IOException {
        byte[] images = idx(8, new int[] {3, 1, 2}, bytes(1, 2, 3, 4, 5, 6));
        byte[] labels = idx(8, new int[] {3}, bytes(0, 1, 0));
        write("train-labels-idx1-ubyte.gz", gzip(labels));
        assertThat(read(write("train-images-idx3-ubyte.gz", gzip(images)), Choice.usual()))
                .isEqualTo(EXPECTED);
        byte[] floats = idx(0x0D, new int[] {3, 2}, values(">f4", ROWS));
        assertThat(read(write("plain", floats), labels(labels))).isEqualTo(EXPECTED);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                        "a,b,label\n1,2,0\n3,4,1\n5,6,0\n",
                        "\uFEFFa,b,label\r\n1,2,0\r\n\r\n3,4,1\r\n5,6,0",
                        "a;b;Class\n1.0;2;0\n3e0;4;1\n+5;.6e1;0\n",
                        "y\tb\tc\n0\t1\t2\n1\t3\t4\n0\t5\t6\n",
                        "\"a\",\"b, \"\"c\"\"\",\"label\"\n\"1\",\"2\",\"0\"\n3,4, \"1\" \n5,6,0.0\n",
                        "0,1,label\n1,2,0\n3,4,1\n5,6,0\n",
                        "0 1:1 2:2\n1 1:3 2:4 # a remark\n\n0 1:5 2:6\n",
                        "0.0 1:1 2:2\n+1 1:3.0 2:4e0\n-0 1:5 2:6\n")
                .flatMap(table -> Stream.of(Arguments.of(text(table)), Arguments.of(gzip(text(table)))));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void textsOfEveryDialectGiveTheirNumbers(byte[] table) throws IOException {
        assertThat(read(write("table", table), Choice.usual())).isEqualTo(EXPECTED);
    }

    @Test
    void aTableWithoutHeaderTellsItsLabelsByNumberOrByTheirTexts() throws IOException {
        Path numbers = write("n.csv", text("1,2,0\n3,4,1\n5,6,0\n"));
        assertThat(read(numbers, label("3"))).isEqualTo(EXPECTED);
        assertThat(read(numbers, label("last"))).isEqualTo(EXPECTED);
        assertThat(read(numbers, label("1"))).startsWith("1: 2.0 0.0");
        Path texts = write("t.csv", text("1,cat,2\n3,dog,4\n5,cat,6\n"));
        assertThat(read(texts, Choice.usual())).containsExactly("cat: 1.0 2.0", "dog: 3.0 4.0", "cat: 5.0 6.0");
        assertThat(read(write("x.csv", text("a,b\n1,2\n3,4\n5,6\n")), labels(text("label\n0\n1\n0\n"))))
                .isEqualTo(EXPECTED);
    }

    @Test
    void textsOfArraysAreLabels() throws IOException {
        byte[] rows = npy(1, "'<f8'", false, "(2, 1)", values("<f8", 1, 2));
        byte[] wide = npy(1, "'<U2'", false, "(2,)", bytes('h', 0, 0, 0, 'i', 0, 0, 0, 'b', 0, 0, 0, 0, 0, 0, 0));
        byte[] narrow = npy(1, "'|S2'", false, "(2,)", bytes('h', 'i', 'b', 0));
        assertThat(read(write("a.npy", rows), labels(wide))).containsExactly("hi: 1.0", "b: 2.0");
        assertThat(read(write("a.npy", rows), labels(narrow))).containsExactly("hi: 1.0", "b: 2.0");
    }

    @Test
    void decimalsAreTheNearestNumbers() {
        for (String text :
                List.of("0.1", "-123.456", "1e-7", "3.14159265358979312", "123456789012345678", "-.5", "7.")) {
            assertThat(LabelText.number(text)).as(text).isEqualTo(Double.parseDouble(text));
        }
        for (String text : List.of("", "-", ".", "1f", "0x1p3", "NaN", "1e999", "1,5", "1 2", "٣")) {
            assertThat(LabelText.isNumber(text)).as(text).isFalse();
        }
    }

    /** What is read of a file does not grow with it: half a gigabyte passes through a test's heap row by row. */
    @Test
    void rowsAreReadOneAfterTheOther() throws IOException {
        int rows = 4_000_000;
        StoredArray array =
                StoredArray.of("endless", List.of((long) rows, 16L), ElementType.of("<f8"), false, Zeros::new);
        SampleSource source = ArraySource.of(array);
        double[] row = new double[16];
        long before = Zeros.given;
        try (SamplePass pass = source.open()) {
            assertThat(Zeros.given - before).isLessThan(1 << 17);
            pass.next(row);
            assertThat(Zeros.given - before).isLessThan(1 << 17);
            int count = 1;
            while (count < 100_000 && pass.next(row)) {
                count++;
            }
            assertThat(Zeros.given - before).isBetween(100_000L * 128, 100_000L * 128 + (1 << 17));
        }
    }

    /** Zeros without end, counted. */
    private static final class Zeros extends InputStream {
        private static long given;

        @Override
        public int read() {
            given++;
            return 0;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            Arrays.fill(target, from, from + length, (byte) 0);
            given += length;
            return length;
        }
    }

    // --- hostile files ---------------------------------------------------------------------------------------------

    private static Arguments bad(String what, byte[] content, String... words) {
        return Arguments.of(what, content, words);
    }

    static Stream<Arguments> hostile() {
        byte[] y = npy(1, "'|u1'", false, "(3,)", bytes(0, 1, 0));
        byte[] good = npy(1, "'<f8'", false, "(3, 2)", values("<f8", ROWS));
        byte[] nan = npy(1, "'<f8'", false, "(3, 2)", values("<f8", 1, 2, 3, Double.NaN, 5, 6));
        byte[] packed = gzip(text("a,b,label\n" + "1,2,0\n".repeat(5000)));
        byte[] damaged = zip("X.npy", good, "y.npy", y);
        damaged[40] ^= 0x55;
        return Stream.of(
                bad("empty", bytes(), "it is empty"),
                bad("empty gzip", gzip(bytes()), "empty"),
                bad("blank", text("\n\n"), "empty"),
                bad("truncated gzip", cut(packed, packed.length / 2), "compressed file ends too early", "copy it anew"),
                bad("gzip without its end", cut(packed, packed.length - 3), "compressed file ends too early"),
                bad("gzip header alone", cut(packed, 5), "compressed file"),
                bad("idx of an unknown type", bytes(0, 0, 7, 2, 0, 0, 0, 1), "begins with zeros like IDX"),
                bad("idx of type 10", bytes(0, 0, 10, 1, 0, 0, 0, 1), "third byte, 10"),
                bad("idx cut in its header", bytes(0, 0, 8, 3, 0, 0, 0, 1), "ends within its header"),
                bad("idx without labels", idx(8, new int[] {1, 2}, bytes(1, 2)), "no labels", "--labels"),
                bad("idx of labels alone", idx(8, new int[] {2}, bytes(1, 2)), "--labels"),
                bad("idx of no samples", idx(8, new int[] {0, 2}, bytes()), "it is empty", "0 x 2"),
                bad("idx of 1e9 columns", idx(8, new int[] {1, 1000000000}, bytes()), "more than 65536"),
                bad("npy of another version", npy(4, "'<f8'", false, "(3, 2)", bytes()), "version 4"),
                bad("npy cut in its header", cut(good, 20), "ends within its header"),
                bad(
                        "npy with a huge header",
                        joined(cut(npy(2, "''", false, "", bytes()), 8), bytes(255, 255, 255, 255)),
                        "header is said to be 4294967295"),
                bad("npy without a shape", npy(1, "'<f8'", false, "x", bytes()), "no type, order or shape"),
                bad(
                        "npy of 1e9 columns",
                        npy(1, "'<f8'", false, "(3, 1000000000)", bytes()),
                        "rows longer than any memory"),
                bad("npy of endless rows", npy(1, "'<f8'", false, "(99999999999999999, 2)", bytes()), "dimension of"),
                bad("npy of one value", npy(1, "'<f8'", false, "()", bytes()), "single value"),
                bad(
                        "npz of objects",
                        zip("X.npy", npy(1, "'|O'", false, "(3, 2)", bytes(1)), "y.npy", y),
                        "Python objects"),
                bad(
                        "npz of complex numbers",
                        zip("X.npy", npy(1, "'<c16'", false, "(3, 2)", bytes(1)), "y.npy", y),
                        "of a type that is not read"),
                bad(
                        "npz of records",
                        zip("X.npy", npy(1, "[('a', '<f8')]", false, "(3, 2)", bytes(1)), "y.npy", y),
                        "of a type that is not read"),
                bad(
                        "npz of texts",
                        zip("X.npy", npy(1, "'<U1'", false, "(3, 2)", bytes(1)), "y.npy", y),
                        "holds texts"),
                bad(
                        "npz of object labels",
                        zip("X.npy", good, "y.npy", npy(1, "'|O'", false, "(3,)", bytes(1))),
                        "Python objects"),
                bad(
                        "npz of one-hot labels",
                        zip("X.npy", good, "t.npy", good),
                        "no array has a label",
                        "X 3 x 2, t 3 x 2"),
                bad("npz of two label arrays", zip("X.npy", good, "y.npy", y, "z.npy", y), "several arrays", "--label"),
                bad(
                        "npz of too few labels",
                        zip("X.npy", good, "y.npy", npy(1, "'|u1'", false, "(2,)", bytes(0, 1))),
                        "no array has a label for each of the 3 samples"),
                bad("npz without arrays", zip("a.txt", text("x")), "zip without arrays"),
                bad("npz cut off", cut(zip("X.npy", good, "y.npy", y), 100), "begins like an archive and has no end"),
                bad("npz damaged", damaged, "X"),
                bad("npz with NaN", zip("X.npy", nan, "y.npy", y), "row 2, column 2", "finite number"),
                bad("npz too short", zip("X.npy", cut(good, good.length - 1), "y.npy", y), "ends after 2 whole rows"),
                bad(
                        "npz in Fortran's order, too short",
                        zip("X.npy", npy(1, "'<f8'", true, "(3, 2)", bytes(1, 2)), "y.npy", y),
                        "ends after 0 whole rows"),
                bad("npz too long", zip("X.npy", joined(good, bytes(0)), "y.npy", y), "goes on after the 3 x 2 values"),
                bad(
                        "npz beyond exact whole numbers",
                        zip(
                                "X.npy",
                                npy(1, "'<i8'", false, "(3, 2)", values("<i8", 1, 2, 3, 4, 5, 9.1e15)),
                                "y.npy",
                                y),
                        "row 3, column 2",
                        "2^53"),
                bad("parquet", text("PAR1xxxx"), "it is Parquet"),
                bad("hdf5", bytes(0x89, 'H', 'D', 'F', 13, 10), "it is HDF5"),
                bad("pickle", bytes(0x80, 4, 0x95, 0), "Python pickle"),
                bad("latin text", bytes('a', ',', 0xE9, '\n'), "neither text in UTF-8"),
                bad("zero bytes in text", joined(text("a,label\n1,"), bytes(0, '\n')), "line 2", "zero byte"),
                bad("ragged", text("a,b,label\n1,2,0\n3,1\n"), "row 2 (line 3) has 2 fields", "3"),
                bad("decimal commas", text("a;b;label\n1,5;2;0\n3;4;1\n"), "row 1 (line 2) column a", "decimal comma"),
                bad("decimal commas among tabs", text("a\tlabel\n1\t0\n1,5\t0\n"), "decimal comma"),
                bad("a missing value", text("a,b,label\n1,,0\n"), "row 1 (line 2) column b: there is no value"),
                bad("NaN in text", text("a,b,label\n1,nan,0\n"), "the value is \"nan\""),
                bad("infinity in text", text("a,b,label\n1,Infinity,0\n"), "finite"),
                bad("overflow in text", text("a,b,label\n1,1e999,0\n"), "\"1e999\" is no number"),
                bad("hexadecimal", text("a,b,label\n1,0x10,0\n"), "\"0x10\" is no number"),
                bad("a text among numbers", text("a,b,label\n1,x,0\n"), "\"x\" is no number", "--label"),
                bad("a missing label", text("a,b,label\n1,2,\n"), "no label in column label"),
                bad("no labels", text("a,b\n1,2\n3,4\n"), "--label", "columns: a, b"),
                bad("no labels nor header", text("1,2\n3,4\n"), "--label"),
                bad("two columns of the name", text("label,label\n1,2\n"), "--label"),
                bad("a header alone", text("a,b,label\n"), "no samples"),
                bad("a row of indices", text(",a,label\n0,1,0\n1,2,1\n"), "counts the rows", "index=False"),
                bad("blanks between numbers", text("1 2 3\n4 5 6\n"), "separated by blanks", "delimiter"),
                bad("an open quote", text("a,label\n\"1,0\n"), "quote that nothing closes"),
                bad("a quote that goes on", text("a,label\n\"1\"2,0\n"), "behind a quoted field"),
                bad("libsvm without a label", text("1 1:2\n1:3 2:4\n"), "line 2 begins without a label"),
                bad("libsvm that descends", text("1 2:2 1:3\n"), "column 1 behind column 2"),
                bad("libsvm from 0", text("1 0:2 1:3\n"), "column 0", "count from 1"),
                bad("libsvm of 1e9 columns", text("1 1:2 1000000000:3\n"), "1000000000"),
                bad("libsvm of 1e8 columns", text("1 1:2 100000000:3\n"), "count from 1 to 65536"),
                bad("libsvm with NaN", text("1 1:2\n0 1:nan\n"), "line 2", "finite number"),
                bad("libsvm of several labels", text("1 1:2\n1,3 1:2\n"), "several labels"),
                bad("libsvm with queries", text("1 1:2\n1 qid:3 1:2\n"), "qid:3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostile")
    void hostileFilesAreRefusedInWords(String what, byte[] content, String... words) throws IOException {
        Path path = write("data", content);
        Throwable trouble = catchThrowable(() -> read(path, Choice.usual()));
        assertThat(trouble).as(what).isInstanceOf(DataException.class).hasMessageContainingAll(words);
        assertThat(trouble).hasMessageStartingWith(work.toString());
    }

    @Test
    void labelsThatDoNotFitAreRefused() throws IOException {
        Path samples = write("a.npy", npy(1, "'<f8'", false, "(3, 2)", values("<f8", ROWS)));
        for (String labels : List.of("0\n1\n", "0\n1\n0\n1\n")) {
            assertThat(catchThrowable(() -> read(samples, labels(text(labels)))))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(" samples, and ");
        }
        assertThat(catchThrowable(() -> read(samples, labels(text("a,b\n1,2\n3,4\n")))))
                .hasMessageContaining("2 columns, where labels have one");
        assertThat(catchThrowable(() -> read(samples, labels(npy(1, "'<f8'", false, "(3, 2)", values("<f8", ROWS))))))
                .hasMessageContaining("argmax");
        StringBuilder many = new StringBuilder();
        for (int k = 0; k < 2000; k++) {
            many.append("x").append(k).append('\n');
        }
        assertThat(catchThrowable(() -> read(samples, labels(text(many.toString())))))
                .hasMessageContaining("more than 1000 different labels");
        assertThat(catchThrowable(() -> SampleFiles.open(samples, label("y")))).hasMessageContaining("--labels");
        assertThat(catchThrowable(() -> SampleFiles.open(work.resolve("nowhere"), Choice.usual())))
                .hasMessageContaining("there is no such file");
        assertThat(catchThrowable(() -> SampleFiles.open(work, Choice.usual()))).hasMessageContaining("it is no file");
    }

    /** Whatever byte of a file is lost or changed, there is an answer in words, or numbers of the right count. */
    @Test
    void cutAndChangedFilesNeverFailWithoutWords() throws IOException {
        byte[] y = npy(1, "'|u1'", false, "(3,)", bytes(0, 1, 0));
        byte[] x = npy(1, "'<f4'", false, "(3, 2)", values("<f4", ROWS));
        List<byte[]> files = List.of(
                zip("X.npy", x, "y.npy", y),
                gzip(text("a,b,label\n1,2,0\n3,4,1\n5,6,0\n")),
                text("0 1:1 2:2\n1 1:3 2:4\n0 1:5 2:6\n"));
        for (byte[] file : files) {
            for (int k = 0; k < file.length; k++) {
                byte[] changed = file.clone();
                changed[k] ^= 0x21;
                for (byte[] each : List.of(cut(file, k), changed)) {
                    Path path = write("mutant", each);
                    Throwable trouble = catchThrowable(() -> read(path, Choice.usual()));
                    assertThat(trouble == null || trouble instanceof DataException)
                            .as("byte " + k + " of " + file.length + ": " + trouble)
                            .isTrue();
                }
            }
        }
    }
}
