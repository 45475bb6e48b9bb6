package org.sgdyn.cli.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.bio.npy.NpzFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables of every format, read back to the bit by programs that are not this one. */
final class OtherReadersTest {

    private static final double[] VALUES = {
        0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 3.0, -1e-300, Double.NaN, 12345678901234568.0, 1e22, -1
    };

    @TempDir
    private Path work;

    /** More columns than a short list of Parquet's footer holds, and more rows than fit one byte of its numbers. */
    private static ResultTable table(boolean isNamed) {
        List<String> columns = new ArrayList<>(List.of("t"));
        for (int c = 1; c <= 20; c++) {
            columns.add("risk_" + c);
        }
        List<ResultTable.Row> rows = new ArrayList<>();
        for (int k = 0; k < 300; k++) {
            double[] values = new double[columns.size()];
            values[0] = k;
            for (int c = 1; c < values.length; c++) {
                values[c] = VALUES[(k + c) % VALUES.length] * (k % 7 == 0 ? 1 : k);
            }
            rows.add(new ResultTable.Row(isNamed ? "rate " + k % 2 + ", \"\u03b3\" \ud83d\ude00" : "", values));
        }
        return new ResultTable(columns, isNamed, rows);
    }

    private Path write(TableFormat format, boolean isNamed) throws IOException {
        return Files.write(work.resolve("table." + format.extension()), format.write(table(isNamed)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CSV     | read_csv(%s, header = true)",
                "JSONL   | read_json(%s, format = 'newline_delimited')",
                "PARQUET | read_parquet(%s)",
            })
    void aDatabaseReadsTheTable(TableFormat format, String reader) throws Exception {
        for (boolean isNamed : new boolean[] {false, true}) {
            String from = reader.formatted("'" + write(format, isNamed) + "'");
            ResultTable expected = table(isNamed);
            try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = database.createStatement();
                    ResultSet found = statement.executeQuery("SELECT * FROM " + from + " ORDER BY t")) {
                int first = isNamed ? 2 : 1;
                for (int c = 0; c < expected.columns().size(); c++) {
                    assertThat(found.getMetaData().getColumnName(c + first))
                            .isEqualTo(expected.columns().get(c));
                }
                for (ResultTable.Row row : expected.rows()) {
                    assertThat(found.next()).isTrue();
                    requireRow(format, found, first, row);
                }
                assertThat(found.next()).isFalse();
            }
        }
    }

    private static void requireRow(TableFormat format, ResultSet found, int first, ResultTable.Row row)
            throws SQLException {
        if (first == 2) {
            assertThat(found.getString(1)).isEqualTo(row.curve());
        }
        for (int c = 0; c < row.values().length; c++) {
            double value = found.getDouble(c + first);
            if (format == TableFormat.JSONL && !Double.isFinite(row.values()[c])) {
                assertThat(found.wasNull()).as("JSON lacks such numbers").isTrue();
            } else {
                assertThat(Double.doubleToLongBits(value))
                        .as("row at t = " + row.values()[0] + ", column " + c + ": " + value + ", " + row.values()[c])
                        .isEqualTo(Double.doubleToLongBits(row.values()[c]));
            }
        }
    }

    /** A file of several groups of rows, the last of them short, and one that texts end early. */
    @Test
    void aDatabaseReadsGroupsOfRows() throws Exception {
        int rows = 2 * ParquetFile.MOST_ROWS + 71;
        String much = "x".repeat(1 << 20);
        Table table = new Table(List.of(
                new Table.Numbers("t", rows, k -> k),
                new Table.Numbers("risk", rows, k -> VALUES[k % VALUES.length]),
                new Table.Texts("outcome", rows, k -> k < 100 ? much : "\u03b3 " + k)));
        Path file = work.resolve("groups.parquet");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            TableFormat.PARQUET.write(table, out);
        }
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            try (ResultSet groups = statement.executeQuery("SELECT DISTINCT row_group_id, row_group_num_rows"
                    + " FROM parquet_metadata('" + file + "') ORDER BY 1")) {
                List<Long> sizes = new ArrayList<>();
                while (groups.next()) {
                    sizes.add(groups.getLong(2));
                }
                // 2^26 characters are 64 such texts; what is left is more than two full groups.
                assertThat(sizes).containsExactly(64L, (long) ParquetFile.MOST_ROWS, (long) ParquetFile.MOST_ROWS, 7L);
            }
            try (ResultSet found =
                    statement.executeQuery("SELECT t, risk, outcome FROM read_parquet('" + file + "')")) {
                for (int k = 0; k < rows; k++) {
                    assertThat(found.next()).isTrue();
                    if (found.getDouble(1) != k
                            || Double.doubleToLongBits(found.getDouble(2))
                                    != Double.doubleToLongBits(VALUES[k % VALUES.length])
                            || !found.getString(3).equals(k < 100 ? much : "\u03b3 " + k)) {
                        fail("row " + k + " is another: " + found.getDouble(1) + ", " + found.getDouble(2));
                    }
                }
                assertThat(found.next()).isFalse();
            }
        }
    }

    @Test
    void anEmptyParquetFileHasItsColumns() throws Exception {
        ResultTable empty = new ResultTable(List.of("t", "risk"), true, List.of());
        Path file = Files.write(work.resolve("empty.parquet"), TableFormat.PARQUET.write(empty));
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM read_parquet('" + file + "')")) {
            assertThat(found.getMetaData().getColumnCount()).isEqualTo(3);
            assertThat(found.next()).isFalse();
        }
    }

    @Test
    void aReaderOfNumPyArchivesFindsEveryColumn() throws IOException {
        Path file = write(TableFormat.NPZ, false);
        ResultTable expected = table(false);
        try (NpzFile.Reader archive = NpzFile.read(file)) {
            for (int c = 0; c < expected.columns().size(); c++) {
                int column = c;
                double[] values =
                        archive.get(expected.columns().get(c), 1 << 20).asDoubleArray();
                assertThat(values)
                        .isEqualTo(expected.rows().stream()
                                .mapToDouble(row -> row.values()[column])
                                .toArray());
            }
        }
    }
}
