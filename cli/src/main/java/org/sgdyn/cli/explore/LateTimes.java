package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.sgdyn.asymptotics.Limit.Verdict;
import org.sgdyn.asymptotics.Prediction;
import org.sgdyn.asymptotics.Prediction.Kind;
import org.sgdyn.cli.plot.Labels;
import org.sgdyn.cli.report.ChartData;
import org.sgdyn.run.AsymptoticAnalysis;
import org.sgdyn.run.AsymptoticAnalysis.Comparison;
import org.sgdyn.spi.Column;
import org.sgdyn.statistics.Quantity;

/** What a curve's risk and alignments tend to, in words and numbers: as theory predicts, else as its end shows. */
final class LateTimes {

    private static final int DIGITS = 7;

    /** What rounding leaves of 0 in sums of numbers of order 1. */
    private static final double ROUNDING = 1e-15;

    private LateTimes() {}

    /**
     * An analysis as data.
     *
     * @param analysis the analysis of a curve
     * @return {@code law} and {@code notes} of what theory predicts, and {@code columns}, each with the {@code chart} that it is drawn in,
     *     its {@code classNumber} (0 for none), its {@code limit} (null if it has none) and {@code words}
     */
    static Map<String, Object> data(AsymptoticAnalysis analysis) {
        Map<String, List<Comparison>> columns = new LinkedHashMap<>();
        for (Comparison row : analysis.rows()) {
            columns.computeIfAbsent(row.column(), name -> new ArrayList<>()).add(row);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("law", analysis.prediction().map(Prediction::family).orElse(""));
        map.put("notes", analysis.prediction().map(Prediction::notes).orElse(List.of()));
        map.put(
                "columns",
                columns.entrySet().stream()
                        .map(entry -> column(Quantity.named(entry.getKey()), entry.getValue()))
                        .flatMap(Optional::stream)
                        .toList());
        return map;
    }

    private static Optional<Map<String, Object>> column(Column column, List<Comparison> rows) {
        boolean isShown = List.of(Quantity.RISK.word(), Quantity.COSINE.word()).contains(column.quantity());
        OptionalInt classNumber = column.classNumber();
        boolean isOther = column.output().isPresent() && !column.output().equals(classNumber);
        if (!isShown || isOther) {
            return Optional.empty();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("chart", Labels.of(column));
        map.put("classNumber", classNumber.orElse(0));
        map.put("limit", ChartData.rounded(limit(rows).orElse(Double.NaN), DIGITS));
        map.put("words", words(rows));
        return Optional.of(map);
    }

    private static Optional<Comparison> row(List<Comparison> rows, Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).findFirst();
    }

    private static OptionalDouble predicted(List<Comparison> rows, Kind kind) {
        return row(rows, kind).map(Comparison::predicted).orElse(OptionalDouble.empty());
    }

    private static OptionalDouble limit(List<Comparison> rows) {
        OptionalDouble predicted = predicted(rows, Kind.LIMIT);
        if (predicted.isPresent()) {
            return predicted;
        }
        return row(rows, Kind.LIMIT)
                .filter(row -> row.verdict().filter(LateTimes::isDecided).isPresent())
                .map(row -> OptionalDouble.of(row.measured()))
                .orElse(OptionalDouble.empty());
    }

    private static boolean isDecided(Verdict verdict) {
        return verdict == Verdict.NONZERO || verdict == Verdict.VANISHING;
    }

    private static String words(List<Comparison> rows) {
        List<String> words = new ArrayList<>();
        OptionalDouble predicted = predicted(rows, Kind.LIMIT);
        words.add(predicted.isPresent() ? tends(predicted.getAsDouble()) + " in theory" : readOff(rows));
        predicted(rows, Kind.APPROACH)
                .ifPresent(q -> words.add("its distance from the limit falls like t^" + Labels.number(-q)));
        predicted(rows, Kind.TIMES_T).ifPresent(c -> words.add("times t it tends to " + Labels.number(c)));
        predicted(rows, Kind.EXPONENT).ifPresent(q -> words.add("its exponent tends to " + Labels.number(q)));
        return String.join("; ", words);
    }

    private static String tends(double limit) {
        return Double.isInfinite(limit)
                ? "grows without bound"
                : "tends to " + Labels.number(Math.abs(limit) < ROUNDING ? 0 : limit);
    }

    /** What the end of the curve shows, far beyond the times on the page. */
    private static String readOff(List<Comparison> rows) {
        Optional<Comparison> row = row(rows, Kind.LIMIT);
        String slope = row(rows, Kind.SLOPE_AT_END)
                .filter(end -> Double.isFinite(end.measured()))
                .map(end -> ", like t^" + Labels.number(end.measured()))
                .orElse("");
        return switch (row.flatMap(Comparison::verdict).orElse(Verdict.UNDECIDED)) {
            case NONZERO -> tends(row.orElseThrow().measured()) + ", read off at late times";
            case VANISHING -> "tends to 0" + slope + ", read off at late times";
            case GROWING -> "grows" + slope + ", read off at late times";
            case UNDECIDED -> "has no limit that theory knows or late times show";
        };
    }
}
