package org.sgdyn.cli.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.sgdyn.cli.Said.sgdyn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.Said;
import org.sgdyn.data.DataException;
import org.sgdyn.data.SampleChoice;
import org.sgdyn.data.SampleFiles;
import org.sgdyn.data.SamplePass;
import org.sgdyn.data.SampleSource;

/** Samples in Parquet, as another program writes them. */
final class ParquetSamplesTest {

    @TempDir
    private Path work;

    private Path write(String name, String query, String options) throws SQLException {
        Path file = work.resolve(name);
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute(
                    "COPY (" + query + ") TO '" + work.resolve("written") + "' (FORMAT parquet" + options + ")");
            Files.createDirectories(file.getParent());
            return Files.move(work.resolve("written"), file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SampleChoice label(String name) {
        return new SampleChoice(Optional.empty(), Optional.ofNullable(name), Optional.empty());
    }

    private static SampleSource open(Path path, SampleChoice choice) throws IOException {
        return SampleFiles.open(
                path,
                choice,
                (file, open) -> ParquetSamples.open(file, open, ParquetSamplesTest.class.getClassLoader()));
    }

    private static List<String> read(Path path, SampleChoice choice) throws IOException {
        SampleSource source = open(path, choice);
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TINYINT",
                "SMALLINT",
                "INTEGER",
                "BIGINT",
                "HUGEINT",
                "UTINYINT",
                "USMALLINT",
                "UINTEGER",
                "UBIGINT",
                "FLOAT",
                "DOUBLE",
                "DECIMAL(5, 1)",
                "DECIMAL(38, 0)"
            })
    void numbersOfEveryTypeAreRead(String type) throws Exception {
        String query = "SELECT CAST(a AS " + type + ") AS a, CAST(b AS " + type + ") AS \"b\"\"c\", y"
                + " FROM (VALUES (1, 2, 0), (3, 4, 1)) AS t(a, b, y)";
        for (String options : List.of("", ", COMPRESSION zstd", ", COMPRESSION gzip, PARQUET_VERSION v2")) {
            Path file = write(type + options + ".parquet", query, options);
            assertThat(read(file, SampleChoice.usual())).containsExactly("0: 1.0 2.0", "1: 3.0 4.0");
        }
    }

    /** Row groups follow each other, in every pass. */
    @Test
    void rowsKeepTheirOrder() throws Exception {
        Path file = write(
                "many.parquet",
                "SELECT i AS x, i % 3 = 0 AS flag, 'k' || (i % 7) AS kind FROM range(200000) AS t(i)",
                ", ROW_GROUP_SIZE 4096");
        SampleSource source = open(file, SampleChoice.usual());
        double[] row = new double[2];
        for (int k = 0; k < 2; k++) {
            try (SamplePass pass = source.open()) {
                int i = 0;
                for (; pass.next(row); i++) {
                    if (row[0] != i
                            || row[1] != (i % 3 == 0 ? 1 : 0)
                            || !pass.label().equals("k" + i % 7)) {
                        break;
                    }
                }
                assertThat(i).isEqualTo(200_000);
            }
        }
    }

    @Test
    void labelsAreFoundAsInOtherTables() throws Exception {
        Path file = write("t.parquet", "SELECT * FROM (VALUES (1, 2.5, 3), (4, 5.5, 6)) AS t(a, b, c)", "");
        assertThat(read(file, label("b"))).containsExactly("2.5: 1.0 3.0", "5.5: 4.0 6.0");
        assertThat(read(file, label("1"))).containsExactly("1: 2.5 3.0", "4: 5.5 6.0");
        assertThat(read(file, label("last"))).containsExactly("3: 1.0 2.5", "6: 4.0 5.5");
        Path labels = Files.writeString(work.resolve("labels"), "x\ny\n");
        assertThat(read(file, new SampleChoice(Optional.empty(), Optional.empty(), Optional.of(labels))))
                .containsExactly("x: 1.0 2.5 3.0", "y: 4.0 5.5 6.0");
        assertThat(catchThrowable(() -> read(file, SampleChoice.usual()))).hasMessageContaining("columns: a, b, c");
        assertThat(catchThrowable(() -> read(file, label("d")))).hasMessageContaining("no column d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b.parquet", "it's.parquet", "[x]*?.parquet", "year=2020/part.parquet", "a.csv"})
    void namesSayNothing(String name) throws Exception {
        Path file = write(name, "SELECT 1 AS a, 'x' AS y", "");
        assertThat(read(file, SampleChoice.usual())).containsExactly("x: 1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5, NULL                      | row 2, column b: there is no value",
                "1.5, CAST('nan' AS DOUBLE)     | row 2, column b: there is no value",
                "1.5, CAST('-inf' AS DOUBLE)    | row 2, column b: the value is -Infinity",
                "1, 9007199254740993            | row 2, column b: the value is beyond 2^53",
                "1, CAST(-99999999999999999999 AS DECIMAL(38, 0)) | row 2, column b: the value is beyond 2^53",
                "'1', 'x'                       | column b holds values of type VARCHAR",
                "[1, 2], [3, 4]                 | column b holds values of type INTEGER[]",
                "{'u': 1}, {'u': 2}             | column b holds values of type STRUCT",
                "DATE '2020-01-01', NULL        | column b holds values of type DATE",
                "CAST('a' AS BLOB), NULL        | column b holds values of type BLOB",
            })
    void valuesThatAreNoNumbersAreRefused(String values, String words) throws Exception {
        Path file = write(
                "bad.parquet",
                "SELECT unnest([1, 2]) AS a, unnest([" + values + "]) AS b, unnest(['x', 'y']) AS label",
                "");
        assertThat(catchThrowable(() -> read(file, SampleChoice.usual())))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll(words, "; ");
    }

    @Test
    void labelsThatAreMissingAreRefused() throws Exception {
        for (String missing : List.of("NULL", "''", "'NA'")) {
            Path file = write("m.parquet", "SELECT unnest([1, 2]) AS a, unnest(['x', " + missing + "]) AS label", "");
            assertThat(catchThrowable(() -> read(file, SampleChoice.usual())))
                    .hasMessageContaining("row 2 has no label in column label");
            Files.delete(file);
        }
    }

    @Test
    void damagedFilesAreRefused() throws Exception {
        byte[] good =
                Files.readAllBytes(write("good.parquet", "SELECT i, i % 2 AS label FROM range(5000) AS t(i)", ""));
        byte[] changed = good.clone();
        Arrays.fill(changed, 100, 200, (byte) 0x55);
        for (byte[] bad : List.of(
                Arrays.copyOf(good, 4),
                Arrays.copyOf(good, good.length / 2),
                Arrays.copyOf(good, good.length - 1),
                changed)) {
            Path file = Files.write(work.resolve("bad.parquet"), bad);
            assertThat(catchThrowable(() -> read(file, SampleChoice.usual())))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("DuckDB cannot read it");
        }
    }

    @Test
    void withoutTheDriverThereIsAdvice() throws Exception {
        Path file = write("t.parquet", "SELECT 1 AS a, 'x' AS y", "");
        assertThat(catchThrowable(
                        () -> ParquetSamples.open(file, SampleChoice.usual(), ClassLoader.getPlatformClassLoader())))
                .isInstanceOf(DataException.class)
                .hasMessageContainingAll("the driver of DuckDB", "duckdb_jdbc", "plugins/", "--plugins");
    }

    @Test
    void aMixtureIsFittedToParquet() throws Exception {
        Path file = write(
                "d.parquet", "SELECT sin(i) AS u, cos(3 * i) + i % 2 AS v, i % 2 AS kind FROM range(400) AS t(i)", "");
        String out = work.resolve("m.npz").toString();
        Said said = sgdyn("fit", file.toString(), "--label-column", "kind", "--out", out, "--components", "1");
        assertThat(said.err()).isEmpty();
        assertThat(said.out()).contains("2 classes", "d = 2 features");
        Said empty = sgdyn(
                "fit",
                write("e.parquet", "SELECT 1 AS a, 'x' AS y WHERE false", "").toString(),
                "--out",
                out,
                "--force");
        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).contains("it holds no samples");
    }
}
