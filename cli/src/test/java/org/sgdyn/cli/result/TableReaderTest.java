package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.cli.SampleResults;
import org.sgdyn.cli.result.ResultTable.Row;

/** Tables of every format are read back as they were written; what is none is told in words. */
final class TableReaderTest {

    @TempDir
    private Path work;

    private static ResultTable table(String first, String second) {
        return ResultTable.theory(SampleResults.of(false, new double[] {0, 1.0 / 3}, first, second));
    }

    private Path write(TableFormat format, byte[] bytes) throws IOException {
        return Files.write(work.resolve("theory." + format.extension()), bytes);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenIsReadBack(TableFormat format) throws IOException {
        ResultTable named = table("a, \"b\"\nc", "\u03b3 \ud83d\ude00");
        List<Row> unnamed = named.rows().stream()
                .limit(2)
                .map(row -> new Row("", row.values()))
                .toList();
        for (ResultTable table : List.of(named, new ResultTable(named.columns(), false, unnamed))) {
            write(format, format.write(table));
            ResultTable back = TableReader.find(work, "theory").orElseThrow();
            assertThat(back.columns()).isEqualTo(table.columns());
            assertThat(back.isNamed()).isEqualTo(table.isNamed());
            assertThat(back.rows()).hasSameSizeAs(table.rows());
            for (int k = 0; k < table.rows().size(); k++) {
                assertThat(back.rows().get(k).curve())
                        .isEqualTo(table.rows().get(k).curve());
                assertThat(back.rows().get(k).values())
                        .isEqualTo(table.rows().get(k).values());
            }
        }
        assertThat(TableReader.find(work, "simulation")).isEmpty();
    }

    @Test
    void severalGroupsOfRowsAreReadBack() throws IOException {
        int rows = ParquetFile.MOST_ROWS + 3;
        Table table = new Table(List.of(
                new Table.Texts("curve", rows, k -> "curve " + k % 5),
                new Table.Numbers("t", rows, k -> k),
                new Table.Numbers("risk", rows, k -> 1.0 / k)));
        Path file = work.resolve("theory.parquet");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            TableFormat.PARQUET.write(table, out);
        }
        ResultTable back = TableReader.read(file, TableFormat.PARQUET);
        assertThat(back.columns()).containsExactly("t", "risk");
        assertThat(back.rows()).hasSize(rows);
        for (int k = 0; k < rows; k += 1013) { // a prime, so that rows of both groups are among them
            Row row = back.rows().get(k);
            assertThat(row.curve()).isEqualTo("curve " + k % 5);
            assertThat(row.values()).containsExactly(k, 1.0 / k);
        }
        Row last = back.rows().get(rows - 1);
        assertThat(last.values()).containsExactly(rows - 1, 1.0 / (rows - 1));
    }

    /** Cut short anywhere, or with a wrong byte anywhere: a table or a message, never another exception. */
    @ParameterizedTest
    @EnumSource
    void aDamagedTableIsReadOrRefused(TableFormat format) throws IOException {
        byte[] whole = format.write(table("a", "b"));
        Random random = new Random(1);
        int refused = 0;
        for (int k = 0; k < 2000; k++) {
            byte[] damaged = Arrays.copyOf(whole, k % 2 == 0 ? whole.length : random.nextInt(whole.length));
            if (k % 2 == 0) {
                damaged[random.nextInt(whole.length)] = (byte) random.nextInt(256);
            }
            Path file = write(format, damaged);
            try {
                TableReader.read(file, format);
            } catch (IOException e) {
                refused++;
                assertThat(e).hasMessageStartingWith(file + " is not a table of results that sgdyn wrote: ");
                assertThat(e.getMessage()).doesNotContain("null", "Exception");
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aParquetFileOfAnotherProgramIsRefused() throws Exception {
        Path file = work.resolve("t.parquet");
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("COPY (SELECT 1.0::DOUBLE AS t) TO '" + file + "' (FORMAT parquet)");
        }
        assertThatThrownBy(() -> TableReader.read(file, TableFormat.PARQUET))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a Parquet file of another program");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "risk,t\n1,2\n", "t,risk\n1\n", "t,risk\n1,much\n", "curve\nx\n"})
    void anythingElseIsRefused(String text) throws IOException {
        Path file = Files.writeString(work.resolve("t.csv"), text);
        assertThatThrownBy(() -> TableReader.read(file, TableFormat.CSV))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("t.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "[]", "{\"t\":1}\n{\"u\":1}", "{\"t\":true}", "{\"t\":{}}", "{\"risk\":1}", "{\"t\""})
    void otherJsonIsRefused(String text) throws IOException {
        Path file = Files.writeString(work.resolve("t.jsonl"), text);
        assertThatThrownBy(() -> TableReader.read(file, TableFormat.JSONL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("t.jsonl");
    }
}
