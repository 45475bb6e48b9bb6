package org.sgdyn.cli.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/**
 * Where the points of a sweep of two axes of numbers lie on its maps. Axes ascend there, and of axes with many positions neighbours
 * share a cell.
 */
public final class MapGrid {

    private final Sweep sweep;
    private final HeatMap.Axis x;
    private final HeatMap.Axis y;

    /** Per axis and position of the sweep the place in ascending order. */
    private final int[][] places;

    private MapGrid(Sweep sweep, int most) {
        this.sweep = sweep;
        this.places = new int[2][];
        this.x = axis(0, most);
        this.y = axis(1, most);
    }

    /**
     * The places.
     *
     * @param sweep a sweep of two axes of numbers, of which no two are the same
     * @return where its points lie
     */
    public static MapGrid of(Sweep sweep) {
        return new MapGrid(sweep, Bins.MOST);
    }

    /**
     * The places on maps of few cells.
     *
     * @param sweep a sweep of two axes of numbers, of which no two are the same
     * @param most the most cells that a map may have, at least 1
     * @return where its points lie
     */
    public static MapGrid of(Sweep sweep, int most) {
        int shorter = Math.min(
                Bins.MOST, sweep.axes().stream().mapToInt(Axis::size).min().orElseThrow());
        int square = (int) Math.sqrt(most);
        return new MapGrid(sweep, Math.min(Bins.MOST, Math.max(square, most / Math.max(1, shorter))));
    }

    /**
     * What a cell holds.
     *
     * @return such as "4 \u00D7 4 points"; empty where each cell is a point
     */
    public Optional<String> points() {
        return Bins.points(x.bins(), y.bins());
    }

    private HeatMap.Axis axis(int a, int most) {
        double[] coordinates = coordinates(sweep.axes().get(a));
        int[] ascending = IntStream.range(0, coordinates.length)
                .boxed()
                .sorted(Comparator.comparingDouble(position -> coordinates[position]))
                .mapToInt(Integer::intValue)
                .toArray();
        places[a] = new int[ascending.length];
        for (int k = 0; k < ascending.length; k++) {
            places[a][ascending[k]] = k;
        }
        double[] values = Arrays.stream(ascending)
                .mapToDouble(position -> coordinates[position])
                .toArray();
        String name = MeasureWords.of(sweep.axes().get(a));
        return new HeatMap.Axis(name, isGeometric(values), values).gathered(Bins.of(values.length, most));
    }

    /** The numbers along an axis of numbers, by position. */
    static double[] coordinates(Axis axis) {
        return IntStream.range(0, axis.size())
                .mapToDouble(position -> (Double) axis.cells(position).get(0))
                .toArray();
    }

    /**
     * Whether ratios are more alike than differences.
     *
     * @param values ascending numbers
     * @return true for such as 1, 10, 100
     */
    public static boolean isGeometric(double[] values) {
        int last = values.length - 1;
        return last >= 2
                && values[0] > 0
                && values[last] / values[0] > 10
                && values[1] - values[0] < (values[last] - values[last - 1]) / 2;
    }

    /**
     * The horizontal axis.
     *
     * @return the sweep's first axis, in cells
     */
    public HeatMap.Axis x() {
        return x;
    }

    /**
     * The vertical axis.
     *
     * @return the sweep's second axis, in cells
     */
    public HeatMap.Axis y() {
        return y;
    }

    /**
     * The cell of a point.
     *
     * @param index the point's number in the grid
     * @return the cell's number, where cells run along y first
     */
    public int cell(int index) {
        int[] at = sweep.positions(index);
        return x.bins().cell(places[0][at[0]]) * y.bins().count() + y.bins().cell(places[1][at[1]]);
    }

    /**
     * A number per cell.
     *
     * @param rows rows of the sweep
     * @param value what is asked of each
     * @return [i][j] the mean of the finite values in the cell at the i-th place of x and the j-th of y, or what stands there
     *     instead; NaN if nothing does
     */
    public double[][] values(List<SweepRow> rows, ToDoubleFunction<SweepRow> value) {
        Raster raster = new Raster(x.bins(), y.bins());
        for (SweepRow row : rows) {
            int[] at = sweep.positions(row.index());
            // A point of a refined grid stands for the cells around it that were not halved.
            int span = sweep.refinement().map(refined -> refined.span(at)).orElse(1);
            raster.add(places[0][at[0]], places[1][at[1]], width(0, span), width(1, span), value.applyAsDouble(row));
        }
        return raster.values();
    }

    private int width(int axis, int span) {
        return sweep.refinement().filter(refined -> refined.refined().get(axis)).isPresent() ? span : 1;
    }
}
