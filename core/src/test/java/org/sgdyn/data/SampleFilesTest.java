package org.sgdyn.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.sgdyn.data.Written.bytes;
import static org.sgdyn.data.Written.cut;
import static org.sgdyn.data.Written.gzip;
import static org.sgdyn.data.Written.idx;
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

    private SampleChoice labels(byte[] content) throws IOException {
        return new SampleChoice(Optional.empty(), Optional.empty(), Optional.of(write("labels", content)));
    }

    private static SampleChoice label(String name) {
        return new SampleChoice(Optional.empty(), Optional.of(name), Optional.empty());
    }

    private static List<String> read(Path path, SampleChoice choice) throws IOException {
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
                assertThat(read(write("a.npz", zip("X.npy", content, "y.npy", labels)), SampleChoice.usual()))
                        .isEqualTo(EXPECTED);
            }
        }
    }

    @Test
    void dimensionsBehindTheFirstMakeARowInEitherOrder() throws IOException {
        SampleChoice labels = labels(text("a\nb\n"));
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
        assertThat(read(write("train-images-idx3-ubyte.gz", gzip(images)), SampleChoice.usual()))
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
        assertThat(read(write("table", table), SampleChoice.usual())).isEqualTo(EXPECTED);
    }

    @Test
    void aTableWithoutHeaderTellsItsLabelsByNumberOrByTheirTexts() throws IOException {
        Path numbers = write("n.csv", text("1,2,0\n3,4,1\n5,6,0\n"));
        assertThat(read(numbers, label("3"))).isEqualTo(EXPECTED);
        assertThat(read(numbers, label("last"))).isEqualTo(EXPECTED);
        assertThat(read(numbers, label("1"))).startsWith("1: 2.0 0.0");
        Path texts = write("t.csv", text("1,cat,2\n3,dog,4\n5,cat,6\n"));
        assertThat(read(texts, SampleChoice.usual())).containsExactly("cat: 1.0 2.0", "dog: 3.0 4.0", "cat: 5.0 6.0");
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
        assertThat(catchThrowable(() -> SampleFiles.open(work.resolve("nowhere"), SampleChoice.usual())))
                .hasMessageContaining("there is no such file");
        assertThat(catchThrowable(() -> SampleFiles.open(work, SampleChoice.usual())))
                .hasMessageContaining("it is no file");
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
                    Throwable trouble = catchThrowable(() -> read(path, SampleChoice.usual()));
                    assertThat(trouble == null || trouble instanceof DataException)
                            .as("byte " + k + " of " + file.length + ": " + trouble)
                            .isTrue();
                }
            }
        }
    }
}
