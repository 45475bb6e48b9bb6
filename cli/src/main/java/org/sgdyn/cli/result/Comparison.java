package org.sgdyn.cli.result;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sgdyn.cli.result.ResultTable.Row;

/**
 * How far two tables lie apart, at the curves and times that both have; times are the same that differ by rounding alone.
 *
 * @param rows how many rows both have
 * @param differences the largest difference of each column that both have, in the first table's order
 */
public record Comparison(int rows, List<Difference> differences) {

    /**
     * The largest difference of a column.
     *
     * @param column the column
     * @param absolute |a - b| where it is largest; infinite where only one of both is a number
     * @param relative |a - b| / max(|a|, |b|) where that is largest; infinite with the absolute one
     * @param curve the curve of the largest absolute difference, empty for a plain experiment
     * @param time its time
     */
    public record Difference(String column, double absolute, double relative, String curve, double time) {}

    /** Times of the same meaning differ by no more: a few roundings, such as 7 * 0.5 and 3.5, or those of logarithms. */
    private static final double SAME_TIME = 1e-12;

    /** The rows of a table by their curve and time. */
    private static final class Rows {

        private final Map<String, NavigableMap<Double, Row>> curves = new HashMap<>();

        Rows(ResultTable table) {
            table.rows()
                    .forEach(row -> curves.computeIfAbsent(row.curve(), curve -> new TreeMap<>())
                            .put(row.values()[0], row));
        }

        /** The row of the same curve nearest in time, if it is the same time up to rounding. */
        Optional<Row> like(Row row) {
            double time = row.values()[0];
            NavigableMap<Double, Row> times = curves.getOrDefault(row.curve(), Collections.emptyNavigableMap());
            return Stream.of(times.floorEntry(time), times.ceilingEntry(time))
                    .filter(Objects::nonNull)
                    .min(Comparator.comparingDouble(entry -> Math.abs(entry.getKey() - time)))
                    .filter(entry -> entry.getKey().equals(time)
                            || Math.abs(entry.getKey() - time) <= SAME_TIME * Math.abs(time))
                    .map(Map.Entry::getValue);
        }
    }

    /**
     * Compares two tables.
     *
     * @param first a table
     * @param second another
     * @return where they differ
     */
    public static Comparison of(ResultTable first, ResultTable second) {
        Rows rows = new Rows(second);
        List<Row> common = new ArrayList<>();
        List<Row> others = new ArrayList<>();
        for (Row row : first.rows()) {
            rows.like(row).ifPresent(other -> {
                common.add(row);
                others.add(other);
            });
        }
        List<Difference> differences = new ArrayList<>();
        for (int c = 1; c < first.columns().size(); c++) {
            int d = second.columns().indexOf(first.columns().get(c));
            if (d < 0 || common.isEmpty()) {
                continue;
            }
            Row where = common.get(0);
            double absolute = 0;
            double relative = 0;
            for (int k = 0; k < common.size(); k++) {
                Row row = common.get(k);
                double a = row.values()[c];
                double b = others.get(k).values()[d];
                double difference = difference(a, b);
                if (difference > absolute) {
                    absolute = difference;
                    where = row;
                }
                if (Double.isInfinite(difference)) {
                    relative = Double.POSITIVE_INFINITY;
                } else if (difference > 0) {
                    relative = Math.max(relative, difference / Math.max(Math.abs(a), Math.abs(b)));
                }
            }
            differences.add(
                    new Difference(first.columns().get(c), absolute, relative, where.curve(), where.values()[0]));
        }
        return new Comparison(common.size(), List.copyOf(differences));
    }

    /**
     * The same for some columns.
     *
     * @param columns their names
     * @return their differences alone
     */
    public Comparison of(Collection<String> columns) {
        return new Comparison(
                rows,
                differences.stream()
                        .filter(difference -> columns.contains(difference.column()))
                        .toList());
    }

    private static double difference(double a, double b) {
        if (Double.compare(a, b) == 0) {
            return 0;
        }
        double difference = Math.abs(a - b);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }
}
