package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Runs;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;

/** The charts of a result: statistics over time. */
public final class ResultCharts {

    private static final int MOST_CLASSES = 7;

    private ResultCharts() {}

    /**
     * What a figure shows unless asked otherwise: risk; error if the loss classifies, else the squared norm; the learning rate if it
     * varies; the alignments with the class means. An experiment may ask for other statistics only: then the first of them is shown.
     *
     * @param result the result
     * @return a chart for each of these that the result has, at least one
     */
    public static List<Chart> of(ExperimentResult result) {
        List<String> columns = result.curves().get(0).theory().columns();
        List<Chart> charts = new ArrayList<>();
        chief(columns).forEach(column -> charts.add(of(result, column)));
        if (result.curves().stream().anyMatch(ResultCharts::hasVaryingRate)) {
            charts.add(of(result, "learning_rate"));
        }
        List<String> alignments = alignments(result, columns);
        if (result.curves().size() == 1 && alignments.size() > 1) {
            charts.add(byClass(result, alignments, columns));
        } else {
            alignments.stream().limit(2).forEach(column -> charts.add(of(result, column)));
        }
        return List.copyOf(charts);
    }

    /** Risk, and error if there is one, else the squared norm; the first statistic if there is none of these. */
    static List<String> chief(List<String> columns) {
        List<String> chief = Stream.of("risk", columns.contains("error") ? "error" : "norm_squared")
                .filter(columns::contains)
                .toList();
        return chief.isEmpty()
                ? columns.stream()
                        .filter(column -> !column.equals("t"))
                        .limit(1)
                        .toList()
                : chief;
    }

    /**
     * One statistic over time.
     *
     * @param result the result
     * @param column the column of the statistic
     * @return a curve per curve of the result
     */
    public static Chart of(ExperimentResult result, String column) {
        List<String> names = result.curves().stream().map(CurveResult::name).toList();
        return of(result, "", column, names::indexOf);
    }

    static Chart of(ExperimentResult result, String title, String column, ToIntFunction<String> colours) {
        List<Curve> curves = result.curves().stream()
                .map(curve -> curve(curve, column, curve.name(), colours.applyAsInt(curve.name())))
                .toList();
        return chart(result, title, column, Labels.of(column), curves);
    }

    private static Chart byClass(ExperimentResult result, List<String> alignments, List<String> columns) {
        CurveResult only = result.curves().get(0);
        List<Curve> curves = IntStream.range(0, alignments.size())
                .mapToObj(i -> curve(only, alignments.get(i), "class " + classOf(alignments.get(i)), i))
                .toList();
        String label =
                columns.contains("cosine_1_1") ? "cos \u2220(X\u1D62, \u03BC\u1D62)" : "cos \u2220(X, \u03BC\u1D62)";
        int classes = result.experiment().classes().size();
        String which = alignments.size() == MOST_CLASSES && classes > MOST_CLASSES
                ? ", " + MOST_CLASSES + " of " + classes + " classes"
                : "";
        return chart(result, "", alignments.get(0), label + which, curves);
    }

    private static String classOf(String column) {
        return column.split("_", -1)[1];
    }

    /**
     * The alignments with the class means, with several outputs of each output with its own class; without those that are equal
     * or opposite to an earlier one, or nowhere defined, and not more than a few.
     */
    private static List<String> alignments(ExperimentResult result, List<String> columns) {
        List<String> chosen = new ArrayList<>();
        for (int i = 1; chosen.size() < MOST_CLASSES; i++) {
            String column = columns.contains("cosine_1_1") ? "cosine_" + i + "_" + i : "cosine_" + i;
            if (!columns.contains(column)) {
                break;
            }
            boolean isDefined = result.curves().stream()
                    .flatMapToDouble(curve -> DoubleStream.of(curve.theory().curve(column)))
                    .anyMatch(Double::isFinite);
            if (isDefined && chosen.stream().noneMatch(earlier -> isSameUpToSign(result, earlier, column))) {
                chosen.add(column);
            }
        }
        return chosen;
    }

    private static boolean isSameUpToSign(ExperimentResult result, String first, String second) {
        return result.curves().stream().allMatch(curve -> {
            double[] a = curve.theory().curve(first);
            double[] b = curve.theory().curve(second);
            return IntStream.range(0, a.length)
                    .allMatch(k -> (Double.isNaN(a[k]) && Double.isNaN(b[k]))
                            || Math.abs(Math.abs(a[k]) - Math.abs(b[k])) <= 1e-6);
        });
    }

    private static boolean hasVaryingRate(CurveResult curve) {
        if (!curve.theory().columns().contains("learning_rate")) {
            return false;
        }
        double[] rates = curve.theory().curve("learning_rate");
        return IntStream.range(1, rates.length)
                .anyMatch(k -> Math.abs(rates[k] - rates[0]) > 1e-9 * Math.abs(rates[0]));
    }

    private static Chart chart(ExperimentResult result, String title, String column, String label, List<Curve> curves) {
        double[] times = result.experiment().times().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        // A curve that ended early tells less of the times than the experiment.
        Chart.Axis time = new Chart.Axis(Labels.TIME, Chart.isLogSpaced(times));
        // Between -1 and 1, where it is closeness to 1 that matters.
        boolean bounded = column.startsWith("cosine") || column.startsWith("alignment");
        Chart chart = Chart.of(title, Labels.TIME, label, curves);
        return new Chart(title, time, bounded ? new Chart.Axis(label, false) : chart.y(), curves);
    }

    private static Curve curve(CurveResult curve, String column, String name, int colour) {
        return new Curve(
                name,
                new Tint.Category(colour),
                curve.theory().times(),
                curve.theory().curve(column),
                curve.simulation().map(ensemble -> runs(ensemble, column)));
    }

    private static Runs runs(Ensemble ensemble, String column) {
        int c = ensemble.columns().indexOf(column);
        return new Runs(
                ensemble.times(), column(ensemble.mean(), c), column(ensemble.lower(), c), column(ensemble.upper(), c));
    }

    private static double[] column(double[][] rows, int c) {
        double[] column = new double[rows.length];
        for (int k = 0; k < column.length; k++) {
            column[k] = rows[k][c];
        }
        return column;
    }
}
