package org.sgdyn.cli.result;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Measure;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/**
 * {@code sweep.csv}: a row per grid point and curve; where the point lies, the curve's name if experiments compare curves, the
 * measures with their uncertainties, and the outcome in words.
 */
public final class SweepTable {

    private SweepTable() {}

    /** A row of the table. */
    private record Line(SweepRow row, SweepRow.Curve curve) {}

    /**
     * The table.
     *
     * @param sweep the sweep
     * @param rows its rows, in the order of the grid
     * @return the table
     */
    public static Table of(Sweep sweep, List<SweepRow> rows) {
        List<Line> lines = new ArrayList<>();
        for (SweepRow row : rows) {
            row.curvesOrNone(sweep.measures().size()).forEach(curve -> lines.add(new Line(row, curve)));
        }
        List<Table.Column> columns = new ArrayList<>();
        for (int a = 0; a < sweep.axes().size(); a++) {
            Axis axis = sweep.axes().get(a);
            int at = a;
            for (int c = 0; c < axis.columns().size(); c++) {
                int column = c;
                columns.add(column(
                        axis.columns().get(c),
                        lines.stream()
                                .map(line -> axis.cells(
                                                sweep.positions(line.row().index())[at])
                                        .get(column))
                                .toList()));
            }
        }
        if (lines.stream().anyMatch(line -> !line.curve().name().isEmpty())) {
            columns.add(texts("curve", lines, line -> line.curve().name()));
        }
        for (int m = 0; m < sweep.measures().size(); m++) {
            Measure measure = sweep.measures().get(m);
            int at = m;
            columns.add(
                    numbers(measure.name(), lines, line -> line.curve().values().get(at)));
            if (measure.hasUncertainty()) {
                columns.add(numbers(
                        measure.name() + Measure.UNCERTAINTY,
                        lines,
                        line -> line.curve().uncertainties().get(at)));
            }
        }
        columns.add(texts(SweepRow.OUTCOME, lines, line -> line.row().outcome()));
        return new Table(columns);
    }

    /** Numbers if all cells are. */
    private static Table.Column column(String name, List<Object> cells) {
        return cells.stream().allMatch(Double.class::isInstance)
                ? new Table.Numbers(
                        name, cells.stream().mapToDouble(Double.class::cast).toArray())
                : new Table.Texts(name, cells.stream().map(String::valueOf).toList());
    }

    private static Table.Column numbers(String name, List<Line> lines, Function<Line, Double> value) {
        return new Table.Numbers(
                name, lines.stream().map(value).mapToDouble(Double::doubleValue).toArray());
    }

    private static Table.Column texts(String name, List<Line> lines, Function<Line, String> value) {
        return new Table.Texts(name, lines.stream().map(value).toList());
    }
}
