package org.sgdyn.cli.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Measure;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/**
 * {@code sweep.csv}: a row per grid point and curve; where the point lies, the curve's name if experiments compare curves, the
 * measures with their uncertainties, and the outcome in words. Its cells are read off the points as they are asked for.
 */
public final class SweepTable {

    private final Sweep sweep;
    private final List<SweepRow> rows;

    /** Which point each line of the table is of; lines of the same point follow one another. */
    private final int[] points;

    private SweepTable(Sweep sweep, List<SweepRow> rows) {
        this.sweep = sweep;
        this.rows = rows;
        this.points = IntStream.range(0, rows.size())
                .flatMap(k -> IntStream.generate(() -> k)
                        .limit(Math.max(1, rows.get(k).names().size())))
                .toArray();
    }

    /**
     * The table.
     *
     * @param sweep the sweep
     * @param rows its rows, in the order of the grid
     * @return the table, which reads the rows whenever it is read itself
     */
    public static Table of(Sweep sweep, List<SweepRow> rows) {
        return new SweepTable(sweep, rows).table();
    }

    private Table table() {
        List<Table.Column> columns = new ArrayList<>();
        for (int a = 0; a < sweep.axes().size(); a++) {
            for (int c = 0; c < sweep.axes().get(a).columns().size(); c++) {
                columns.add(position(a, c));
            }
        }
        if (rows.stream().anyMatch(row -> row.names().stream().anyMatch(name -> !name.isEmpty()))) {
            columns.add(texts("curve", this::name));
        }
        for (int m = 0; m < sweep.measures().size(); m++) {
            Measure measure = sweep.measures().get(m);
            int at = m;
            columns.add(numbers(measure.name(), line -> row(line).value(curve(line), at)));
            if (measure.hasUncertainty()) {
                columns.add(numbers(
                        measure.name() + Measure.UNCERTAINTY, line -> row(line).uncertainty(curve(line), at)));
            }
        }
        columns.add(texts(SweepRow.OUTCOME, line -> row(line).outcome()));
        return new Table(columns);
    }

    /** Where points lie along an axis: numbers if all cells are. */
    private Table.Column position(int axis, int column) {
        Axis along = sweep.axes().get(axis);
        List<Object> cells = IntStream.range(0, along.size())
                .mapToObj(position -> along.cells(position).get(column))
                .toList();
        String name = along.columns().get(column);
        if (cells.stream().allMatch(Double.class::isInstance)) {
            double[] values = cells.stream().mapToDouble(Double.class::cast).toArray();
            return new Table.Numbers(name, points.length, line -> values[position(line)[axis]]);
        }
        List<String> texts = cells.stream().map(String::valueOf).toList();
        return texts(name, line -> texts.get(position(line)[axis]));
    }

    private SweepRow row(int line) {
        return rows.get(points[line]);
    }

    private int[] position(int line) {
        return sweep.positions(row(line).index());
    }

    /** The number of a line's curve: how many lines before it are of the same point. */
    private int curve(int line) {
        int first = line;
        while (first > 0 && points[first - 1] == points[line]) {
            first--;
        }
        return line - first;
    }

    private String name(int line) {
        List<String> names = row(line).names();
        return names.isEmpty() ? "" : names.get(curve(line));
    }

    private Table.Column numbers(String name, IntToDoubleFunction value) {
        return new Table.Numbers(name, points.length, value);
    }

    private Table.Column texts(String name, IntFunction<String> text) {
        return new Table.Texts(name, points.length, text);
    }
}
