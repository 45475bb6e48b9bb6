package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Runs;
import org.sgdyn.figure.FigureSettings;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.TrainedParameter;
import org.sgdyn.spi.UpdateRule;
import org.sgdyn.statistics.NetworkStatistics;
import org.sgdyn.statistics.Quantity;

/** The charts of a result: statistics over time. */
public final class ResultCharts {

    /** As many as colours and dashes tell apart at a glance, and panels of their own where there are several curves. */
    private static final int MOST_CLASSES = 12;

    /** What charts do not draw where there is a risk. */
    private static final List<Quantity> TABLED = List.of(
            Quantity.CONFUSION,
            Quantity.GRADIENT_NORM,
            Quantity.MARGIN,
            Quantity.ENERGY,
            Quantity.LOGIT_MEAN,
            Quantity.LOGIT_VARIANCE,
            Quantity.ALIGNMENT_CLEAN,
            Quantity.ALIGNMENT_NOISY);

    private ResultCharts() {}

    /**
     * What a figure shows unless asked otherwise: risk; error if the loss classifies, else the squared norm, beside each of them that of
     * an average of the iterate and that at the true labels; the risks of the classes if their weights change with time; the learning
     * rate if it varies; the alignments with all class means. An experiment may ask for other statistics only: then the first of them
     * is shown.
     *
     * @param result the result
     * @return a chart for each of these that the result has, at least one
     */
    public static List<Chart> of(ExperimentResult result) {
        return of(result, names(result));
    }

    /**
     * The same beside other results.
     *
     * @param result the result
     * @param names the names of the curves of all results, each of which has one colour
     * @return a chart for each statistic that is shown, at least one
     */
    public static List<Chart> of(ExperimentResult result, List<String> names) {
        return of(result, colours(names));
    }

    private static ToIntFunction<String> colours(List<String> names) {
        return name -> Math.max(0, names.indexOf(name));
    }

    /** The same with the number of each curve's colour, by its name. */
    static List<Chart> of(ExperimentResult result, ToIntFunction<String> colours) {
        List<String> columns = result.curves().get(0).theory().columns();
        List<Chart> charts = new ArrayList<>();
        chief(columns).forEach(column -> charts.addAll(withCompanions(result, column, colours)));
        List<String> risks = classRisks(result).stream().limit(MOST_CLASSES).toList();
        if (result.experiment().training().hasMovingWeights() && result.curves().size() == 1 && risks.size() > 1) {
            charts.add(byClass(result, "risk of each class", risks));
        }
        if (result.curves().stream().anyMatch(ResultCharts::hasVaryingRate)) {
            charts.add(of(result, "", Quantity.LEARNING_RATE.word(), colours));
        }
        List<String> alignments =
                alignments(result).stream().limit(MOST_CLASSES).toList();
        if (result.curves().size() == 1 && alignments.size() > 1) {
            charts.add(byClass(result, alignmentLabel(result, alignments), alignments));
        } else {
            alignments.forEach(column -> charts.add(of(result, "", column, colours)));
        }
        charts.addAll(ofNetworks(result, colours));
        return List.copyOf(charts);
    }

    /** What is trained beside the iterate, all of it in one chart for a single curve, and how far hidden units have specialised. */
    private static List<Chart> ofNetworks(ExperimentResult result, ToIntFunction<String> colours) {
        List<String> names = result.experiment().curves().isEmpty()
                ? List.of()
                : result.experiment().trained().stream()
                        .map(TrainedParameter::name)
                        .filter(result.curves().get(0).theory().columns()::contains)
                        .limit(MOST_CLASSES)
                        .toList();
        List<Chart> charts = new ArrayList<>();
        if (result.curves().size() == 1 && names.size() > 1) {
            CurveResult only = result.curves().get(0);
            List<Curve> curves = IntStream.range(0, names.size())
                    .mapToObj(k -> curve(only, names.get(k), label(result, names.get(k)), k))
                    .toList();
            charts.add(chart(result, "", names.get(0), "trained beside X", curves));
        } else {
            names.forEach(column -> charts.add(of(result, "", column, colours)));
        }
        if (result.curves().get(0).theory().columns().contains(NetworkStatistics.SPECIALISATION)) {
            charts.add(of(result, "", NetworkStatistics.SPECIALISATION, colours));
        }
        return charts;
    }

    /**
     * Whether charts of a whole result may draw a column.
     *
     * @param column its name
     * @return false for what tables alone hold; true for all that is not known
     */
    public static boolean mayDraw(String column) {
        return TABLED.stream()
                .noneMatch(quantity -> column.startsWith(quantity.word() + "_") || column.equals(quantity.word()));
    }

    /**
     * Whether all curves are of plain SGD.
     *
     * @param result the result
     * @return false if one has another algorithm
     */
    public static boolean isPlain(ExperimentResult result) {
        return result.experiment().curves().stream().allMatch(curve -> curve.algorithm() == UpdateRule.SGD);
    }

    /**
     * What the charts of a result do not show.
     *
     * @param result the result
     * @return a note if there are more alignments than are drawn
     */
    public static Optional<String> leftOut(ExperimentResult result) {
        int alignments = alignments(result).size();
        return alignments > MOST_CLASSES
                ? Optional.of(
                        MOST_CLASSES + " of " + alignments + " classes' alignments are drawn; the tables hold all")
                : Optional.empty();
    }

    /** Risk, and error if there is one, else the squared norm; the first statistic if there is none of these. */
    static List<String> chief(List<String> columns) {
        List<String> chief = Stream.of(
                        Quantity.RISK, columns.contains(Quantity.ERROR.word()) ? Quantity.ERROR : Quantity.NORM_SQUARED)
                .map(Quantity::word)
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
        return of(result, column, names(result));
    }

    /**
     * One statistic over time, beside other results.
     *
     * @param result the result
     * @param column the column of the statistic
     * @param names the names of the curves of all results, each of which has one colour
     * @return a curve per curve of the result
     */
    public static Chart of(ExperimentResult result, String column, List<String> names) {
        return of(result, "", column, colours(names));
    }

    private static List<String> names(ExperimentResult result) {
        return result.curves().stream().map(CurveResult::name).toList();
    }

    /**
     * A panel as settings ask for it: each of its statistics of each curve. The colour is that of the curve, unless there is but one.
     *
     * @param result the result
     * @param panel what is shown
     * @param colours the number of each curve's colour, by its name
     */
    static Chart of(ExperimentResult result, FigureSettings.Panel panel, ToIntFunction<String> colours) {
        List<String> columns = panel.statistics();
        boolean isOne = columns.size() == 1;
        List<Curve> curves = new ArrayList<>();
        for (CurveResult curve : result.curves()) {
            for (int s = 0; s < columns.size(); s++) {
                String label = label(result, columns.get(s));
                String name = isOne ? curve.name() : curve.name().isEmpty() ? label : curve.name() + ": " + label;
                int colour = colours.applyAsInt(curve.name());
                Curve drawn = curve(curve, columns.get(s), name, colour);
                curves.add(
                        isOne
                                ? drawn
                                : drawn.tinted(
                                        result.curves().size() == 1
                                                ? new Tint.Category(s)
                                                : new Tint.Dashed(colour, s)));
            }
        }
        String label = isOne ? label(result, columns.get(0)) : common(result, columns);
        Chart chart = chart(result, panel.title(), columns.get(0), label, curves);
        return new Chart(chart.title(), chart.x(), chart.y().adjusted(panel.axis()), curves);
    }

    /** What several statistics are called together: by the quantity that they share, else one after the other. */
    private static String common(ExperimentResult result, List<String> columns) {
        List<String> quantities = columns.stream()
                .map(column -> meaning(result, column).quantity())
                .distinct()
                .toList();
        return quantities.size() == 1
                ? Labels.words(quantities.get(0))
                : columns.stream().map(column -> label(result, column)).collect(Collectors.joining(", "));
    }

    static Chart of(ExperimentResult result, String title, String column, ToIntFunction<String> colours) {
        List<Curve> curves = result.curves().stream()
                .map(curve -> curve(curve, column, curve.name(), colours.applyAsInt(curve.name())))
                .toList();
        return chart(result, title, column, label(result, column), curves);
    }

    /**
     * A statistic, with that of the average and that at the true labels where these exist: over each other if the result has one curve,
     * else the average in a chart of its own.
     */
    private static List<Chart> withCompanions(ExperimentResult result, String column, ToIntFunction<String> colours) {
        List<String> columns = result.curves().get(0).theory().columns();
        String average = Quantity.averaged(column);
        if (result.curves().size() > 1) {
            return Stream.of(column, average)
                    .filter(columns::contains)
                    .map(each -> of(result, "", each, colours))
                    .toList();
        }
        CurveResult only = result.curves().get(0);
        List<Curve> curves = new ArrayList<>();
        curves.add(curve(only, column, "iterate", 0));
        if (columns.contains(average)) {
            curves.add(curve(only, average, "average", 1));
        }
        if (columns.contains("clean_" + column)) {
            curves.add(curve(only, "clean_" + column, "iterate, true labels", 2));
        }
        return List.of(
                curves.size() == 1
                        ? of(result, "", column, colours)
                        : chart(result, "", column, label(result, column), curves));
    }

    /** Columns of several classes in one chart. */
    private static Chart byClass(ExperimentResult result, String label, List<String> columns) {
        CurveResult only = result.curves().get(0);
        List<Curve> curves = IntStream.range(0, columns.size())
                .mapToObj(i -> curve(
                        only,
                        columns.get(i),
                        "class " + meaning(result, columns.get(i)).classNumber().orElse(i + 1),
                        i))
                .toList();
        return chart(result, "", columns.get(0), label, curves);
    }

    private static String alignmentLabel(ExperimentResult result, List<String> alignments) {
        return meaning(result, alignments.get(0)).output().isPresent()
                ? "cos \u2220(X\u1D62, \u03BC\u1D62)"
                : "cos \u2220(X, \u03BC\u1D62)";
    }

    /** The risks of the classes, without those that are equal to an earlier one. */
    private static List<String> classRisks(ExperimentResult result) {
        List<String> chosen = new ArrayList<>();
        for (Column each : result.experiment().columns()) {
            if (each.quantity().equals(Quantity.RISK.word())
                    && each.classNumber().isPresent()
                    && chosen.stream().noneMatch(earlier -> isSame(result, earlier, each.name()))) {
                chosen.add(each.name());
            }
        }
        return chosen;
    }

    /**
     * The label of a column.
     *
     * @param result the result that has it
     * @param column its name
     * @return the label that its statistic chose, see {@link Labels#of}
     */
    public static String label(ExperimentResult result, String column) {
        return Labels.of(meaning(result, column));
    }

    /** What a column means; of one that the experiment does not know, what its name tells. */
    private static Column meaning(ExperimentResult result, String column) {
        return result.experiment().columns().stream()
                .filter(known -> known.name().equals(column))
                .findFirst()
                .orElseGet(() -> Quantity.named(column));
    }

    /** The alignments with the class means, with several outputs of each output with its own class; without those nowhere defined. */
    private static List<String> alignments(ExperimentResult result) {
        List<String> chosen = new ArrayList<>();
        for (Column each : result.experiment().columns()) {
            String column = each.name();
            boolean isAlignment = each.quantity().equals(Quantity.COSINE.word())
                    && (each.output().isEmpty() || each.output().equals(each.classNumber()));
            if (isAlignment && isDefined(result, column)) {
                chosen.add(column);
            }
        }
        return chosen;
    }

    private static boolean isDefined(ExperimentResult result, String column) {
        return result.curves().stream()
                .flatMapToDouble(curve -> DoubleStream.of(curve.theory().curve(column)))
                .anyMatch(Double::isFinite);
    }

    private static boolean isSame(ExperimentResult result, String first, String second) {
        return result.curves().stream().allMatch(curve -> {
            double[] a = curve.theory().curve(first);
            double[] b = curve.theory().curve(second);
            return IntStream.range(0, a.length)
                    .allMatch(k -> (Double.isNaN(a[k]) && Double.isNaN(b[k])) || Math.abs(a[k] - b[k]) <= 1e-6);
        });
    }

    private static boolean hasVaryingRate(CurveResult curve) {
        if (!curve.theory().columns().contains(Quantity.LEARNING_RATE.word())) {
            return false;
        }
        double[] rates = curve.theory().curve(Quantity.LEARNING_RATE.word());
        return IntStream.range(1, rates.length)
                .anyMatch(k -> Math.abs(rates[k] - rates[0]) > 1e-9 * Math.abs(rates[0]));
    }

    private static Chart chart(ExperimentResult result, String title, String column, String label, List<Curve> curves) {
        double[] times = result.experiment().times().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        // A curve that ended early tells less of the times than the experiment.
        Chart.Axis time = new Chart.Axis(Labels.TIME, Chart.isLogSpaced(times));
        boolean even = meaning(result, column).scale() == Column.Scale.LINEAR;
        Chart chart = Chart.of(title, Labels.TIME, label, curves);
        return new Chart(title, time, even ? new Chart.Axis(label, false) : chart.y(), curves);
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
        return new Runs(ensemble.times(), ensemble.mean(column), ensemble.lower(column), ensemble.upper(column));
    }
}
