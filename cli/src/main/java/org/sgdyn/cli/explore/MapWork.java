package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.plot.HeatMap;
import org.sgdyn.cli.plot.MapGrid;
import org.sgdyn.cli.plot.MapScale;
import org.sgdyn.cli.plot.MeasureWords;
import org.sgdyn.experiment.Fingerprint;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Location;
import org.sgdyn.settings.Problem;
import org.sgdyn.sweep.Axis;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepFigure;
import org.sgdyn.sweep.SweepRow;
import org.sgdyn.sweep.SweepWorker;

/**
 * A map that is computed point by point, and keeps what it has. Where sums over modes go by quadrature its points are solved as curves
 * that are looked at, see {@link TheoryCheck#SKETCH}: six digits are shown. Thread-safe.
 */
final class MapWork {

    private static final int MOST_POINTS = 10_000;

    private static final int BOUNDARY_POINTS = 100;

    /** Of one point. */
    private static final double MOST_SECONDS = 8;

    private final Sweep sweep;
    private final SweepWorker worker;
    private final AtomicReferenceArray<SweepRow> rows;

    private MapWork(Sweep sweep, SweepWorker worker) {
        this.sweep = sweep;
        this.worker = worker;
        rows = new AtomicReferenceArray<>(sweep.size());
    }

    /**
     * A map of which nothing is computed.
     *
     * @param sweep a sweep
     * @param catalog the parts
     * @throws InvalidExperimentException if the page cannot show it
     */
    static MapWork of(Sweep sweep, Catalog catalog) {
        int points = 1;
        for (Axis axis : sweep.axes()) {
            points = (int) Math.min(Integer.MAX_VALUE, (long) points * axis.size());
            if (!axis.isNumeric() || coordinates(axis).distinct().count() < axis.size()) {
                throw refused("the axis " + axis.name() + " must have numbers that differ");
            }
        }
        if (sweep.axes().isEmpty()) {
            throw refused("needs an axis");
        }
        if (points > MOST_POINTS) {
            throw refused("has " + points + " points, and the page shows no more than " + MOST_POINTS
                    + "; lower the points of the axes");
        }
        return new MapWork(sweep, SweepWorker.of(sweep, catalog));
    }

    private static InvalidExperimentException refused(String why) {
        return new InvalidExperimentException(
                List.of(new Problem(new Location(MapQuestion.SOURCE, 0, 0), "grid", why)));
    }

    private static DoubleStream coordinates(Axis axis) {
        return IntStream.range(0, axis.size()).mapToDouble(axis::coordinate);
    }

    Sweep sweep() {
        return sweep;
    }

    /** A digest of {@link #identity(Sweep)}. */
    String identity() {
        return HexFormat.of().formatHex(Fingerprint.of(identity(sweep)));
    }

    /** What is computed: the same for the same points and measures, whatever the experiment has where the axes set it. */
    static String identity(Sweep sweep) {
        StringBuilder text = new StringBuilder(String.valueOf(sweep.settings(0).plain()));
        sweep.axes()
                .forEach(axis -> text.append(axis.columns())
                        .append(axis.keys())
                        .append(axis.values().stream()
                                .map(row ->
                                        row.stream().map(value -> value.plain()).toList())
                                .toList()));
        return text.append(sweep.grid().formulas().stream()
                        .map(each -> each.key() + "=" + each.formula())
                        .toList())
                .append(sweep.measures())
                .append(sweep.figure().boundary())
                .toString();
    }

    /** Axes and measures, ready to be written as JSON. */
    Map<String, Object> outline() {
        Map<String, Object> outline = new LinkedHashMap<>();
        outline.put("axes", sweep.axes().stream().map(MapWork::axis).toList());
        outline.put(
                "measures",
                sweep.measures().stream()
                        .map(measure ->
                                Map.<String, Object>of("name", measure.name(), "words", MeasureWords.of(measure)))
                        .toList());
        sweep.figure()
                .boundary()
                .filter(boundary -> sweep.axes().size() == MapQuestion.MOST_AXES)
                .ifPresent(boundary -> outline.put("boundary", boundary(boundary)));
        return outline;
    }

    /** A predicted curve: its points along both axes. */
    private Map<String, Object> boundary(SweepFigure.Boundary boundary) {
        int given = sweep.axes().get(0).name().equals(boundary.axis()) ? 1 : 0;
        Axis other = sweep.axes().get(given);
        double least = coordinates(other).min().orElse(0);
        double greatest = coordinates(other).max().orElse(0);
        List<Double> along = DoubleStream.iterate(0, k -> k <= BOUNDARY_POINTS, k -> k + 1)
                .map(k -> least + (greatest - least) * k / BOUNDARY_POINTS)
                .boxed()
                .toList();
        List<Double> predicted = along.stream()
                .map(coordinate -> boundary.at(other.name(), coordinate))
                .toList();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("label", boundary.axis() + " = " + boundary.formula());
        map.put("x", given == 0 ? along : predicted);
        map.put("y", given == 0 ? predicted : along);
        return map;
    }

    /** An axis from its least value to its greatest, with the position of each in the grid. */
    private static Map<String, Object> axis(Axis axis) {
        List<Integer> ascending = IntStream.range(0, axis.size())
                .boxed()
                .sorted(Comparator.comparingDouble(axis::coordinate))
                .toList();
        double[] values = ascending.stream().mapToDouble(axis::coordinate).toArray();
        HeatMap.Axis cells = new HeatMap.Axis(MeasureWords.of(axis), MapGrid.isGeometric(values), values);
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", cells.name());
        map.put("log", cells.isLogarithmic());
        map.put("values", DoubleStream.of(values).boxed().toList());
        map.put("edges", DoubleStream.of(cells.edges()).boxed().toList());
        map.put("positions", ascending);
        return map;
    }

    /**
     * Computes points in their order for as long as there is time, one in any case.
     *
     * @param points the points that are wanted
     * @param reader reads the experiment of a point
     * @param isOver ends the work
     * @param nanos when no further point is begun
     * @return {@code points}: number, outcome where it is not well, and a value per measure; and {@code scales} of the measures
     */
    Map<String, Object> values(List<Integer> points, SweepWorker.Reader reader, BooleanSupplier isOver, long nanos) {
        List<Object> values = new ArrayList<>();
        for (int point : points) {
            if (point >= sweep.size()) {
                continue;
            }
            SweepRow row = rows.get(point);
            if (row == null) {
                if (!values.isEmpty() && System.nanoTime() > nanos) {
                    break;
                }
                row = row(point, reader, isOver);
                if (isOver.getAsBoolean()) {
                    // What is there is told; the rest can be asked for again.
                    break;
                }
                rows.set(point, row);
            }
            values.add(told(row));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("points", values);
        answer.put(
                "scales",
                IntStream.range(0, sweep.measures().size())
                        .mapToObj(this::scale)
                        .toList());
        return answer;
    }

    /** What the colours of a measure stand for, as far as it is known. */
    private Map<String, Object> scale(int measure) {
        MapScale scale = MapScale.of(IntStream.range(0, rows.length())
                .mapToObj(rows::get)
                .filter(Objects::nonNull)
                .mapToDouble(row -> row.value(0, measure))
                .toArray());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("log", scale.isLogarithmic());
        map.put("signed", scale.isSigned());
        map.put("least", scale.least());
        map.put("greatest", scale.greatest());
        return map;
    }

    private SweepRow row(int point, SweepWorker.Reader reader, BooleanSupplier isOver) {
        long end = System.nanoTime() + (long) (1e9 * MOST_SECONDS);
        RunListener ending = new RunListener() {
            @Override
            public boolean isCancelled() {
                return isOver.getAsBoolean() || System.nanoTime() > end;
            }
        };
        try {
            return worker.row(point, reader, TheoryCheck.SKETCH, ending);
        } catch (CancellationException over) {
            return new SweepRow(point, List.of(), "takes more than " + MOST_SECONDS + " s");
        }
    }

    private Map<String, Object> told(SweepRow row) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("point", row.index());
        told.put(
                "values",
                IntStream.range(0, sweep.measures().size())
                        .mapToObj(measure -> row.value(0, measure))
                        .toList());
        if (!row.isComplete()) {
            told.put("outcome", row.outcome());
        }
        return told;
    }
}
