package org.sgdyn.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Runs;
import org.sgdyn.cli.result.Json;
import org.sgdyn.figure.MathText;

/**
 * A figure in Vega-Lite, version 5: panels with their data inside, of long curves no more than a screen shows. Lines, markers and
 * bands are layers; values that have no place on a logarithmic axis are left out.
 */
final class VegaFigure {

    private static final int COLUMNS = 200;
    private static final int MARKS = 15;

    private static final double WIDTH = 300;
    private static final double HEIGHT = 200;

    private static final String[] SHAPES = {"circle", "square", "triangle-up", "diamond", "triangle-down", "cross"};

    private final Composition figure;
    private final Theme theme;

    private VegaFigure(Composition figure, Theme theme) {
        this.figure = figure;
        this.theme = theme;
    }

    /** The text of the file. */
    static String of(Composition figure, Theme theme) {
        return Json.line(new VegaFigure(figure, theme).root()) + "\n";
    }

    private Map<String, Object> root() {
        List<Object> panels = new ArrayList<>();
        for (int k = 0; k < figure.blocks().size(); k++) {
            String letter = figure.isLettered() ? (char) ('a' + k) + " " : "";
            Block block = figure.blocks().get(k);
            if (block.content() instanceof Block.OfChart of) {
                panels.add(chart(of.chart().thinned(COLUMNS), letter));
            } else if (block.content() instanceof Block.OfMap of) {
                panels.add(map(of.map(), letter));
            }
        }
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "https://vega.github.io/schema/vega-lite/v5.json");
        root.put("title", plain(figure.title()));
        root.put("background", hex(theme.ground()));
        root.put("config", config());
        root.put("columns", Math.min(figure.columns(), figure.blocks().size()));
        root.put("concat", panels);
        root.put("resolve", Map.of("scale", Map.of("color", "independent")));
        return root;
    }

    private Map<String, Object> config() {
        Map<String, Object> axis = new LinkedHashMap<>();
        axis.put("gridColor", hex(theme.grid()));
        axis.put("domainColor", hex(theme.frame()));
        axis.put("tickColor", hex(theme.frame()));
        axis.put("labelColor", hex(theme.ink()));
        axis.put("titleColor", hex(theme.ink()));
        Map<String, Object> words = Map.of("labelColor", hex(theme.ink()), "titleColor", hex(theme.ink()));
        return map("axis", axis, "legend", words, "title", map("color", hex(theme.ink())));
    }

    private Map<String, Object> chart(Chart chart, String letter) {
        double[][] ends = Panel.of(chart, theme).ends();
        List<Object> layers = new ArrayList<>();
        for (int c = 0; c < chart.curves().size(); c++) {
            Curve curve = chart.curves().get(c);
            if (curve.runs().isPresent() && curve.runs().get().range() != Chart.Range.NONE) {
                layers.add(range(chart, curve, curve.runs().get(), ends[1]));
            }
        }
        for (int c = 0; c < chart.curves().size(); c++) {
            layers.add(line(chart, c));
            int index = c;
            chart.curves().get(c).runs().ifPresent(runs -> layers.add(means(chart, index, runs)));
        }
        Map<String, Object> panel = new LinkedHashMap<>();
        panel.put("title", letter + plain(chart.title()));
        panel.put("width", WIDTH);
        panel.put("height", HEIGHT);
        Map<String, Object> encoding = map("x", axis(chart.x(), ends[0], "x"), "y", axis(chart.y(), ends[1], "y"));
        if (isNamed(chart)) {
            encoding.put("color", colours(chart));
        }
        panel.put("encoding", encoding);
        panel.put("layer", layers);
        return panel;
    }

    /** Axes of their own for each panel, as long as the figure's. */
    private static Map<String, Object> axis(Chart.Axis axis, double[] ends, String field) {
        return map(
                "field",
                field,
                "type",
                "quantitative",
                "title",
                plain(axis.name()),
                "scale",
                map(
                        "type",
                        axis.isLogarithmic() ? "log" : "linear",
                        "domain",
                        List.of(ends[0], ends[1]),
                        "nice",
                        false,
                        "zero",
                        false));
    }

    private Map<String, Object> colours(Chart chart) {
        List<Object> names = new ArrayList<>();
        List<Object> colours = new ArrayList<>();
        for (int c = 0; c < chart.curves().size(); c++) {
            if (!names.contains(name(chart, c))) {
                names.add(name(chart, c));
                colours.add(hex(chart.curves().get(c).tint().colour(theme)));
            }
        }
        return map("field", "curve", "type", "nominal", "title", "", "scale", map("domain", names, "range", colours));
    }

    private static boolean isNamed(Chart chart) {
        return chart.curves().stream().anyMatch(curve -> !curve.name().isEmpty());
    }

    private static String name(Chart chart, int c) {
        String name = plain(chart.curves().get(c).name());
        return name.isEmpty() ? "curve " + (c + 1) : name;
    }

    private Map<String, Object> line(Chart chart, int c) {
        Curve curve = chart.curves().get(c);
        List<Object> values = new ArrayList<>();
        for (int k = 0; k < curve.x().length; k++) {
            if (isShown(chart.x(), curve.x()[k])) {
                values.add(map(
                        "curve",
                        name(chart, c),
                        "x",
                        curve.x()[k],
                        "y",
                        isShown(chart.y(), curve.y()[k]) ? curve.y()[k] : Double.NaN));
            }
        }
        Map<String, Object> mark = map("type", "line", "clip", true);
        if (!isNamed(chart)) {
            mark.put("color", hex(curve.tint().colour(theme)));
        }
        float[] dashes = curve.tint().stroke(theme) instanceof BasicStroke stroke ? stroke.getDashArray() : null;
        if (dashes != null) {
            mark.put(
                    "strokeDash",
                    IntStream.range(0, dashes.length)
                            .mapToObj(k -> (Object) (double) dashes[k])
                            .toList());
        }
        return layer(mark, values);
    }

    private Map<String, Object> means(Chart chart, int c, Runs runs) {
        List<Object> values = new ArrayList<>();
        int stride = Math.max(1, (runs.x().length + MARKS - 1) / MARKS);
        for (int k = Math.floorMod(runs.x().length - 1, stride); k < runs.x().length; k += stride) {
            if (isShown(chart.x(), runs.x()[k]) && isShown(chart.y(), runs.mean()[k])) {
                values.add(map("curve", name(chart, c), "x", runs.x()[k], "y", runs.mean()[k]));
            }
        }
        String shape = SHAPES[chart.curves().get(c).tint().mark() % SHAPES.length];
        Map<String, Object> mark = map("type", "point", "shape", shape, "clip", true, "fill", hex(theme.ground()));
        if (!isNamed(chart)) {
            mark.put("color", hex(chart.curves().get(c).tint().colour(theme)));
        }
        return layer(mark, values);
    }

    private Map<String, Object> range(Chart chart, Curve curve, Runs runs, double[] ends) {
        List<Object> values = new ArrayList<>();
        for (int k = 0; k < runs.x().length; k++) {
            double low = chart.y().isLogarithmic() ? Math.max(runs.lower()[k], ends[0] / 2) : runs.lower()[k];
            if (isShown(chart.x(), runs.x()[k]) && isShown(chart.y(), low) && isShown(chart.y(), runs.upper()[k])) {
                values.add(map("x", runs.x()[k], "y", low, "y2", runs.upper()[k]));
            }
        }
        boolean isBand = runs.range() == Chart.Range.BAND;
        Map<String, Object> mark = map("type", isBand ? "area" : "rule", "clip", true, "opacity", isBand ? 0.22 : 1.0);
        Map<String, Object> layer = layer(mark, values);
        layer.put(
                "encoding",
                map(
                        "y2",
                        map("field", "y2"),
                        "color",
                        map("value", hex(curve.tint().colour(theme)))));
        return layer;
    }

    private static Map<String, Object> layer(Map<String, Object> mark, List<Object> values) {
        return map("mark", mark, "data", map("values", values));
    }

    private Map<String, Object> map(HeatMap map, String letter) {
        List<Object> cells = new ArrayList<>();
        double[] x = map.x().edges();
        double[] y = map.y().edges();
        for (int i = 0; i + 1 < x.length; i++) {
            for (int j = 0; j + 1 < y.length; j++) {
                cells.add(map("x", x[i], "x2", x[i + 1], "y", y[j], "y2", y[j + 1], "value", map.shown(i, j)));
            }
        }
        Palette palette = Palette.of(map);
        List<Object> colours = IntStream.rangeClosed(0, 16)
                .mapToObj(k -> (Object) hex(palette.level(k / 16.0)))
                .toList();
        double[] range = map.range();
        Map<String, Object> colour = map(
                "field",
                "value",
                "type",
                "quantitative",
                "title",
                plain(map.measure()),
                "scale",
                map(
                        "type",
                        map.isLogarithmic() ? "log" : "linear",
                        "domain",
                        List.of(range[0], range[1]),
                        "range",
                        colours));
        Chart.Axis across = new Chart.Axis(map.x().name(), map.x().isLogarithmic());
        Chart.Axis up = new Chart.Axis(map.y().name(), map.y().isLogarithmic());
        Map<String, Object> places = map(
                "x", axis(across, new double[] {x[0], x[x.length - 1]}, "x"),
                "y", axis(up, new double[] {y[0], y[y.length - 1]}, "y"));
        Map<String, Object> rectangles = layer(map("type", "rect"), cells);
        rectangles.put("encoding", map("x2", map("field", "x2"), "y2", map("field", "y2"), "color", colour));
        List<Object> layers = new ArrayList<>(List.of(rectangles));
        map.boundaries().forEach(boundary -> {
            List<Object> points = new ArrayList<>();
            for (int k = 0; k < boundary.x().length; k++) {
                if (isShown(across, boundary.x()[k]) && isShown(up, boundary.y()[k])) {
                    points.add(map("x", boundary.x()[k], "y", boundary.y()[k], "order", k));
                }
            }
            Map<String, Object> line = layer(
                    map("type", "line", "color", "white", "clip", true, "tooltip", plain(boundary.label())), points);
            line.put("encoding", map("order", map("field", "order")));
            layers.add(line);
        });
        return map("title", letter, "width", WIDTH, "height", HEIGHT, "encoding", places, "layer", layers);
    }

    private static boolean isShown(Chart.Axis axis, double value) {
        return Double.isFinite(value) && (!axis.isLogarithmic() || Extent.hasLogarithm(value));
    }

    private static String plain(String label) {
        try {
            return MathText.of(label).plain();
        } catch (IllegalArgumentException noMathematics) {
            return label;
        }
    }

    private static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%06x", colour.getRGB() & 0xFFFFFF);
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int k = 0; k + 1 < keysAndValues.length; k += 2) {
            map.put((String) keysAndValues[k], keysAndValues[k + 1]);
        }
        return map;
    }
}
