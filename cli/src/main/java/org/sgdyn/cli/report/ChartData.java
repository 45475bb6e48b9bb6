package org.sgdyn.cli.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Chart;
import org.sgdyn.cli.plot.Chart.Axis;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.cli.plot.Thinning;
import org.sgdyn.cli.plot.Tint;

/**
 * A chart as data for a page: all curves at the same abscissas, null where a curve has none, numbers to seven digits. The page
 * itself leaves out what a logarithmic axis cannot hold, since its reader may turn that axis into another. Of many
 * abscissas some are taken, evenly by their order, the first and the last among them, and those between where a curve is highest,
 * lowest or interrupted; see {@link Thinning}.
 */
public final class ChartData {

    private static final int DIGITS = 7;

    private ChartData() {}

    /** How many numbers a chart has at each abscissa. */
    static int width(Chart chart) {
        return 1
                + chart.curves().stream()
                        .mapToInt(curve -> curve.runs().isPresent() ? 4 : 1)
                        .sum();
    }

    /** The number of different abscissas. */
    static int length(Chart chart) {
        return abscissas(chart).size();
    }

    /**
     * A chart as data.
     *
     * @param chart the chart
     * @param most the most abscissas, &gt;= 2
     * @return maps, lists, texts, numbers and flags, ready to be written as JSON
     */
    public static Map<String, Object> of(Chart chart, int most) {
        List<Double> all = abscissas(chart);
        List<Double> chosen = chosen(chart, all, Math.max(2, most));
        Map<String, Object> x = axis(chart.x());
        x.put("symbol", chart.x().name().split(" ", 2)[0]);
        x.put("values", chosen.stream().map(ChartData::rounded).toList());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", chart.title());
        data.put("x", x);
        data.put("y", axis(chart.y()));
        data.put(
                "curves",
                chart.curves().stream().map(curve -> curve(curve, chosen)).toList());
        return data;
    }

    /** The abscissas to show: of as many even stretches as give at most so many. */
    private static List<Double> chosen(Chart chart, List<Double> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<double[]> lines = new ArrayList<>();
        for (Curve curve : chart.curves()) {
            lines.add(placed(all, curve.x(), curve.y()));
            curve.runs()
                    .ifPresent(runs -> Stream.of(runs.mean(), runs.lower(), runs.upper())
                            .forEach(line -> lines.add(placed(all, runs.x(), line))));
        }
        int[] kept = Thinning.kept(evenly(all.size(), most), lines);
        int fits = 2;
        for (int fails = most; fails - fits > 1 && kept.length > most; ) {
            int middle = (fits + fails) / 2;
            if (Thinning.kept(evenly(all.size(), middle), lines).length <= most) {
                fits = middle;
            } else {
                fails = middle;
            }
        }
        if (kept.length > most) {
            kept = Thinning.kept(evenly(all.size(), fits), lines);
        }
        return IntStream.of(kept).mapToObj(all::get).toList();
    }

    /** So many numbers from 0 to the last of a length, evenly. */
    private static int[] evenly(int length, int count) {
        return IntStream.range(0, count)
                .map(k -> (int) Math.round((double) k * (length - 1) / (count - 1)))
                .toArray();
    }

    private static List<Double> abscissas(Chart chart) {
        TreeSet<Double> all = new TreeSet<>();
        for (Curve curve : chart.curves()) {
            for (double x : curve.x()) {
                all.add(x);
            }
            curve.runs().ifPresent(runs -> {
                for (double x : runs.x()) {
                    all.add(x);
                }
            });
        }
        all.removeIf(x -> !Double.isFinite(x));
        return List.copyOf(all);
    }

    private static Map<String, Object> axis(Axis axis) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", axis.name());
        map.put("log", axis.isLogarithmic());
        return map;
    }

    private static Map<String, Object> curve(Curve curve, List<Double> abscissas) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", curve.name());
        map.putAll(look(curve.tint()));
        map.put("theory", at(abscissas, curve.x(), curve.y()));
        curve.runs().ifPresent(runs -> {
            map.put("mean", at(abscissas, runs.x(), runs.mean()));
            map.put("lower", at(abscissas, runs.x(), runs.lower()));
            map.put("upper", at(abscissas, runs.x(), runs.upper()));
        });
        return map;
    }

    /**
     * How a curve looks.
     *
     * @param tint by what it is told from others
     * @return its colours {@code light} and {@code dark}, and its {@code dash} if it has one
     */
    public static Map<String, Object> look(Tint tint) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("light", hex(tint.colour(Theme.LIGHT)));
        map.put("dark", hex(tint.colour(Theme.DARK)));
        if (tint.stroke(Theme.LIGHT) instanceof BasicStroke stroke && stroke.getDashArray() != null) {
            List<Object> dash = new ArrayList<>();
            for (float length : stroke.getDashArray()) {
                dash.add((double) length);
            }
            map.put("dash", dash);
        }
        return map;
    }

    private static List<Double> at(List<Double> abscissas, double[] x, double[] y) {
        return Arrays.stream(placed(abscissas, x, y))
                .mapToObj(ChartData::rounded)
                .toList();
    }

    /** The ordinates at some abscissas, NaN where there are none. */
    private static double[] placed(List<Double> abscissas, double[] x, double[] y) {
        Map<Double, Double> known = new HashMap<>();
        for (int k = 0; k < x.length; k++) {
            known.put(x[k], y[k]);
        }
        return abscissas.stream()
                .mapToDouble(abscissa -> known.getOrDefault(abscissa, Double.NaN))
                .toArray();
    }

    /** Seven digits of a number. */
    static Double rounded(double value) {
        return rounded(value, DIGITS);
    }

    /**
     * A number to some digits, from its decimal digits: those of its binary ones are hundreds for tiny numbers, and slow.
     *
     * @param value the number
     * @param digits how many
     * @return the number; NaN, which JSON writes as null, for one that is not finite
     */
    public static Double rounded(double value, int digits) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).round(new MathContext(digits)).doubleValue()
                : Double.NaN;
    }

    static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
    }
}
