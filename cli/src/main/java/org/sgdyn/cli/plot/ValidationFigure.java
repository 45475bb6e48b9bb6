package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Range;
import org.sgdyn.cli.plot.Chart.Runs;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;
import org.sgdyn.run.Validation;
import org.sgdyn.run.Validation.CurveValidation;
import org.sgdyn.run.Validation.Exponent;
import org.sgdyn.run.Validation.Row;

/** The figure of a validation: the distance between simulation and theory over the dimension, with 95 % intervals, and its fit. */
public final class ValidationFigure {

    private ValidationFigure() {}

    /**
     * Draws a validation.
     *
     * @param validation the validation
     * @return the figure: distances as markers, the fitted power law as a line with its exponent in words, and lines of slope -1/2
     */
    public static Figure of(Validation validation) {
        List<Curve> curves = new ArrayList<>();
        for (int c = 0; c < validation.curves().size(); c++) {
            curves.addAll(curves(validation.curves().get(c), c));
        }
        boolean isOne = validation.curves().size() == 1;
        Tint tint = isOne ? new Tint.Category(0) : new Tint.Neutral();
        List<Entry> styles = List.of(
                new Entry(Kind.MARKER, tint, "mean distance, 95 % interval"),
                new Entry(Kind.LINE, new Tint.Aside(tint), "slope \u22121/2: 1 / \u221Ad"));
        String statistic = validation.curves().get(0).statistic();
        Chart chart = new Chart(
                "",
                new Chart.Axis("dimension d", true),
                new Chart.Axis("sup over t of |" + statistic + " \u2212 theory|", true),
                curves);
        return Figure.of(validation.name(), List.of(chart), styles, 1);
    }

    private static List<Curve> curves(CurveValidation curve, int index) {
        List<Row> rows = curve.fitted().stream()
                .filter(row -> row.distance() > 0 && Double.isFinite(row.distance()))
                .toList();
        Tint tint = new Tint.Category(index);
        double[] d = rows.stream().mapToDouble(Row::dimension).toArray();
        double[] distance = rows.stream().mapToDouble(Row::distance).toArray();
        double[] half = rows.stream()
                .mapToDouble(
                        row -> Double.isFinite(row.standardError()) ? Validation.HALF_WIDTH * row.standardError() : 0)
                .toArray();
        // An interval that reaches down to 0 would have no end on this axis.
        double[] below = IntStream.range(0, d.length)
                .mapToDouble(k -> Math.max(distance[k] - half[k], distance[k] / 10))
                .toArray();
        double[] above = IntStream.range(0, d.length)
                .mapToDouble(k -> distance[k] + half[k])
                .toArray();
        double[] expected = IntStream.range(0, d.length)
                .mapToDouble(k -> distance[0] * Math.pow(d[k] / d[0], Validation.EXPECTED_EXPONENT))
                .toArray();
        List<Curve> curves = new ArrayList<>();
        curves.add(Curve.of("", new Tint.Aside(tint), d, expected));
        curves.add(new Curve(
                name(curve),
                tint,
                d,
                fit(d, distance, curve.exponent().map(Exponent::value).orElse(Double.NaN)),
                Optional.of(new Runs(d, distance, below, above, Range.BARS))));
        return curves;
    }

    private static String name(CurveValidation curve) {
        if (curve.exponent().isEmpty()) {
            return curve.name();
        }
        Exponent exponent = curve.exponent().get();
        double half = Validation.HALF_WIDTH * exponent.standardError();
        String fit = "fit: exponent " + Labels.rounded(exponent.value(), 3)
                + (Double.isFinite(half) ? " \u00B1 " + Labels.rounded(half, 2) : "");
        return curve.name().isEmpty() ? fit : curve.name() + ": " + fit;
    }

    /** The power law of the fitted exponent through the middle of the distances. */
    private static double[] fit(double[] d, double[] distance, double exponent) {
        double shift = IntStream.range(0, d.length)
                .mapToDouble(k -> Math.log(distance[k]) - exponent * Math.log(d[k]))
                .average()
                .orElse(Double.NaN);
        return IntStream.range(0, d.length)
                .mapToDouble(k -> Math.exp(shift + exponent * Math.log(d[k])))
                .toArray();
    }
}
