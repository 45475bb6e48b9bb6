package org.sgdyn.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Runs;
import org.sgdyn.cli.plot.HeatMap.Boundary;
import org.sgdyn.cli.plot.Legend.Entry;

/**
 * A figure as a picture of TikZ and pgfplots, to be read into a document of LaTeX, where it takes the document's fonts. The data
 * stand in it, of long curves no more than a page shows.
 */
final class TikzFigure {

    /** Columns that a page tells apart; each keeps a few points of a curve. */
    private static final int COLUMNS = 150;

    /** Marks of a curve at most. */
    private static final int MARKS = 12;

    /** Points between the panels of a column, for ticks and names of axes. */
    private static final double BETWEEN = 42;

    /** Points below the last panel. */
    private static final double LEGEND = 70;

    private static final int SHADES = 16;
    private static final int DIGITS = 6;

    private static final String[] SHAPES = {"*", "square*", "triangle*", "diamond*", "triangle*", "pentagon*"};

    private final Composition figure;
    private final Theme theme;
    private final StringBuilder tex = new StringBuilder();

    private TikzFigure(Composition figure, Theme theme) {
        this.figure = figure;
        this.theme = theme;
    }

    /** The text of the file. */
    static String of(Composition figure, Theme theme) {
        return new TikzFigure(figure, theme).text();
    }

    private String text() {
        double width = figure.page().width().orElse(6.75 * Page.INCH);
        boolean hasMaps = figure.blocks().stream().anyMatch(Block::hasBar);
        int most = Math.max(1, (int) (width / (hasMaps ? 190 : figure.sharesAxes() ? 120 : 145)));
        int columns = Math.max(
                1, Math.min(Math.min(figure.columns(), most), figure.blocks().size()));
        int rows = (figure.blocks().size() + columns - 1) / columns;
        double each = width / columns - (hasMaps ? 100 : 55);
        double high = figure.page().height().isPresent()
                ? Math.max(50, figure.page().height().getAsDouble() / rows - 60)
                : Math.max(50, Math.min(0.7 * each + 10, (Page.MOST_HEIGHT - LEGEND) / rows - BETWEEN));
        line("% In the preamble: \\usepackage{pgfplots} \\usepgfplotslibrary{groupplots} \\pgfplotsset{compat=1.16}");
        line("% In the text: \\input of this file.");
        line("\\begin{tikzpicture}");
        line("\\begin{groupplot}[");
        line("  group style={group size=" + columns + " by " + rows + ", horizontal sep=" + (hasMaps ? 100 : 55)
                + "pt, vertical sep=" + number(between(rows, columns)) + "pt},");
        line("  scale only axis, width=" + number(each) + "pt, height=" + number(high) + "pt,");
        line("  grid=major, grid style={line width=0.3pt, draw=" + colour(theme.grid()) + "}, clip marker paths=true,");
        line(
                "  tick label style={font=\\scriptsize}, label style={font=\\footnotesize}, title style={font=\\footnotesize},");
        line(
                "  legend style={font=\\scriptsize, draw=none, fill=none, at={(0.5,-0.35)}, anchor=north}, legend columns=2,");
        line("]");
        for (int k = 0; k < figure.blocks().size(); k++) {
            Block block = figure.blocks().get(k);
            String letter = figure.isLettered() ? (char) ('a' + k) + " " : "";
            if (block.content() instanceof Block.OfChart of) {
                chart(of.chart().thinned(COLUMNS), letter, hasOwnLegend(block));
            } else if (block.content() instanceof Block.OfMap of) {
                map(of.map(), letter);
            }
            if (k + 1 == figure.blocks().size()) {
                figure.shared().forEach(this::legend);
                figure.styles().forEach(this::legend);
            }
        }
        line("\\end{groupplot}");
        if (!figure.title().isEmpty()) {
            line("\\node[anchor=south, yshift=18pt] at (current bounding box.north) {" + TexText.of(figure.title())
                    + "};");
        }
        line("\\end{tikzpicture}");
        return tex.toString();
    }

    private boolean hasOwnLegend(Block block) {
        return !figure.sharesAxes() && !block.curves().equals(figure.shared());
    }

    /** The room between rows: that of axes, and of legends above the last row. */
    private double between(int rows, int columns) {
        int most = figure.blocks().stream()
                .limit((long) (rows - 1) * columns)
                .filter(this::hasOwnLegend)
                .mapToInt(block -> (block.curves().size() + 1) / 2)
                .max()
                .orElse(0);
        return BETWEEN + 12 * most;
    }

    /** An entry of the legend that no curve of the last panel makes. */
    private void legend(Entry entry) {
        String image = switch (entry.kind()) {
            case LINE, CURVE -> "no marks, " + style(entry.tint());
            case MARKER -> "only marks, " + mark(entry.tint());
            case BAND ->
                "area legend, draw=none, fill opacity=0.22, fill="
                        + colour(entry.tint().colour(theme));
            case BAR -> "only marks, mark=|, color=" + colour(entry.tint().colour(theme));
            case FOOT ->
                "only marks, mark=triangle*, color=" + colour(entry.tint().colour(theme));
            case ON_MAP, MISSING, NOTE -> "empty legend";
        };
        line("\\addlegendimage{" + image + "}");
        line("\\addlegendentry{" + TexText.of(entry.text()) + "}");
    }

    private void line(String text) {
        tex.append(text).append('\n');
    }

    private void chart(Chart chart, String letter, boolean hasLegend) {
        double[][] ends = Panel.of(chart, theme).ends();
        line("\\nextgroupplot[title={" + letter + TexText.of(chart.title()) + "},");
        line("  xlabel={" + TexText.of(chart.x().name()) + "}, ylabel={"
                + TexText.of(chart.y().name()) + "},");
        line("  xmode=" + mode(chart.x()) + ", ymode=" + mode(chart.y()) + ", xmin=" + number(ends[0][0]) + ", xmax="
                + number(ends[0][1]) + ", ymin=" + number(ends[1][0]) + ", ymax=" + number(ends[1][1]) + ",");
        chart.family()
                .ifPresent(family ->
                        bar(theme::line, family.isLogarithmic(), family.name(), family.least(), family.greatest()));
        line("]");
        for (Curve curve : chart.curves()) {
            curve.runs().ifPresent(runs -> band(chart, curve, runs, ends[1][0]));
        }
        for (Curve curve : chart.curves()) {
            boolean isNamed = hasLegend && !curve.name().isEmpty();
            List<String> points = points(chart, curve.x(), curve.y());
            line("\\addplot[" + style(curve.tint()) + (isNamed ? "" : ", forget plot") + ", unbounded coords=jump]");
            line("  coordinates {" + String.join(" ", points) + "};");
            if (isNamed) {
                line("\\addlegendentry{" + TexText.of(curve.name()) + "}");
            }
            curve.runs().ifPresent(runs -> marks(chart, curve, runs));
        }
    }

    private static String mode(Chart.Axis axis) {
        return axis.isLogarithmic() ? "log" : "normal";
    }

    private void band(Chart chart, Curve curve, Runs runs, double foot) {
        if (runs.range() != Chart.Range.BAND) {
            return;
        }
        List<String> upper = new ArrayList<>();
        List<String> lower = new ArrayList<>();
        for (int k = 0; k < runs.x().length; k++) {
            double low = chart.y().isLogarithmic() ? Math.max(runs.lower()[k], foot / 2) : runs.lower()[k];
            if (isShown(chart, runs.x()[k], low) && isShown(chart, runs.x()[k], runs.upper()[k])) {
                upper.add(point(runs.x()[k], runs.upper()[k]));
                lower.add(0, point(runs.x()[k], low));
            }
        }
        if (!upper.isEmpty()) {
            line("\\addplot[draw=none, fill=" + colour(curve.tint().colour(theme))
                    + ", fill opacity=0.22, forget plot]");
            line("  coordinates {" + String.join(" ", upper) + " " + String.join(" ", lower) + "} -- cycle;");
        }
    }

    private void marks(Chart chart, Curve curve, Runs runs) {
        List<String> points = new ArrayList<>();
        int stride = Math.max(1, (runs.x().length + MARKS - 1) / MARKS);
        for (int k = Math.floorMod(runs.x().length - 1, stride); k < runs.x().length; k += stride) {
            double mean = runs.mean()[k];
            if (isShown(chart, runs.x()[k], mean)) {
                String bars = runs.range() == Chart.Range.BARS
                        ? " += (0," + number(Math.max(0, runs.upper()[k] - mean)) + ") -= (0,"
                                + number(Math.max(0, mean - runs.lower()[k])) + ")"
                        : "";
                points.add(point(runs.x()[k], mean) + bars);
            }
        }
        if (!points.isEmpty()) {
            String bars = runs.range() == Chart.Range.BARS ? ", error bars/.cd, y dir=both, y explicit" : "";
            int mark = curve.tint().mark() % SHAPES.length;
            line("\\addplot[only marks, mark=" + SHAPES[mark] + ", mark size=1.6pt, mark options={solid, fill=white"
                    + (mark == 4 ? ", rotate=180" : "") + "}, color="
                    + colour(curve.tint().colour(theme))
                    + ", forget plot" + bars + "]");
            line("  coordinates {" + String.join(" ", points) + "};");
        }
    }

    private String mark(Tint tint) {
        int mark = tint.mark() % SHAPES.length;
        return "mark=" + SHAPES[mark] + ", mark size=1.6pt, mark options={solid, fill=white"
                + (mark == 4 ? ", rotate=180" : "") + "}, color=" + colour(tint.colour(theme));
    }

    private static List<String> points(Chart chart, double[] x, double[] y) {
        List<String> points = new ArrayList<>();
        for (int k = 0; k < x.length; k++) {
            if (isShown(chart, x[k], 1)) {
                points.add(isShown(chart, x[k], y[k]) ? point(x[k], y[k]) : "(" + number(x[k]) + ",nan)");
            }
        }
        return points;
    }

    private static boolean isShown(Chart chart, double x, double y) {
        return Double.isFinite(x)
                && Double.isFinite(y)
                && (!chart.x().isLogarithmic() || Extent.hasLogarithm(x))
                && (!chart.y().isLogarithmic() || Extent.hasLogarithm(y));
    }

    /** Cells as a matrix plot; colours of a logarithmic measure are those of its decimal logarithm. */
    private void map(HeatMap map, String letter) {
        boolean log = map.isLogarithmic();
        double[] range = map.range();
        line("\\nextgroupplot[title={" + letter + "},");
        line("  xlabel={" + TexText.of(map.x().name()) + "}, ylabel={"
                + TexText.of(map.y().name()) + "},");
        line("  xmode=" + (map.x().isLogarithmic() ? "log" : "normal") + ", ymode="
                + (map.y().isLogarithmic() ? "log" : "normal") + ", enlargelimits=false, grid=none,");
        bar(Palette.of(map)::level, log, map.measure(), range[0], range[1]);
        line("]");
        List<String> cells = new ArrayList<>();
        for (int j = 0; j < map.y().values().length; j++) {
            for (int i = 0; i < map.x().values().length; i++) {
                double value = map.shown(i, j);
                double shown = log ? Math.log10(value) : value;
                cells.add("(" + number(map.x().values()[i]) + ","
                        + number(map.y().values()[j]) + ") [" + (Double.isFinite(shown) ? number(shown) : "nan") + "]");
            }
        }
        line("\\addplot[matrix plot*, mesh/cols=" + map.x().values().length + ", point meta=explicit, forget plot]");
        line("  coordinates {" + String.join(" ", cells) + "};");
        for (double level : map.contours()) {
            Contour.of(map, level).forEach(segment -> boundary(map, segment, "solid"));
        }
        for (Boundary boundary : map.boundaries()) {
            boundary(map, boundary, "densely dashed");
            line("\\addlegendentry{" + TexText.of(boundary.label()) + "}");
        }
    }

    private void boundary(HeatMap map, Boundary boundary, String dashes) {
        List<String> points = new ArrayList<>();
        for (int k = 0; k < boundary.x().length; k++) {
            double x = boundary.x()[k];
            double y = boundary.y()[k];
            boolean isThere = Double.isFinite(x)
                    && Double.isFinite(y)
                    && (!map.x().isLogarithmic() || x > 0)
                    && (!map.y().isLogarithmic() || y > 0);
            if (isThere) {
                points.add(point(x, y));
            }
        }
        line("\\addplot[white, line width=1pt, " + dashes + (boundary.label().isEmpty() ? ", forget plot" : "") + "]");
        line("  coordinates {" + String.join(" ", points) + "};");
    }

    /** The scale of colours beside a panel; of ratios it counts decimal logarithms. */
    private void bar(DoubleFunction<Color> level, boolean log, String name, double least, double greatest) {
        StringBuilder colours = new StringBuilder();
        for (int k = 0; k <= SHADES; k++) {
            Color colour = level.apply((double) k / SHADES);
            colours.append(String.format(
                    Locale.ROOT, "rgb255=(%d,%d,%d) ", colour.getRed(), colour.getGreen(), colour.getBlue()));
        }
        String words = (log ? "$\\log_{10}$ " : "") + TexText.of(name);
        line("  colormap={sgdyn}{" + colours.toString().strip() + "}, colorbar, colorbar style={ylabel={" + words
                + "}},");
        line("  point meta min=" + number(log ? Math.log10(least) : least) + ", point meta max="
                + number(log ? Math.log10(greatest) : greatest) + ",");
    }

    private String style(Tint tint) {
        Stroke stroke = tint.stroke(theme);
        StringBuilder style = new StringBuilder("line width=1pt, color=" + colour(tint.colour(theme)));
        float[] dashes = stroke instanceof BasicStroke basic ? basic.getDashArray() : null;
        if (dashes != null) {
            style.append(", dash pattern=");
            for (int k = 0; k < dashes.length; k++) {
                style.append(k % 2 == 0 ? "on " : " off ")
                        .append(number(0.73 * dashes[k]))
                        .append("pt")
                        .append(k % 2 == 1 && k + 1 < dashes.length ? " " : "");
            }
        }
        return style.toString();
    }

    /** A colour without a name of its own. */
    private static String colour(Color colour) {
        return String.format(
                Locale.ROOT, "{rgb,255:red,%d;green,%d;blue,%d}", colour.getRed(), colour.getGreen(), colour.getBlue());
    }

    private static String point(double x, double y) {
        return "(" + number(x) + "," + number(y) + ")";
    }

    private static String number(double value) {
        return new BigDecimal(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toString()
                .replace("E+", "e")
                .replace("E", "e");
    }
}
