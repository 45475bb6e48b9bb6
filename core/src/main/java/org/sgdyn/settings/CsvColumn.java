package org.sgdyn.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.sgdyn.spi.Range;

/**
 * Reads a column of a table, a row per mode, as two keys of an object name it: file and column.
 *
 * @param context where problems go, and where files and dimension come from
 * @param fileNode the value that names the file
 * @param filePath the key path of it
 * @param columnNode the value that names the column
 * @param columnPath the key path of it
 * @param range where the numbers must lie
 */
record CsvColumn(
        ReaderContext context,
        ConfigNode fileNode,
        String filePath,
        ConfigNode columnNode,
        String columnPath,
        Range range) {

    private static final int LARGEST_PLACEHOLDER = 1_000_000;

    /** The numbers, one per mode; after a problem, others that the range holds. */
    double[] read(String file, Object column) {
        if (context.dimension().isEmpty()) {
            return fileProblem("a table has no limit as the dimension grows; give a finite dimension");
        }
        Optional<Path> csv = path(file);
        if (csv.isEmpty() || !Files.isReadable(csv.get()) || Files.isDirectory(csv.get())) {
            return fileProblem("cannot read " + CsvTable.shown(file) + ": give a readable CSV file");
        }
        try (CsvTable table = CsvTable.of(Files.newBufferedReader(csv.get(), StandardCharsets.UTF_8))) {
            return read(table, CsvTable.shown(csv.get().getFileName().toString()), column);
        } catch (IOException e) {
            return fileProblem(CsvTable.shown(file) + ": " + e.getMessage());
        }
    }

    private double[] fileProblem(String message) {
        return problem(fileNode, filePath, message);
    }

    private double[] columnProblem(String message) {
        return problem(columnNode, columnPath, message);
    }

    private double[] problem(ConfigNode node, String at, String message) {
        context.problem(node.location(), at, message);
        return placeholder(context.dimension(), range);
    }

    private Optional<Path> path(String file) {
        try {
            return Optional.of(context.baseDirectory().resolve(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Reads row by row; of rows beyond the dimension nothing is kept but their number. */
    private double[] read(CsvTable table, String csv, Object column) throws IOException {
        int position;
        try {
            position = table.position(column);
        } catch (IOException e) {
            return columnProblem(csv + ": " + e.getMessage());
        }
        int length = context.hasDimension() ? context.dimension().orElseThrow() : LARGEST_PLACEHOLDER;
        double[] values = new double[Math.min(length, LARGEST_PLACEHOLDER)];
        long rows = 0;
        for (var row = table.next(); row.isPresent(); row = table.next()) {
            if (++rows > length) {
                continue;
            }
            String cell = row.get().get(position);
            double value = CsvTable.isNumber(cell) ? Double.parseDouble(cell) : Double.NaN;
            if (!range.contains(value)) {
                return columnProblem("row " + rows + " of " + csv + ", column "
                        + CsvTable.shown(table.header().get(position)) + ": "
                        + rule(cell, value) + ", not "
                        + CsvTable.shown(cell));
            }
            if (rows > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(length, 2L * values.length));
            }
            values[(int) rows - 1] = value;
        }
        if (rows != length && context.hasDimension()) {
            return fileProblem(csv + " has " + rows
                    + " rows below its header; the table needs one per mode, dimension = " + length);
        }
        return context.hasDimension() ? values : placeholder(context.dimension(), range);
    }

    private String rule(String cell, double value) {
        if (!CsvTable.isNumber(cell)) {
            return "must be a number such as 1.5e-3";
        }
        return Double.isFinite(value) ? range.rule() : "must be a finite number";
    }

    /** Serves until the problem is reported; a dimension that is a slip should not cost its memory. */
    static double[] placeholder(OptionalInt dimension, Range range) {
        double[] values = new double[Math.min(dimension.orElse(0), LARGEST_PLACEHOLDER)];
        Arrays.fill(values, range.sample());
        return values;
    }
}
