package org.sgdyn.cli.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Chart;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.HeatMap;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.plugin.PluginInfo;

/**
 * A page that needs nothing beside it and asks nothing of a network: charts that answer to the pointer, drawn by
 * <a href="https://github.com/leeoniya/uPlot">uPlot</a>; where scripts do not run, and on paper, the figure as a picture.
 */
public final class HtmlPage {

    /** How many numbers the charts of a page may have, about ten bytes each. */
    private static final int MOST_NUMBERS = 60_000;

    /** Of these the charts that are always there. */
    private static final int MOST_MAIN_NUMBERS = 40_000;

    private static final int MOST_POINTS = 400;

    /** Bytes of the charts as vectors; a picture of more is embedded as pixels, whose number is bounded, where these take less. */
    private static final int MOST_VECTORS = 200_000;

    /** Bytes of a map as vectors, of which a page has many. */
    private static final int MOST_VECTORS_OF_MAP = 60_000;

    /** Characters of all maps and slices. */
    private static final int MOST_OF_MAPS = 450_000;

    private final String title;
    private final Theme theme;
    private final StringBuilder body = new StringBuilder();
    private final List<Object> main = new ArrayList<>();
    private final List<Object> more = new ArrayList<>();
    private Map<String, Object> maps = Map.of();

    private HtmlPage(String title, Theme theme) {
        this.title = title;
        this.theme = theme;
    }

    /**
     * An empty page.
     *
     * @param title what stands above it
     * @param theme its ground: if light, the reader's system decides; a button changes it in either case
     */
    static HtmlPage of(String title, Theme theme) {
        return new HtmlPage(title, theme);
    }

    HtmlPage add(String html) {
        body.append(html);
        return this;
    }

    /**
     * Adds the charts.
     *
     * @param charts those always there
     * @param further those to choose from; what would make the page too large is left out
     * @param picture what stands in place of the charts where scripts do not run and on paper; empty for words
     * @param key what lines, circles and bands are
     */
    HtmlPage addCharts(List<Chart> charts, List<Chart> further, Optional<Figure> picture, String key) {
        int width = charts.stream().mapToInt(ChartData::width).sum();
        int length = charts.stream().mapToInt(ChartData::length).max().orElse(0);
        int points = Math.max(2, Math.min(MOST_POINTS, MOST_MAIN_NUMBERS / Math.max(1, width)));
        charts.forEach(chart -> main.add(ChartData.of(chart, points)));
        int left = MOST_NUMBERS - width * Math.min(points, length);
        StringBuilder options = new StringBuilder();
        for (Chart chart : further) {
            left -= ChartData.width(chart) * Math.min(points, ChartData.length(chart));
            if (left < 0) {
                break;
            }
            more.add(ChartData.of(chart, points));
            options.append("<option>").append(Html.text(chart.y().name())).append("</option>");
        }
        String names =
                String.join(", ", charts.stream().map(chart -> chart.y().name()).toList());
        body.append(picture.map(figure -> images("picture", figure, names, MOST_VECTORS))
                        .orElse("<noscript>"
                                + Html.paragraph(
                                        "note",
                                        "The charts are drawn by a script, and no pictures were asked for: --figures none.")
                                + "</noscript>\n"))
                .append("<div id=\"live\">\n")
                .append(Html.paragraph(
                        "note",
                        key
                                + " Drag over a chart to zoom, click twice for all of it; under the pointer the numbers are read"
                                + " off below; a click on a name hides its curve."))
                .append("<div id=\"main-charts\" class=\"charts\"></div>\n");
        if (!more.isEmpty()) {
            body.append("<h2><label for=\"choice\">Further statistics</label></h2>\n<p><select id=\"choice\">")
                    .append(options)
                    .append("</select></p>\n<div id=\"more-charts\" class=\"charts\"></div>\n");
        }
        body.append("</div>\n");
        if (Stream.concat(charts.stream(), further.stream()).anyMatch(Chart::reachesZero)) {
            body.append(
                    Html.paragraph(
                            "note",
                            "A triangle at the foot of a logarithmic axis is a value of 0, up to rounding; the tables hold it."));
        }
        if (length > points) {
            body.append(Html.paragraph(
                    "note",
                    "Of each line the charts show at most " + points + " of " + length
                            + " points, peaks and dips among them; the tables hold all."));
        }
        if (more.size() < further.size()) {
            body.append(Html.paragraph(
                    "note",
                    "Left out of this page for its size: " + (further.size() - more.size())
                            + " further statistics, which the tables hold."));
        }
        return this;
    }

    /**
     * Adds maps, which are pictures that say what lies under the pointer.
     *
     * @param shown the maps by what they show; their slices stand beside them where there is room, else below
     * @param data what can be read off, see {@link MapData}
     * @param read what a cell that is read off holds; empty where it is a point
     * @param hasSlices whether the slices are shown
     */
    HtmlPage addMaps(Map<String, HeatMap> shown, Map<String, Object> data, Optional<String> read, boolean hasSlices) {
        maps = data;
        add("<div class=\"hint\">")
                .add(
                        Html.paragraph(
                                "note",
                                "Under the pointer the numbers are read off below; with the keyboard, the arrow keys go from cell to cell."))
                .add("</div>\n");
        shown.values().stream()
                .findFirst()
                .flatMap(HeatMap::gathering)
                .ifPresent(words -> add(Html.paragraph("note", "Each cell of a map is the " + words + ".")));
        read.ifPresent(words -> add(Html.paragraph(
                "note",
                "What is read off is the mean of " + words
                        + ", and so is its uncertainty; the table holds every point by itself.")));
        int left = MOST_OF_MAPS;
        int maps = 0;
        int slices = 0;
        for (Map.Entry<String, HeatMap> each : shown.entrySet()) {
            List<Figure> parts = Figure.parts(each.getValue());
            String map = images("sheet", parts.get(0), each.getKey(), MOST_VECTORS_OF_MAP);
            left -= map.length();
            if (maps > 0 && left < 0) {
                break;
            }
            String beside = parts.stream()
                    .skip(hasSlices ? 1 : parts.size())
                    .map(slice -> images("slice", slice, each.getKey() + " along one axis", MOST_VECTORS_OF_MAP))
                    .collect(Collectors.joining());
            boolean fits = beside.length() <= left;
            left -= fits ? beside.length() : 0;
            add("<div class=\"map\">").add(map).add(fits ? beside : "").add("</div>\n");
            maps++;
            slices += fits ? 1 : 0;
        }
        if (slices < shown.size()) {
            add(Html.paragraph(
                    "note",
                    "Left out of this page for its size: " + (shown.size() - maps)
                            + " further maps, and lines along the axes of " + (maps - slices)
                            + "; the figures beside it have them."));
        }
        return this;
    }

    /** A picture for light ground and one for dark; the style shows the right one. */
    private String images(String cssClass, Figure figure, String words, int vectors) {
        return "<div class=\"" + cssClass + "\">" + image(figure, Theme.LIGHT, words, vectors)
                + image(figure, Theme.DARK, words, vectors)
                + "</div>\n";
    }

    private String image(Figure figure, Theme ground, String words, int vectors) {
        return "<img class=\"on-" + ground.name().toLowerCase(Locale.ROOT) + "\" alt=\""
                + Html.text(title + ": " + words) + "\" src=\"" + picture(figure, ground, vectors) + "\">";
    }

    private static String picture(Figure figure, Theme theme, int most) {
        byte[] vectors = figure.toSvg(theme).getBytes(StandardCharsets.UTF_8);
        byte[] pixels = vectors.length > most ? figure.toPng(theme) : new byte[0];
        boolean areShorter = vectors.length > most && pixels.length < vectors.length;
        return "data:image/" + (areShorter ? "png" : "svg+xml") + ";base64,"
                + Base64.getEncoder().encodeToString(areShorter ? pixels : vectors);
    }

    /** Adds the plug-ins that took part. */
    HtmlPage addPlugins(List<PluginInfo> plugins) {
        return add(Html.heading("Plug-ins"))
                .add(Html.table(
                        "words",
                        List.of("class", "version", "jar"),
                        plugins.stream()
                                .map(plugin -> List.of(plugin.className(), plugin.version(), plugin.jar()))
                                .toList()));
    }

    /** Adds the last line: what made the page. */
    HtmlPage addFooter(String version) {
        return add("<footer>"
                + Html.text("sgdyn " + version + ". Charts by uPlot (MIT licence, in the page's source).")
                + "</footer>\n");
    }

    /**
     * The page.
     *
     * @return HTML, the same for the same content
     */
    String toHtml() {
        Map<String, Object> charts = new LinkedHashMap<>();
        charts.put("main", main);
        charts.put("more", more);
        charts.put("maps", maps);
        return PageParts.filled(
                PageParts.read("page.html"),
                Map.of(
                        "ground", theme == Theme.DARK ? " data-theme=\"dark\"" : "",
                        "title", Html.text(title),
                        "style", PageParts.style(),
                        "body", body.toString(),
                        "charts", PageParts.data(charts),
                        "library", PageParts.library(),
                        "script", PageParts.read("charts.js") + PageParts.read("page.js")));
    }
}
