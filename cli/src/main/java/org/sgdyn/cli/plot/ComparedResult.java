package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Runs;
import org.sgdyn.cli.result.ResultTable;
import org.sgdyn.cli.result.ResultTable.Row;
import org.sgdyn.statistics.Quantity;

/**
 * One of several results that are laid over each other.
 *
 * @param name what it is called
 * @param theory its table of the theory
 * @param simulation its table of the simulation, if it has one
 */
public record ComparedResult(String name, ResultTable theory, Optional<ResultTable> simulation) {

    /** A chart per curve of the first result and column, the results in all of them; one without the column is missing. */
    static List<Chart> charts(List<ComparedResult> results, List<String> columns) {
        List<String> names = results.get(0).theory().rows().stream()
                .map(Row::curve)
                .distinct()
                .toList();
        List<Chart> charts = new ArrayList<>();
        for (String name : names) {
            for (String column : columns) {
                List<Curve> curves = new ArrayList<>();
                for (int k = 0; k < results.size(); k++) {
                    Tint tint = new Tint.Overlaid(k, results.size());
                    results.get(k)
                            .curve(name, column, tint)
                            .map(curve -> once(curve, curves))
                            .ifPresent(curves::add);
                }
                charts.add(Chart.of(name, Labels.TIME, Labels.of(Quantity.named(column)), curves));
            }
            List<Chart> differences = columns.stream()
                    .map(column -> difference(results, name, column))
                    .filter(chart -> !chart.curves().isEmpty())
                    .toList();
            if (differences.stream()
                    .anyMatch(chart -> chart.curves().stream()
                            .anyMatch(curve -> Arrays.stream(curve.y()).anyMatch(y -> y > 0)))) {
                charts.addAll(differences);
            }
        }
        return charts;
    }

    /** How far the theory of each other result lies from that of the first, at the times that both have. */
    private static Chart difference(List<ComparedResult> results, String name, String column) {
        Tint first = new Tint.Overlaid(0, results.size());
        Map<Double, Double> reference = new HashMap<>();
        results.get(0)
                .curve(name, column, first)
                .ifPresent(curve ->
                        IntStream.range(0, curve.x().length).forEach(k -> reference.put(curve.x()[k], curve.y()[k])));
        List<Curve> curves = new ArrayList<>();
        for (int k = 1; k < results.size(); k++) {
            Tint tint = new Tint.Overlaid(k, results.size());
            results.get(k).curve(name, column, tint).ifPresent(curve -> {
                double[] times =
                        Arrays.stream(curve.x()).filter(reference::containsKey).toArray();
                double[] distances = IntStream.range(0, curve.x().length)
                        .filter(j -> reference.containsKey(curve.x()[j]))
                        .mapToDouble(j -> Math.abs(curve.y()[j] - reference.getOrDefault(curve.x()[j], Double.NaN)))
                        .toArray();
                curves.add(Curve.of("", tint, times, distances));
            });
        }
        String label = "difference in " + Labels.of(Quantity.named(column));
        return Chart.of("from " + results.get(0).name(), Labels.TIME, label, curves);
    }

    /** The curve; without its runs if an earlier one shows the same, over which they would add up to an opaque band. */
    private static Curve once(Curve curve, List<Curve> earlier) {
        boolean shown = earlier.stream()
                .flatMap(other -> other.runs().stream())
                .anyMatch(runs -> curve.runs()
                        .filter(own -> Arrays.equals(runs.mean(), own.mean()) && Arrays.equals(runs.x(), own.x()))
                        .isPresent());
        return shown ? Curve.of(curve.name(), curve.tint(), curve.x(), curve.y()) : curve;
    }

    private Optional<Curve> curve(String curve, String column, Tint tint) {
        if (!theory.columns().contains(column)) {
            return Optional.empty();
        }
        double[] times = values(theory, curve, "t");
        Optional<Runs> runs = simulation
                .filter(table -> table.columns().contains(column + "_mean"))
                .map(table -> new Runs(
                        values(table, curve, "t"),
                        values(table, curve, column + "_mean"),
                        values(table, curve, column + "_q05"),
                        values(table, curve, column + "_q95")));
        return times.length == 0
                ? Optional.empty()
                : Optional.of(new Curve(name, tint, times, values(theory, curve, column), runs));
    }

    private static double[] values(ResultTable table, String curve, String column) {
        int c = table.columns().indexOf(column);
        ToDoubleFunction<Row> value = row -> row.values()[c];
        return table.rows().stream()
                .filter(row -> row.curve().equals(curve))
                .mapToDouble(value)
                .toArray();
    }
}
