package org.sgdyn.cli.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.HeatMap;
import org.sgdyn.cli.plot.SweepFigures;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/** The maps of a sweep as data for a page, so that it can say what lies under the pointer. Cells run along the second axis first. */
final class MapData {

    private static final String INFINITE = "infinite";

    private MapData() {}

    /**
     * The data.
     *
     * @param sweep a sweep of two axes of numbers
     * @param rows its rows, in the order of the grid
     * @param maps its maps by their measures, at least one
     */
    static Map<String, Object> of(Sweep sweep, List<SweepRow> rows, Map<String, HeatMap> maps) {
        List<SweepRow> cells = Arrays.stream(SweepFigures.cells(sweep))
                .flatMapToInt(Arrays::stream)
                .mapToObj(rows::get)
                .toList();
        HeatMap any = maps.values().iterator().next();
        Map<String, Object> data = new LinkedHashMap<>();
        Rectangle2D place = Figure.parts(any).get(0).cells().orElseThrow();
        data.put("place", List.of(place.getX(), place.getY(), place.getWidth(), place.getHeight()));
        data.put("x", axis(any.x()));
        data.put("y", axis(any.y()));
        // Many cells share the few ways in which points end.
        List<String> outcomes = new ArrayList<>(List.of(SweepRow.COMPLETED));
        List<Integer> outcome = new ArrayList<>();
        Map<String, Integer> known = new LinkedHashMap<>(Map.of(SweepRow.COMPLETED, 0));
        for (SweepRow row : cells) {
            outcome.add(known.computeIfAbsent(row.outcome(), words -> {
                outcomes.add(words);
                return outcomes.size() - 1;
            }));
        }
        data.put("outcomes", outcomes);
        data.put("outcome", outcome);
        data.put(
                "measures",
                maps.entrySet().stream()
                        .map(map -> measure(
                                map.getValue(),
                                sweep.indexOf(map.getKey()).orElseThrow(),
                                sweep.measures().size(),
                                cells))
                        .toList());
        return data;
    }

    private static Map<String, Object> axis(HeatMap.Axis axis) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", axis.name());
        map.put("values", numbers(axis.values()));
        map.put("edges", numbers(axis.shares()));
        return map;
    }

    private static Map<String, Object> measure(HeatMap heat, int measure, int measures, List<SweepRow> cells) {
        List<SweepRow.Curve> curves =
                cells.stream().map(row -> row.curvesOrNone(measures).get(0)).toList();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", heat.measure());
        map.put("values", numbers(curves.stream().map(SweepRow.Curve::values), measure));
        map.put("uncertainties", numbers(curves.stream().map(SweepRow.Curve::uncertainties), measure));
        return map;
    }

    private static List<Object> numbers(Stream<List<Double>> lists, int at) {
        return numbers(lists.mapToDouble(list -> list.get(at)).toArray());
    }

    private static List<Object> numbers(double[] values) {
        return Arrays.stream(values)
                .mapToObj(value -> Double.isInfinite(value) ? INFINITE : (Object) ChartData.rounded(value))
                .toList();
    }
}
