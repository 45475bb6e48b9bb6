package org.sgdyn.cli.plot;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.sgdyn.figure.FigureSettings;

/**
 * The plain data of a picture with two axes: curves, with the statistics of simulated runs where there are any.
 *
 * @param title what stands above it; empty for nothing
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param curves the curves, from back to front
 * @param family what the colours of curves stand for that are told apart by a number; empty if their names tell them apart
 */
public record Chart(String title, Axis x, Axis y, List<Curve> curves, Optional<Family> family) {

    /**
     * A chart whose curves are told apart by their names.
     *
     * @param title what stands above it; empty for nothing
     * @param x the horizontal axis
     * @param y the vertical axis
     * @param curves the curves, from back to front
     */
    public Chart(String title, Axis x, Axis y, List<Curve> curves) {
        this(title, x, y, curves, Optional.empty());
    }

    /**
     * The parameter of a family of curves.
     *
     * @param name its name
     * @param isLogarithmic whether equal steps of colour are equal ratios
     * @param least its least value
     * @param greatest its greatest value, greater
     */
    public record Family(String name, boolean isLogarithmic, double least, double greatest) {

        /** The tint of the curve of a value. */
        Tint tint(double value) {
            return new Tint.Level(new Scale(isLogarithmic, least, greatest, 0, 1).at(value));
        }
    }

    /**
     * An axis. On a logarithmic one, values that are not positive have no place; those of curves are marked at its foot.
     *
     * @param name its name
     * @param isLogarithmic whether equal steps are equal ratios
     * @param from where it begins, positive on a logarithmic one; empty to begin with the data
     * @param to where it ends, greater; empty to end with the data
     */
    public record Axis(String name, boolean isLogarithmic, OptionalDouble from, OptionalDouble to) {

        /**
         * An axis over the range of the data.
         *
         * @param name its name
         * @param isLogarithmic whether equal steps are equal ratios
         */
        public Axis(String name, boolean isLogarithmic) {
            this(name, isLogarithmic, OptionalDouble.empty(), OptionalDouble.empty());
        }

        /** The axis with what settings say of it; ends that are not positive have no place on a logarithmic one. */
        Axis adjusted(FigureSettings.Axis settings) {
            boolean log = settings.spacing()
                    .map(spacing -> spacing == FigureSettings.Spacing.LOG)
                    .orElse(isLogarithmic
                            && settings.from().orElse(1) > 0
                            && settings.to().orElse(1) > 0);
            return new Axis(settings.label().orElse(name), log, settings.from(), settings.to());
        }
    }

    /**
     * A curve. Points that are not finite interrupt it.
     *
     * @param name its name in the legend; empty to leave it out
     * @param tint by what it is told from the others
     * @param x the abscissas, ascending
     * @param y as many ordinates
     * @param runs the simulated runs beside it, if there are any
     */
    @SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
    public record Curve(String name, Tint tint, double[] x, double[] y, Optional<Runs> runs) {

        /**
         * A curve without simulated runs.
         *
         * @param name its name in the legend
         * @param tint by what it is told from the others
         * @param x the abscissas, ascending
         * @param y as many ordinates
         * @return the curve
         */
        public static Curve of(String name, Tint tint, double[] x, double[] y) {
            return new Curve(name, tint, x, y, Optional.empty());
        }

        /** The same told apart by something else. */
        Curve tinted(Tint other) {
            return new Curve(name, other, x, y, runs);
        }

        /** The same by another name. */
        Curve named(String other) {
            return new Curve(other, tint, x, y, runs);
        }

        /** The same with other runs. */
        Curve withRuns(UnaryOperator<Runs> change) {
            return new Curve(name, tint, x, y, runs.map(change));
        }
    }

    /**
     * Statistics of runs, drawn as open markers, with the range that belongs to them.
     *
     * @param x the abscissas, ascending
     * @param mean the means; NaN for a range without markers
     * @param lower the lower ends of the range, such as 5 % quantiles
     * @param upper the upper ends, such as 95 % quantiles
     * @param range how the range is drawn
     */
    @SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
    public record Runs(double[] x, double[] mean, double[] lower, double[] upper, Range range) {

        /**
         * Statistics whose range is a band.
         *
         * @param x the abscissas, ascending
         * @param mean the means
         * @param lower the 5 % quantiles
         * @param upper the 95 % quantiles
         */
        public Runs(double[] x, double[] mean, double[] lower, double[] upper) {
            this(x, mean, lower, upper, Range.BAND);
        }
    }

    /** How a range is drawn. */
    public enum Range {
        /** As a band from one abscissa to the next. */
        BAND,
        /** As a bar at each marker. */
        BARS,
        /** Not at all. */
        NONE
    }

    /** The ratio that the values of a curve span which begins at 0 before they have a logarithmic axis. */
    private static final double FROM_ZERO = 1000;

    /** Simulated means beyond so many times the theory tell of divergence. */
    private static final double AWAY = 1000;

    /**
     * The same chart with no more points than columns of pixels show; see {@link Thinning}.
     *
     * @param columns how many columns there are
     * @return a chart whose lines of more than two points a column are thinned
     */
    Chart thinned(int columns) {
        return new Chart(
                title,
                x,
                y,
                curves.stream().map(curve -> thinned(curve, columns)).toList(),
                family);
    }

    private Curve thinned(Curve curve, int columns) {
        int[] line = kept(curve.x(), columns, List.of(curve.y()));
        return new Curve(
                curve.name(),
                curve.tint(),
                Thinning.of(curve.x(), line),
                Thinning.of(curve.y(), line),
                curve.runs().map(runs -> {
                    int[] band = kept(runs.x(), columns, List.of(runs.mean(), runs.lower(), runs.upper()));
                    return new Runs(
                            Thinning.of(runs.x(), band),
                            Thinning.of(runs.mean(), band),
                            Thinning.of(runs.lower(), band),
                            Thinning.of(runs.upper(), band),
                            runs.range());
                }));
    }

    private int[] kept(double[] abscissas, int columns, List<double[]> lines) {
        if (abscissas.length <= 2 * columns) {
            return IntStream.range(0, abscissas.length).toArray();
        }
        double[] positions =
                x.isLogarithmic() ? Arrays.stream(abscissas).map(Math::log).toArray() : abscissas;
        return Thinning.kept(Thinning.columns(positions, columns), lines);
    }

    /** Copies the list. */
    public Chart {
        curves = List.copyOf(curves);
    }

    /**
     * Chooses the scales: logarithmic where the abscissas have constant ratios, and where all ordinates are positive, or
     * fall to 0 up to rounding, and span more than a decade.
     *
     * @param title what stands above it
     * @param x the name of the horizontal axis
     * @param y the name of the vertical axis
     * @param curves the curves
     * @return the chart
     */
    public static Chart of(String title, String x, String y, List<Curve> curves) {
        boolean logX = !curves.isEmpty() && curves.stream().allMatch(curve -> isLogSpaced(curve.x()));
        boolean logY = spansDecades(curves.stream().map(Curve::y).toList()) || runAway(curves);
        return new Chart(title, new Axis(x, logX), new Axis(y, logY), curves);
    }

    /** Constant ratios between successive positive values, and enough of them to tell. */
    static boolean isLogSpaced(double[] values) {
        if (values.length < 4) {
            return false;
        }
        int first = values[0] > 0 ? 1 : 2;
        double ratio = values[first] / values[first - 1];
        for (int k = first; k < values.length; k++) {
            if (!(values[k - 1] > 0) || Math.abs(values[k] / values[k - 1] / ratio - 1) > 1e-6) {
                return false;
            }
        }
        return ratio > 1 + 1e-9;
    }

    /**
     * Whether the values of curves want a logarithmic axis: positive, the greatest more than ten times the least. Zeros do not
     * count, exact ones or those by rounding, which are marked at its foot; where a curve begins at 0, the others must span three
     * decades.
     */
    static boolean spansDecades(List<double[]> curves) {
        Extent extent = new Extent();
        curves.forEach(extent::include);
        boolean beginsAtZero = curves.stream()
                .map(curve -> DoubleStream.of(curve).filter(Double::isFinite).findFirst())
                .anyMatch(first -> first.isPresent() && !Extent.hasLogarithm(first.getAsDouble()));
        return extent.spansBesideZero(beginsAtZero ? FROM_ZERO : 10);
    }

    /** Whether simulated runs diverge from curves: then all else would be a flat line. */
    private static boolean runAway(List<Curve> curves) {
        Extent lines = new Extent();
        curves.forEach(curve -> lines.include(curve.y()));
        Extent all = new Extent();
        curves.forEach(curve -> all.include(curve.y()));
        curves.forEach(curve -> curve.runs().ifPresent(runs -> all.include(runs.mean())));
        return all.spans(AWAY) && !(all.greatest() < AWAY * lines.greatest());
    }

    /** Whether a point lies at the foot of a logarithmic axis, as 0 or what is no more than rounding. */
    boolean isAtFoot(Curve curve, int k) {
        double value = curve.y()[k];
        return y.isLogarithmic()
                && Double.isFinite(value)
                && !Extent.hasLogarithm(value)
                && (!x.isLogarithmic() || Extent.hasLogarithm(curve.x()[k]));
    }

    /**
     * Whether some points lie at the foot of a logarithmic axis, as 0 or what is no more than rounding.
     *
     * @return true if there are some
     */
    public boolean reachesZero() {
        return curves.stream()
                .anyMatch(curve -> IntStream.range(0, curve.y().length).anyMatch(k -> isAtFoot(curve, k)));
    }
}
