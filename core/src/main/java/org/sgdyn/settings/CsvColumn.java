package org.sgdyn.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.spi.Range;

/** Reads a column of a table, a row per mode, as two keys of an object name it: file and column. */
final class CsvColumn {

    private static final int LARGEST_PLACEHOLDER = 1_000_000;

    private final ReaderContext context;
    private final NodeParameters parameters;
    private final String fileKey;
    private final String columnKey;
    private final Range range;

    CsvColumn(ReaderContext context, NodeParameters parameters, String fileKey, String columnKey, Range range) {
        this.context = context;
        this.parameters = parameters;
        this.fileKey = fileKey;
        this.columnKey = columnKey;
        this.range = range;
    }

    /** The numbers, one per mode; after a problem, others that the range holds. */
    double[] read() {
        Optional<ConfigNode> fileNode =
                parameters.required(fileKey, "the path of a CSV file, relative to the experiment");
        Optional<ConfigNode> columnNode =
                parameters.required(columnKey, "a column: its name in the header, or its number from 1");
        Optional<String> file = fileNode.flatMap(child -> parameters.text(fileKey, child));
        file.ifPresent(name -> parameters.resolve(fileKey, name));
        Optional<Object> column = columnNode.flatMap(this::column);
        column.ifPresent(wanted -> parameters.resolve(columnKey, wanted));
        if (file.isEmpty() || column.isEmpty()) {
            return placeholder();
        }
        if (context.dimension().isEmpty()) {
            parameters.problem(
                    fileNode.get(),
                    parameters.path(fileKey),
                    "a table has no limit as the dimension grows; give a finite dimension");
            return placeholder();
        }
        Optional<Path> csv = path(file.get());
        if (csv.isEmpty() || !Files.isReadable(csv.get()) || Files.isDirectory(csv.get())) {
            parameters.problem(
                    fileNode.get(),
                    parameters.path(fileKey),
                    "cannot read " + CsvTable.shown(file.get()) + ": give a readable CSV file");
            return placeholder();
        }
        try (CsvTable table = CsvTable.of(Files.newBufferedReader(csv.get(), StandardCharsets.UTF_8))) {
            return read(table, csv.get(), column.get(), columnNode.get(), fileNode.get());
        } catch (IOException e) {
            parameters.problem(
                    fileNode.get(), parameters.path(fileKey), CsvTable.shown(file.get()) + ": " + e.getMessage());
            return placeholder();
        }
    }

    private Optional<Path> path(String file) {
        try {
            return Optional.of(context.baseDirectory().resolve(file));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A name, or a whole number. */
    private Optional<Object> column(ConfigNode node) {
        if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof String name) {
            return Optional.of(name);
        }
        if (node instanceof ConfigNode.Scalar scalar && scalar.value() instanceof Number) {
            return new ValueReader(context)
                    .whole(node, parameters.path(columnKey))
                    .map(number -> number);
        }
        parameters.problem(
                node, parameters.path(columnKey), "must be a column's name or number, not " + node.describe());
        return Optional.empty();
    }

    /** Reads row by row; of rows beyond the dimension nothing is kept but their number. */
    private double[] read(CsvTable table, Path csv, Object column, ConfigNode columnNode, ConfigNode fileNode)
            throws IOException {
        int position;
        try {
            position = table.position(column);
        } catch (IOException e) {
            parameters.problem(
                    columnNode,
                    parameters.path(columnKey),
                    CsvTable.shown(csv.getFileName().toString()) + ": " + e.getMessage());
            return placeholder();
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
                parameters.problem(
                        columnNode,
                        parameters.path(columnKey),
                        "row " + rows + " of "
                                + CsvTable.shown(csv.getFileName().toString()) + ", column "
                                + CsvTable.shown(table.header().get(position)) + ": "
                                + (CsvTable.isNumber(cell) ? range.rule() : "must be a number such as 1.5e-3")
                                + ", not "
                                + CsvTable.shown(cell));
                return placeholder();
            }
            if (rows > values.length) {
                values = Arrays.copyOf(values, (int) Math.min(length, 2L * values.length));
            }
            values[(int) rows - 1] = value;
        }
        if (rows != length && context.hasDimension()) {
            parameters.problem(
                    fileNode,
                    parameters.path(fileKey),
                    CsvTable.shown(csv.getFileName().toString()) + " has " + rows
                            + " rows below its header; the table needs one per mode, dimension = " + length);
            return placeholder();
        }
        return context.hasDimension() ? values : placeholder();
    }

    /** Serves until the problem is reported; a dimension that is a slip should not cost its memory. */
    private double[] placeholder() {
        double[] values = new double[Math.min(context.dimension().orElse(0), LARGEST_PLACEHOLDER)];
        Arrays.fill(values, range.sample());
        return values;
    }
}
