package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Measure;
import org.sgdyn.sweep.MeasuredBoundary;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/**
 * The figures of a sweep: families of lines over the longest axis, one line per position of the others, where these are few; a
 * map with slices for each measure where there are two axes of numbers; else none. A measure without any value is left out.
 */
public final class SweepFigures {

    private static final int MOST_LINES = 8;

    /** Fewer lines are told apart by their names. */
    private static final int FEWEST_OF_SCALE = 5;

    /** What a grid without figures lacks. */
    public static final String NEEDS = "no figure: that needs an axis of numbers, with at most " + MOST_LINES
            + " lines along it for the values of the other axes, or just two axes of numbers";

    private static final String LINES = "figure";

    private final Sweep sweep;
    private final List<SweepRow> rows;

    private SweepFigures(Sweep sweep, List<SweepRow> rows) {
        this.sweep = sweep;
        this.rows = rows;
    }

    /**
     * What the figures will be called.
     *
     * @param sweep the sweep
     * @return names of files, without their ending
     */
    public static List<String> names(Sweep sweep) {
        if (isFamily(sweep)) {
            return List.of(LINES);
        }
        return isMap(sweep)
                ? sweep.figure().measures().stream()
                        .map(measure -> LINES + "-" + measure)
                        .toList()
                : List.of();
    }

    private static boolean isFamily(Sweep sweep) {
        return sweep.axes().get(longest(sweep)).isNumeric()
                && sweep.size() / sweep.axes().get(longest(sweep)).size() <= MOST_LINES;
    }

    private static boolean isMap(Sweep sweep) {
        return sweep.axes().size() == 2
                && sweep.axes().stream()
                        .allMatch(axis -> axis.isNumeric()
                                && Arrays.stream(MapGrid.coordinates(axis))
                                                .distinct()
                                                .count()
                                        == axis.size());
    }

    /** The longest axis of numbers; the first axis if none is one of numbers. */
    private static int longest(Sweep sweep) {
        int longest = 0;
        for (int a = 1; a < sweep.axes().size(); a++) {
            Axis axis = sweep.axes().get(a);
            Axis other = sweep.axes().get(longest);
            boolean isLonger = !other.isNumeric() || axis.size() > other.size();
            longest = axis.isNumeric() && isLonger ? a : longest;
        }
        return longest;
    }

    /**
     * Draws them.
     *
     * @param sweep the sweep
     * @param rows its rows, in the order of the grid
     * @return the figures by {@link #names}, without those that would be empty
     */
    public static Map<String, Figure> of(Sweep sweep, List<SweepRow> rows) {
        Map<String, Figure> drawn = new LinkedHashMap<>();
        List<Chart> charts = charts(sweep, rows);
        if (!charts.isEmpty()) {
            drawn.put(LINES, Figure.of(sweep.name(), charts, charts.size() == 4 ? 2 : 3));
        }
        maps(sweep, rows)
                .forEach((measure, map) -> drawn.put(
                        LINES + "-" + measure,
                        hasSlices(sweep) ? Figure.of(map) : Figure.parts(map).get(0)));
        return drawn;
    }

    /**
     * Whether lines may be drawn through the rows and columns of a map: not where some of its cells were never computed.
     *
     * @param sweep the sweep
     * @return false if the sweep is refined
     */
    public static boolean hasSlices(Sweep sweep) {
        return sweep.refinement().isEmpty();
    }

    /**
     * The maps.
     *
     * @param sweep the sweep
     * @param rows its rows, in the order of the grid
     * @return the maps by their measures; none if lines are drawn
     */
    public static Map<String, HeatMap> maps(Sweep sweep, List<SweepRow> rows) {
        SweepFigures figures = new SweepFigures(sweep, rows);
        Map<String, HeatMap> maps = new LinkedHashMap<>();
        if (!isFamily(sweep) && isMap(sweep)) {
            sweep.figure().measures().stream()
                    .filter(figures::hasValues)
                    .forEach(measure -> maps.put(measure, figures.map(measure)));
        }
        return maps;
    }

    /**
     * The families of lines as charts.
     *
     * @param sweep the sweep
     * @param rows its rows, in the order of the grid
     * @return a chart per measure that has values; none if maps are drawn
     */
    public static List<Chart> charts(Sweep sweep, List<SweepRow> rows) {
        return isFamily(sweep) ? new SweepFigures(sweep, rows).family() : List.of();
    }

    /** Where the point of a row lies. */
    private int[] positions(int index) {
        return sweep.positions(rows.get(index).index());
    }

    private double value(int index, int measure) {
        return rows.get(index).value(0, measure);
    }

    private double uncertainty(int index, int measure) {
        double uncertainty = rows.get(index).uncertainty(0, measure);
        return Double.isFinite(uncertainty) ? uncertainty : 0;
    }

    // --- maps ------------------------------------------------------------------------------------------------------

    private HeatMap map(String name) {
        int measure = sweep.indexOf(name).orElseThrow();
        // Zeros by rounding have the colour of the least that is none.
        double floor = isWide(measure) ? MapScale.floor(values(measure)) : Double.NEGATIVE_INFINITY;
        MapGrid grid = MapGrid.of(sweep);
        return new HeatMap(
                sweep.name(),
                grid.x(),
                grid.y(),
                grid.values(rows, row -> Math.max(floor, row.value(0, measure))),
                MeasureWords.of(sweep.measures().get(measure)),
                isWide(measure),
                boundaries(sweep.axes().get(0)),
                List.of());
    }

    /** Whether there is anything to draw of a measure or its simulated partner. */
    private boolean hasValues(String name) {
        int measure = sweep.indexOf(name).orElseThrow();
        int partner = partner(measure);
        return IntStream.range(0, rows.size())
                .anyMatch(index -> Double.isFinite(value(index, measure))
                        || (partner >= 0 && Double.isFinite(value(index, partner))));
    }

    private boolean isWide(int measure) {
        return MapScale.isWide(values(measure));
    }

    private double[] values(int measure) {
        return IntStream.range(0, rows.size())
                .mapToDouble(index -> value(index, measure))
                .toArray();
    }

    /** The predicted boundary and the measured one. */
    private List<HeatMap.Boundary> boundaries(Axis horizontal) {
        Optional<MeasuredBoundary> both = MeasuredBoundary.of(sweep, rows);
        if (both.isEmpty()) {
            return List.of();
        }
        var prediction = sweep.figure().boundary().orElseThrow();
        MeasuredBoundary boundary = both.get();
        boolean isHorizontal = horizontal.name().equals(prediction.axis());
        String label = prediction.axis() + " = " + prediction.formula();
        List<HeatMap.Boundary> lines = new ArrayList<>();
        lines.add(line(label, boundary.predicted(), boundary.other(), isHorizontal));
        lines.add(line("measured", boundary.measured(), boundary.other(), isHorizontal));
        return lines;
    }

    private static HeatMap.Boundary line(String label, double[] along, double[] other, boolean isHorizontal) {
        return isHorizontal ? new HeatMap.Boundary(label, along, other) : new HeatMap.Boundary(label, other, along);
    }

    // --- families of lines -----------------------------------------------------------------------------------------

    private List<Chart> family() {
        int along = longest(sweep);
        Map<String, List<Integer>> lines = IntStream.range(0, rows.size())
                .boxed()
                .collect(Collectors.groupingBy(index -> others(index, along), LinkedHashMap::new, Collectors.toList()));
        List<Chart> charts = new ArrayList<>();
        for (String name : sweep.figure().measures()) {
            int measure = sweep.indexOf(name).orElseThrow();
            if (!isPartner(measure) && hasValues(name)) {
                charts.add(chart(measure, along, lines));
            }
        }
        return charts;
    }

    /** The position on all axes but one, in words. */
    private String others(int index, int along) {
        int[] positions = positions(index);
        return IntStream.range(0, positions.length)
                .filter(a -> a != along)
                .mapToObj(a -> {
                    Axis axis = sweep.axes().get(a);
                    Object cell = axis.cells(positions[a]).get(0);
                    return MeasureWords.of(axis) + " = "
                            + (cell instanceof Double number ? Labels.number(number) : cell);
                })
                .collect(Collectors.joining(", "));
    }

    /** The simulated counterpart of a measure of the theory is drawn with it. */
    private boolean isPartner(int measure) {
        return !isOfTheory(measure)
                && sweep.figure().measures().stream()
                        .mapToInt(name -> sweep.indexOf(name).orElseThrow())
                        .anyMatch(other -> other != measure && partner(other) == measure);
    }

    private boolean isOfTheory(int measure) {
        return sweep.measures().get(measure).source() == Measure.Source.THEORY;
    }

    /** The simulated values that are drawn with a measure, its own if it is simulated; negative if there are none. */
    private int partner(int measure) {
        return isOfTheory(measure)
                ? sweep.indexOf(sweep.measures().get(measure).simulatedName()).orElse(-1)
                : measure;
    }

    /** The number that tells the lines of a family apart, if there is one and its values are enough for a scale of colours. */
    private Optional<Chart.Family> parameter(int along) {
        if (sweep.axes().size() != 2 || !sweep.axes().get(1 - along).isNumeric()) {
            return Optional.empty();
        }
        Axis axis = sweep.axes().get(1 - along);
        double[] values =
                Arrays.stream(MapGrid.coordinates(axis)).sorted().distinct().toArray();
        return values.length < FEWEST_OF_SCALE
                ? Optional.empty()
                : Optional.of(new Chart.Family(
                        MeasureWords.of(axis), MapGrid.isGeometric(values), values[0], values[values.length - 1]));
    }

    /** The coordinate of a row on the other one of two axes. */
    private double number(int index, int along) {
        return MapGrid.coordinates(sweep.axes().get(1 - along))[positions(index)[1 - along]];
    }

    private Chart chart(int measure, int along, Map<String, List<Integer>> lines) {
        Axis axis = sweep.axes().get(along);
        double[] coordinates = MapGrid.coordinates(axis);
        List<Chart.Curve> curves = new ArrayList<>();
        Optional<Chart.Family> parameter = parameter(along);
        for (Map.Entry<String, List<Integer>> line : lines.entrySet()) {
            List<Integer> points = line.getValue().stream()
                    .sorted(Comparator.comparingDouble(index -> coordinates[positions(index)[along]]))
                    .toList();
            int position = curves.size();
            double other = parameter.isPresent() ? number(line.getValue().get(0), along) : Double.NaN;
            Tint tint = lines.size() == 1
                    ? new Tint.Category(0)
                    : parameter
                            .map(family -> family.tint(other))
                            .orElseGet(() -> new Tint.Level((double) position / (lines.size() - 1)));
            double[] x = points.stream()
                    .mapToDouble(index -> coordinates[positions(index)[along]])
                    .toArray();
            double[] y = points.stream()
                    .mapToDouble(index -> isOfTheory(measure) ? value(index, measure) : Double.NaN)
                    .toArray();
            int partner = partner(measure);
            Optional<Chart.Runs> runs = partner < 0
                    ? Optional.empty()
                    : Optional.of(new Chart.Runs(
                            x,
                            points.stream()
                                    .mapToDouble(index -> value(index, partner))
                                    .toArray(),
                            points.stream()
                                    .mapToDouble(index -> value(index, partner) - 2 * uncertainty(index, partner))
                                    .toArray(),
                            points.stream()
                                    .mapToDouble(index -> value(index, partner) + 2 * uncertainty(index, partner))
                                    .toArray()));
            curves.add(new Chart.Curve(line.getKey(), tint, x, y, runs));
        }
        double[] all = Arrays.stream(coordinates).sorted().toArray();
        return new Chart(
                "",
                new Chart.Axis(MeasureWords.of(axis), MapGrid.isGeometric(all)),
                new Chart.Axis(MeasureWords.of(sweep.measures().get(measure)), isWide(measure)),
                curves,
                parameter);
    }
}
