package org.sgdyn.cli.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;

/**
 * A table of a result: a row per curve and output time, the time {@code t} in the first column.
 *
 * @param columns the names of the columns, {@code t} first
 * @param isNamed whether the experiment compares curves, so that rows carry a curve's name
 * @param rows the rows
 */
public record ResultTable(List<String> columns, boolean isNamed, List<Row> rows) {

    private static final List<String> SUMMARIES = List.of("_mean", "_std", "_q05", "_q95");

    /**
     * A row.
     *
     * @param curve the curve's name, empty for a plain experiment
     * @param values a value per column; NaN where there is none
     */
    @SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
    public record Row(String curve, double[] values) {}

    /**
     * The theory.
     *
     * @param result the result
     * @return its curves
     */
    public static ResultTable theory(ExperimentResult result) {
        return of(result, true, false);
    }

    /**
     * The simulation: for each column NAME of the theory {@code NAME_mean}, {@code NAME_std}, {@code NAME_q05},
     * {@code NAME_q95}.
     *
     * @param result a result with simulations
     * @return its statistics
     */
    public static ResultTable simulation(ExperimentResult result) {
        return of(result, false, true);
    }

    /**
     * Theory and, if there is one, simulation side by side, matched by curve and time.
     *
     * @param result the result
     * @param only the curves of the theory that are wanted, beside the time; all of them if empty
     * @return both
     */
    public static ResultTable all(ExperimentResult result, Collection<String> only) {
        ResultTable all = of(result, true, result.experiment().simulation().isPresent());
        return only.isEmpty() ? all : all.of(only);
    }

    private ResultTable of(Collection<String> names) {
        int[] kept = IntStream.range(0, columns.size())
                .filter(c -> c == 0 || names.stream().anyMatch(name -> isOf(columns.get(c), name)))
                .toArray();
        return new ResultTable(
                Arrays.stream(kept).mapToObj(columns::get).toList(),
                isNamed,
                rows.stream()
                        .map(row -> new Row(
                                row.curve(),
                                Arrays.stream(kept)
                                        .mapToDouble(c -> row.values()[c])
                                        .toArray()))
                        .toList());
    }

    private static boolean isOf(String column, String name) {
        return column.equals(name) || SUMMARIES.stream().anyMatch(summary -> column.equals(name + summary));
    }

    /** The table by columns; if rows carry names, a first column {@code curve} holds them. */
    Table toTable() {
        List<Table.Column> all = new ArrayList<>();
        if (isNamed) {
            all.add(new Table.Texts("curve", rows.stream().map(Row::curve).toList()));
        }
        for (int c = 0; c < columns.size(); c++) {
            int column = c;
            all.add(new Table.Numbers(
                    columns.get(c),
                    rows.stream().mapToDouble(row -> row.values()[column]).toArray()));
        }
        return new Table(all);
    }

    private static ResultTable of(ExperimentResult result, boolean theory, boolean simulation) {
        List<String> names = result.curves().get(0).theory().columns();
        List<String> columns = new ArrayList<>(List.of("t"));
        if (theory) {
            columns.addAll(names);
        }
        if (simulation) {
            names.forEach(
                    name -> SUMMARIES.stream().map(summary -> name + summary).forEach(columns::add));
        }
        List<Row> rows = new ArrayList<>();
        for (CurveResult curve : result.curves()) {
            Trajectory predicted = curve.theory();
            double[] times = theory ? predicted.times() : new double[0];
            if (simulation && curve.simulation().isPresent()) {
                // Both are beginnings of the experiment's output times.
                double[] others = curve.simulation().get().times();
                times = others.length > times.length ? others : times;
            }
            for (int k = 0; k < times.length; k++) {
                double[] values = new double[columns.size()];
                Arrays.fill(values, Double.NaN);
                values[0] = times[k];
                int next = 1;
                if (theory) {
                    if (k < predicted.times().length) {
                        System.arraycopy(predicted.values()[k], 0, values, next, names.size());
                    }
                    next += names.size();
                }
                if (simulation && curve.simulation().isPresent()) {
                    fill(values, next, curve.simulation().get(), k);
                }
                rows.add(new Row(curve.name(), values));
            }
        }
        boolean isNamed =
                result.curves().stream().anyMatch(curve -> !curve.name().isEmpty());
        return new ResultTable(List.copyOf(columns), isNamed, List.copyOf(rows));
    }

    private static void fill(double[] values, int from, Ensemble simulation, int k) {
        if (k >= simulation.times().length) {
            return;
        }
        int next = from;
        for (int c = 0; c < simulation.columns().size(); c++) {
            values[next++] = simulation.mean()[k][c];
            values[next++] = simulation.deviation()[k][c];
            values[next++] = simulation.lower()[k][c];
            values[next++] = simulation.upper()[k][c];
        }
    }
}
