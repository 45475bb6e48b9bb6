package org.sgdyn.cli.data;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.sgdyn.data.DataException;
import org.sgdyn.data.LabelText;
import org.sgdyn.data.SampleChoice;
import org.sgdyn.data.SamplePass;
import org.sgdyn.data.SampleSource;
import org.sgdyn.data.TableColumns;

/** The rows of a Parquet file as samples, read by DuckDB: all columns are numbers, but one that may hold the labels. */
public final class ParquetSamples implements SampleSource {

    private static final int MOST_COLUMNS = 1 << 16;

    private static final Pattern NUMBER =
            Pattern.compile("U?(TINY|SMALL|BIG|HUGE)?INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL\\(.*\\)|BOOLEAN");

    private static final Pattern WIDE = Pattern.compile("U?(BIG|HUGE)INT|DECIMAL\\(.*,0\\)");

    private static final Pattern TEXT = Pattern.compile("VARCHAR|ENUM\\(.*\\)");

    /** From here on a whole number may be rounded to a floating-point one. */
    private static final double LARGEST_EXACT = 1L << 53;

    private final String name;
    private final ClassLoader classes;
    private final List<Column> columns;
    /** -1 if no column holds labels. */
    private final int labels;

    /** A column and its type as DuckDB writes it. */
    private record Column(String name, String type) {

        boolean isWide() {
            return WIDE.matcher(type).matches();
        }
    }

    private ParquetSamples(String name, ClassLoader classes, List<Column> columns, int labels) {
        this.name = name;
        this.classes = classes;
        this.columns = columns;
        this.labels = labels;
    }

    /**
     * Opens a file.
     *
     * @param path the file
     * @param choice which column holds the labels, unless a file of labels is chosen
     * @param classes where the driver of DuckDB is
     * @return its samples
     * @throws IOException if the driver is not there or the file cannot be read, with a message for the user
     */
    public static ParquetSamples open(Path path, SampleChoice choice, ClassLoader classes) throws IOException {
        String name = path.toString();
        List<Column> columns = new ArrayList<>();
        try (Connection connection = DuckDb.connect(name, classes);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("DESCRIBE SELECT * FROM " + table(name))) {
            while (found.next()) {
                columns.add(new Column(found.getString(1), found.getString(2)));
            }
        } catch (SQLException failed) {
            throw unreadable(name, failed);
        }
        List<Integer> texts = IntStream.range(0, columns.size())
                .filter(k -> TEXT.matcher(columns.get(k).type).matches())
                .boxed()
                .toList();
        List<String> names = columns.stream().map(Column::name).toList();
        Optional<Integer> labels = new TableColumns(name, names, true).labels(choice, texts);
        ParquetSamples samples = new ParquetSamples(name, classes, columns, labels.orElse(-1));
        samples.requireNumbers();
        return samples;
    }

    private void requireNumbers() throws DataException {
        for (int k = 0; k < columns.size(); k++) {
            Column column = columns.get(k);
            if (!NUMBER.matcher(column.type).matches()
                    && !(k == labels && TEXT.matcher(column.type).matches())) {
                throw new DataException(
                        name,
                        "column " + column.name + " holds values of type " + column.type
                                + ", and samples are numbers; leave it out, write a list as a column for each of its values, or"
                                + " name the column of the labels by --label");
            }
        }
        if (columns() < 1 || columns() > MOST_COLUMNS) {
            throw new DataException(
                    name, "it has " + columns() + " columns of numbers; give from 1 to " + MOST_COLUMNS + " features");
        }
    }

    /** The file as a table of DuckDB's: its name as it stands, whatever it may mean in a pattern or as the name of a partition. */
    private static String table(String name) {
        String file = Path.of(name).toAbsolutePath().toString().replaceAll("[*?\\[]", "[$0]");
        return "read_parquet(" + quoted(file, '\'') + ", hive_partitioning = false)";
    }

    private static String quoted(String text, char quote) {
        String sign = String.valueOf(quote);
        return sign + text.replace(sign, sign + sign) + sign;
    }

    private static DataException unreadable(String name, SQLException failed) {
        String words = Objects.requireNonNullElse(failed.getMessage(), "no reason given");
        return new DataException(
                name,
                "DuckDB cannot read it (" + words.lines().findFirst().orElse(words)
                        + "); copy it anew, or write it again",
                failed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int columns() {
        return columns.size() - (labels < 0 ? 0 : 1);
    }

    @Override
    public boolean hasLabels() {
        return labels >= 0;
    }

    /** Missing values are read as NaN, which is none that a sample may have either. */
    private String query() {
        List<String> selected = new ArrayList<>();
        for (int k = 0; k < columns.size(); k++) {
            String column = quoted(columns.get(k).name, '"');
            selected.add(
                    k == labels
                            ? "CAST(" + column + " AS VARCHAR)"
                            : "coalesce(CAST(" + column + " AS DOUBLE), CAST('nan' AS DOUBLE))");
        }
        return "SELECT " + String.join(", ", selected) + " FROM " + table(name);
    }

    @Override
    public SamplePass open() throws IOException {
        Connection connection = DuckDb.connect(name, classes);
        try {
            // The connection closes its statements.
            return new Pass(connection, connection.createStatement().executeQuery(query()));
        } catch (SQLException failed) {
            try {
                connection.close();
            } catch (SQLException second) {
                failed.addSuppressed(second);
            }
            throw unreadable(name, failed);
        }
    }

    /** One reading. */
    private final class Pass implements SamplePass {

        private final Connection connection;
        private final ResultSet rows;
        private String label = "";
        private long number;

        Pass(Connection connection, ResultSet rows) {
            this.connection = connection;
            this.rows = rows;
        }

        @Override
        public boolean next(double[] row) throws IOException {
            try {
                if (!rows.next()) {
                    return false;
                }
                number++;
                int target = 0;
                for (int k = 0; k < columns.size(); k++) {
                    if (k == labels) {
                        label = label(rows.getString(k + 1));
                    } else {
                        row[target++] = value(rows.getDouble(k + 1), columns.get(k));
                    }
                }
                return true;
            } catch (SQLException failed) {
                throw unreadable(name, failed);
            }
        }

        private String label(String text) throws DataException {
            String found = text == null ? "" : LabelText.of(text.strip());
            if (LabelText.isMissing(found)) {
                throw trouble(
                        " has no label in column " + columns.get(labels).name + "; give one, or leave the row out");
            }
            return found;
        }

        private double value(double value, Column column) throws DataException {
            if (!Double.isFinite(value)) {
                throw trouble(", column " + column.name + ": "
                        + (Double.isNaN(value) ? "there is no value" : "the value is " + value)
                        + ", where a finite number must be; fill in or leave out missing values");
            }
            if (column.isWide() && Math.abs(value) >= LARGEST_EXACT) {
                throw trouble(", column " + column.name
                        + ": the value is beyond 2^53, where whole numbers are no more exact; scale it");
            }
            return value;
        }

        private DataException trouble(String what) {
            return new DataException(name, "row " + number + what);
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public void close() throws IOException {
            try {
                connection.close();
            } catch (SQLException failed) {
                throw unreadable(name, failed);
            }
        }
    }
}
