package org.sgdyn.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where a measure crosses a level on a grid of two axes, beside the predicted boundary. For every position of one axis the
 * crossing is sought along the other one, nearest to the prediction, by linear interpolation between neighbours whose values
 * differ from the level by more than their uncertainties; on a refined grid, only between neighbours of the finest one.
 *
 * @param other the coordinates on the axis that the formula reads
 * @param predicted the formula's coordinate on the other axis
 * @param measured where the crossing is; NaN if there is none
 * @param cells the distance of the two in cells of the grid; NaN if there is none, or if the prediction lies outside the grid
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record MeasuredBoundary(double[] other, double[] predicted, double[] measured, double[] cells) {

    /**
     * Compares.
     *
     * @param sweep a sweep
     * @param rows its rows, in the order of the grid
     * @return the comparison, if the sweep has two axes, a boundary and a contour
     */
    public static Optional<MeasuredBoundary> of(Sweep sweep, List<SweepRow> rows) {
        SweepFigure figure = sweep.figure();
        if (sweep.axes().size() != 2
                || figure.boundary().isEmpty()
                || figure.contour().isEmpty()
                || !sweep.axes().stream().allMatch(Axis::isNumeric)) {
            return Optional.empty();
        }
        SweepFigure.Boundary boundary = figure.boundary().get();
        boolean alongFirst = sweep.axes().get(0).name().equals(boundary.axis());
        Axis along = sweep.axes().get(alongFirst ? 0 : 1);
        Axis across = sweep.axes().get(alongFirst ? 1 : 0);
        int measure = sweep.indexOf(figure.contour().get().measure()).orElseThrow();
        double level = figure.contour().get().level();
        Map<Integer, SweepRow> byIndex = rows.stream().collect(Collectors.toMap(SweepRow::index, row -> row));
        double[] coordinates = coordinates(along);
        double[] other = coordinates(across);
        double[] predicted =
                Arrays.stream(other).map(at -> boundary.at(across.name(), at)).toArray();
        double[] measured = new double[other.length];
        double[] cells = new double[other.length];
        for (int j = 0; j < other.length; j++) {
            int position = j;
            double[] heights = IntStream.range(0, along.size())
                    .map(i -> alongFirst ? i * across.size() + position : position * along.size() + i)
                    .mapToDouble(index ->
                            byIndex.containsKey(index) ? height(byIndex.get(index), measure, level) : Double.NaN)
                    .toArray();
            double expected = index(coordinates, predicted[j]);
            double found = crossing(heights, expected);
            measured[j] = coordinate(coordinates, found);
            cells[j] = Math.abs(found - expected);
        }
        return Optional.of(new MeasuredBoundary(other, predicted, measured, cells));
    }

    /**
     * The largest distance.
     *
     * @return in cells of the grid; NaN if no crossing was found
     */
    public double worst() {
        return Arrays.stream(cells).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    private static double[] coordinates(Axis axis) {
        return IntStream.range(0, axis.size()).mapToDouble(axis::coordinate).toArray();
    }

    /** How far a value is above the level; NaN if not further than its uncertainty. */
    private static double height(SweepRow row, int measure, double level) {
        double height = row.value(0, measure) - level;
        return Math.abs(height) <= row.uncertainty(0, measure) ? Double.NaN : height;
    }

    /** The fractional index at which the sign changes, nearest to an expected one; NaN if it never does. */
    private static double crossing(double[] heights, double expected) {
        double best = Double.NaN;
        for (int i = 0; i + 1 < heights.length; i++) {
            if ((heights[i] < 0) != (heights[i + 1] < 0)
                    && !Double.isNaN(heights[i])
                    && !Double.isNaN(heights[i + 1])) {
                double at = i + heights[i] / (heights[i] - heights[i + 1]);
                if (Double.isNaN(best) || Math.abs(at - expected) < Math.abs(best - expected)) {
                    best = at;
                }
            }
        }
        return best;
    }

    /** The fractional index of a coordinate; NaN outside the grid. */
    private static double index(double[] coordinates, double coordinate) {
        for (int i = 0; i + 1 < coordinates.length; i++) {
            double share = (coordinate - coordinates[i]) / (coordinates[i + 1] - coordinates[i]);
            if (share >= 0 && share <= 1) {
                return i + share;
            }
        }
        return Double.NaN;
    }

    private static double coordinate(double[] coordinates, double index) {
        if (Double.isNaN(index)) {
            return Double.NaN;
        }
        int below = Math.min((int) index, coordinates.length - 2);
        return coordinates[below] + (index - below) * (coordinates[below + 1] - coordinates[below]);
    }
}
