package org.sgdyn.cli.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.HeatMap;
import org.sgdyn.cli.plot.MapGrid;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/**
 * The maps of a sweep as data for a page, so that it can say what lies under the pointer. Cells run along the second axis first; one
 * that holds several points has the means of their values and of their uncertainties.
 */
final class MapData {

    private static final String INFINITE = "infinite";

    /** The most ways to end that are told cell by cell. */
    private static final int MOST_OUTCOMES = 2_000;

    /** The most numbers of all measures, some nine bytes each. */
    private static final int MOST_NUMBERS = 36_000;

    /** What is read off is shown to as many digits. */
    private static final int DIGITS = 6;

    private MapData() {}

    /** The cells that are read off: those of the maps, or larger ones where the page would become too large. */
    static MapGrid grid(Sweep sweep, List<SweepRow> rows, Map<String, HeatMap> maps) {
        long lists = maps.size()
                + maps.keySet().stream()
                        .filter(name -> isUncertain(rows, sweep.indexOf(name).orElseThrow()))
                        .count();
        return MapGrid.of(sweep, (int) Math.max(1, MOST_NUMBERS / lists));
    }

    private static boolean isUncertain(List<SweepRow> rows, int measure) {
        return rows.stream().anyMatch(row -> Double.isFinite(row.uncertainty(0, measure)));
    }

    /**
     * The data.
     *
     * @param sweep a sweep of two axes of numbers
     * @param rows its rows, in the order of the grid
     * @param maps its maps by their measures, at least one
     */
    static Map<String, Object> of(Sweep sweep, List<SweepRow> rows, Map<String, HeatMap> maps) {
        MapGrid grid = grid(sweep, rows, maps);
        HeatMap any = maps.values().iterator().next();
        Map<String, Object> data = new LinkedHashMap<>();
        Rectangle2D place = Figure.parts(any).get(0).cells().orElseThrow();
        data.put("place", List.of(place.getX(), place.getY(), place.getWidth(), place.getHeight()));
        data.put("x", axis(grid.x()));
        data.put("y", axis(grid.y()));
        putOutcomes(data, grid, rows);
        data.put(
                "measures",
                maps.entrySet().stream()
                        .map(map -> measure(
                                map.getValue(), sweep.indexOf(map.getKey()).orElseThrow(), grid, rows))
                        .toList());
        return data;
    }

    /** How the points of each cell ended; many cells share the few ways in which points do. */
    private static void putOutcomes(Map<String, Object> data, MapGrid grid, List<SweepRow> rows) {
        int cells = grid.x().bins().count() * grid.y().bins().count();
        int[] points = new int[cells];
        int[] troubled = new int[cells];
        @Nullable String[] first = new @Nullable String[cells];
        for (SweepRow row : rows) {
            int cell = grid.cell(row.index());
            points[cell]++;
            if (!row.isComplete()) {
                first[cell] = troubled[cell] == 0 ? row.outcome() : first[cell];
                troubled[cell]++;
            }
        }
        List<String> outcomes = new ArrayList<>(List.of(SweepRow.COMPLETED));
        List<Integer> outcome = new ArrayList<>();
        Map<String, Integer> known = new LinkedHashMap<>(Map.of(SweepRow.COMPLETED, 0));
        for (int cell = 0; cell < cells; cell++) {
            String words = first[cell] == null
                    ? SweepRow.COMPLETED
                    : (points[cell] > 1
                                    ? troubled[cell] + " of " + points[cell] + " points in trouble, the first: "
                                    : "")
                            + first[cell];
            boolean isKept = known.containsKey(words) || known.size() < MOST_OUTCOMES;
            outcome.add(known.computeIfAbsent(isKept ? words : "in trouble, as the table tells", told -> {
                outcomes.add(told);
                return outcomes.size() - 1;
            }));
        }
        data.put("outcomes", outcomes);
        data.put("outcome", outcome);
    }

    private static Map<String, Object> axis(HeatMap.Axis axis) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", axis.name());
        map.put("values", numbers(axis.values()));
        map.put("edges", numbers(axis.shares()));
        return map;
    }

    private static Map<String, Object> measure(HeatMap heat, int measure, MapGrid grid, List<SweepRow> rows) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", heat.measure());
        map.put("values", numbers(grid, rows, row -> row.value(0, measure)));
        if (isUncertain(rows, measure)) {
            map.put("uncertainties", numbers(grid, rows, row -> row.uncertainty(0, measure)));
        }
        return map;
    }

    private static List<Object> numbers(MapGrid grid, List<SweepRow> rows, ToDoubleFunction<SweepRow> value) {
        return numbers(Arrays.stream(grid.values(rows, value))
                .flatMapToDouble(Arrays::stream)
                .toArray());
    }

    private static List<Object> numbers(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> Double.isInfinite(value) ? INFINITE : (Object) ChartData.rounded(value, DIGITS))
                .toList();
    }
}
