package org.sgdyn.cli.result;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.cli.result.ResultTable.Row;

/**
 * How far two tables lie apart, at the curves and times that both have.
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

    private record Key(String curve, double time) {}

    /**
     * Compares two tables.
     *
     * @param first a table
     * @param second another
     * @return where they differ
     */
    public static Comparison of(ResultTable first, ResultTable second) {
        Map<Key, Row> others = new HashMap<>();
        second.rows().forEach(row -> others.put(key(row), row));
        List<Row> common = first.rows().stream()
                .filter(row -> others.containsKey(key(row)))
                .toList();
        List<Difference> differences = new ArrayList<>();
        for (int c = 1; c < first.columns().size(); c++) {
            int d = second.columns().indexOf(first.columns().get(c));
            if (d < 0 || common.isEmpty()) {
                continue;
            }
            Row where = common.get(0);
            double absolute = 0;
            double relative = 0;
            for (Row row : common) {
                double a = row.values()[c];
                double b = others.get(key(row)).values()[d];
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

    private static Key key(Row row) {
        return new Key(row.curve(), row.values()[0]);
    }

    private static double difference(double a, double b) {
        if (Double.compare(a, b) == 0) {
            return 0;
        }
        double difference = Math.abs(a - b);
        return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
    }
}
