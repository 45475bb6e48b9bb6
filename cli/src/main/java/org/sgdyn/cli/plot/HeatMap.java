package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Chart.Curve;

/**
 * The plain data of a map over two parameters.
 *
 * @param title what stands above it
 * @param x the horizontal parameter
 * @param y the vertical parameter
 * @param values values[i][j]: the measure at x.values[i], y.values[j], or its mean over the cell there; NaN where there is none
 * @param measure what the colour stands for
 * @param isLogarithmic whether equal steps of colour are equal ratios; then values that are not positive count as none
 * @param boundaries lines to lay over it
 * @param contours levels of the measure whose contour lines are drawn
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record HeatMap(
        String title,
        Axis x,
        Axis y,
        double[][] values,
        String measure,
        boolean isLogarithmic,
        List<Boundary> boundaries,
        List<Double> contours) {

    private static final int MOST_SLICES = 6;

    /**
     * A parameter.
     *
     * @param name its name
     * @param isLogarithmic whether equal steps are equal ratios
     * @param values where the measure was taken, or the middles of cells; strictly ascending, positive on a logarithmic axis
     * @param edges the borders of the cells around the values: one more than values
     * @param bins what each cell holds
     */
    public record Axis(String name, boolean isLogarithmic, double[] values, double[] edges, Bins bins) {

        /** Checks the values. */
        public Axis {
            for (int k = 0; k < values.length; k++) {
                if ((k > 0 && !(values[k] > values[k - 1])) || (isLogarithmic && !(values[k] > 0))) {
                    throw new IllegalArgumentException(
                            name + ": values must ascend, and be positive on a logarithmic axis; value " + k + " is "
                                    + values[k]);
                }
            }
        }

        /**
         * A cell around each value, with borders half-way between them.
         *
         * @param name its name
         * @param isLogarithmic whether equal steps are equal ratios
         * @param values where the measure was taken, strictly ascending; positive on a logarithmic axis
         */
        public Axis(String name, boolean isLogarithmic, double[] values) {
            this(name, isLogarithmic, values, halfway(isLogarithmic, values), new Bins(Math.max(1, values.length), 1));
        }

        private static double[] halfway(boolean isLogarithmic, double[] values) {
            int n = values.length;
            if (n == 0) {
                return new double[0];
            }
            double[] edges = new double[n + 1];
            for (int k = 1; k < n; k++) {
                edges[k] = value(
                        isLogarithmic,
                        (position(isLogarithmic, values[k - 1]) + position(isLogarithmic, values[k])) / 2);
            }
            double first = position(isLogarithmic, values[0]);
            double last = position(isLogarithmic, values[n - 1]);
            edges[0] = value(isLogarithmic, n > 1 ? 1.5 * first - position(isLogarithmic, values[1]) / 2 : first - 0.5);
            edges[n] =
                    value(isLogarithmic, n > 1 ? 1.5 * last - position(isLogarithmic, values[n - 2]) / 2 : last + 0.5);
            return edges;
        }

        private static double position(boolean isLogarithmic, double value) {
            return isLogarithmic ? Math.log(value) : value;
        }

        private static double value(boolean isLogarithmic, double position) {
            return isLogarithmic ? Math.exp(position) : position;
        }

        /** Where the axis is linear: the value, or its logarithm. */
        double position(double value) {
            return position(isLogarithmic, value);
        }

        double value(double position) {
            return value(isLogarithmic, position);
        }

        /** The same axis with neighbours in one cell: its value is their mean, of their logarithms on a logarithmic axis. */
        Axis gathered(Bins into) {
            if (into.each() == 1) {
                return this;
            }
            double[] means = new double[into.count()];
            double[] borders = new double[into.count() + 1];
            for (int cell = 0; cell < means.length; cell++) {
                means[cell] = value(IntStream.range(into.begin(cell), into.begin(cell + 1))
                        .mapToDouble(k -> position(values[k]))
                        .average()
                        .orElseThrow());
                borders[cell] = edges[into.begin(cell)];
            }
            borders[means.length] = edges[values.length];
            return new Axis(name, isLogarithmic, means, borders, into);
        }

        /**
         * Where the borders of the cells lie along the axis.
         *
         * @return from 0 to 1, one more than values
         */
        public double[] shares() {
            double first = position(edges[0]);
            double width = position(edges[edges.length - 1]) - first;
            return Arrays.stream(edges)
                    .map(edge -> (position(edge) - first) / width)
                    .toArray();
        }
    }

    /**
     * A line over the map, such as a predicted boundary.
     *
     * @param label its name in the legend
     * @param x the abscissas of its points
     * @param y as many ordinates; NaN interrupts the line
     */
    public record Boundary(String label, double[] x, double[] y) {}

    /** Checks the shape and copies the lists. */
    public HeatMap {
        boundaries = List.copyOf(boundaries);
        contours = List.copyOf(contours);
        int columns = x.values().length;
        int rows = y.values().length;
        if (columns == 0
                || rows == 0
                || values.length != columns
                || Arrays.stream(values).anyMatch(column -> column.length != rows)) {
            throw new IllegalArgumentException("a map of " + columns + " times " + rows
                    + " values needs as many: values[i][j] at x.values[i], y.values[j], at least one of each");
        }
    }

    /**
     * What a cell shows of several points.
     *
     * @return such as "mean of 4 \u00D7 4 points"; empty where each cell is a point
     */
    public Optional<String> gathering() {
        return Bins.points(x.bins(), y.bins()).map(points -> "mean of " + points);
    }

    /** The value of a cell, NaN if it has none that can be shown. */
    double shown(int i, int j) {
        double value = values[i][j];
        return Double.isFinite(value) && (!isLogarithmic || value > 0) ? value : Double.NaN;
    }

    /**
     * The measure along each parameter, at some values of the other.
     *
     * @return a chart per parameter that has two values or more
     */
    public List<Chart> slices() {
        List<Chart> slices = new ArrayList<>();
        if (x.values().length > 1) {
            slices.add(slice(x, y, (i, j) -> values[i][j]));
        }
        if (y.values().length > 1) {
            slices.add(slice(y, x, (j, i) -> values[i][j]));
        }
        return List.copyOf(slices);
    }

    @FunctionalInterface
    private interface Entry {
        double at(int along, int other);
    }

    private Chart slice(Axis along, Axis other, Entry entry) {
        int n = other.values().length;
        int count = Math.min(MOST_SLICES, n);
        List<Curve> curves = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            int k = count == 1 ? 0 : Math.round((float) s * (n - 1) / (count - 1));
            double[] measured = IntStream.range(0, along.values().length)
                    .mapToDouble(position -> entry.at(position, k))
                    .toArray();
            Tint tint = new Tint.Level(count == 1 ? 0 : (double) s / (count - 1));
            curves.add(Curve.of(
                    symbol(other.name()) + " = " + Labels.number(other.values()[k]), tint, along.values(), measured));
        }
        return new Chart(
                "",
                new Chart.Axis(along.name(), along.isLogarithmic()),
                new Chart.Axis(measure, isLogarithmic),
                curves);
    }

    /** The letter that a name such as "learning rate γ" ends in, else the whole name. */
    private static String symbol(String name) {
        String last = name.substring(name.lastIndexOf(' ') + 1);
        return last.length() <= 2 ? last : name;
    }

    /** Whether there are values on both sides of 0, so that colours tell the sign. */
    boolean isSigned() {
        return scale().isSigned();
    }

    /** What the ends of the scale of colours stand for: the least and greatest value that can be shown, around 0 if signs count. */
    double[] range() {
        MapScale scale = scale();
        return new double[] {scale.least(), scale.greatest()};
    }

    private MapScale scale() {
        return MapScale.of(
                isLogarithmic,
                IntStream.range(0, values.length)
                        .boxed()
                        .flatMapToDouble(
                                i -> IntStream.range(0, values[i].length).mapToDouble(j -> shown(i, j))));
    }

    boolean isComplete() {
        return IntStream.range(0, values.length)
                .allMatch(i -> IntStream.range(0, values[i].length).noneMatch(j -> Double.isNaN(shown(i, j))));
    }
}
