package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Range;
import org.sgdyn.cli.plot.Chart.Runs;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;
import org.sgdyn.cli.result.Forecast;
import org.sgdyn.cli.result.PredictedCurve;
import org.sgdyn.statistics.Quantity;

/** The figure of a prediction: risk, and error if there is one, over the samples that SGD has seen. */
public final class PredictionCharts {

    private PredictionCharts() {}

    /**
     * Draws a prediction.
     *
     * @param title what stands above the figure
     * @param forecast the prediction
     * @return the figure: the prediction as a line on a band of one standard deviation, the fit's own theory dashed, real SGD as markers
     *     with the standard error of the held-out samples
     */
    public static Figure figure(String title, Forecast forecast) {
        List<PredictedCurve> curves = forecast.curves();
        List<String> columns = curves.get(0).columns();
        List<Chart> charts =
                columns.stream().map(column -> chart(curves, column)).toList();
        Tint tint = curves.size() == 1 ? new Tint.Category(0) : new Tint.Neutral();
        List<Entry> styles = new ArrayList<>();
        String only = curves.size() == 1 ? ", " + name(curves.get(0)) : "";
        styles.add(new Entry(Kind.LINE, tint, "predicted" + only));
        if (curves.stream().anyMatch(curve -> hasBand(curve, columns.get(0)))) {
            styles.add(new Entry(Kind.BAND, tint, "one standard deviation"));
        }
        styles.add(new Entry(Kind.LINE, new Tint.Aside(tint), "naive"));
        curves.get(0).sgd().ifPresent(runs -> {
            int count = runs.outcomes().size();
            styles.add(new Entry(
                    Kind.MARKER,
                    tint,
                    (count == 1 ? "one pass of SGD" : "SGD, mean of " + count + " passes")
                            + ", \u00B1 held-out error"));
        });
        return Figure.of(title, charts, styles, charts.size());
    }

    private static String name(PredictedCurve curve) {
        return "learning rate " + Labels.number(curve.learningRate());
    }

    private static boolean hasBand(PredictedCurve curve, String column) {
        return Arrays.stream(curve.deviation(column)).anyMatch(Double::isFinite);
    }

    private static Chart chart(List<PredictedCurve> predictions, String column) {
        List<Curve> curves = new ArrayList<>();
        for (int c = 0; c < predictions.size(); c++) {
            PredictedCurve curve = predictions.get(c);
            Tint tint = new Tint.Category(c);
            double[] samples = Arrays.stream(shown(curve.times()))
                    .map(t -> t * curve.dimension())
                    .toArray();
            double[] none = new double[samples.length];
            Arrays.fill(none, Double.NaN);
            curves.add(Curve.of("", new Tint.Aside(tint), samples, shown(curve.naive(column))));
            double[] predicted = shown(curve.corrected(column));
            Optional<Runs> band = hasBand(curve, column)
                    ? Optional.of(around(samples, none, predicted, shown(curve.deviation(column)), Range.BAND))
                    : Optional.empty();
            String name = predictions.size() == 1 ? "" : name(curve);
            curves.add(new Curve(name, tint, samples, predicted, band));
            double[] mean = shown(curve.mean(column));
            curves.add(new Curve(
                    "",
                    tint,
                    samples,
                    none,
                    curve.sgd()
                            .map(runs -> around(samples, mean, mean, shown(curve.heldOutError(column)), Range.BARS))));
        }
        Chart.Axis y = Chart.of("", "", "", curves).y();
        return new Chart(
                "",
                new Chart.Axis("samples", true),
                new Chart.Axis(Labels.of(Quantity.named(column)), y.isLogarithmic()),
                curves);
    }

    /** Without t = 0, which has no place on a logarithmic axis. */
    private static double[] shown(double[] values) {
        return Arrays.copyOfRange(values, 1, values.length);
    }

    private static Runs around(double[] x, double[] mean, double[] middle, double[] distance, Range range) {
        return new Runs(x, mean, shifted(middle, distance, -1), shifted(middle, distance, 1), range);
    }

    private static double[] shifted(double[] values, double[] distance, int sign) {
        return IntStream.range(0, values.length)
                .mapToDouble(k -> values[k] + sign * distance[k])
                .toArray();
    }
}
