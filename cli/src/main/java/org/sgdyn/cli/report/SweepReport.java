package org.sgdyn.cli.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Chart;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.HeatMap;
import org.sgdyn.cli.plot.Labels;
import org.sgdyn.cli.plot.SweepFigures;
import org.sgdyn.cli.plot.Theme;
import org.sgdyn.cli.result.SweepTable;
import org.sgdyn.cli.result.Table;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.plugin.PluginInfo;
import org.sgdyn.sweep.MeasuredBoundary;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/** {@code report.html} of a sweep: maps or lines, troubles, the boundary, settings and plug-ins on one page. */
public final class SweepReport {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.]*([Ee][-+]?[0-9]+)?");

    /** What a whole number needs not show. */
    private static final Pattern WHOLE = Pattern.compile("\\.0(?=E|$)");

    /** Kinds of trouble that are told. */
    private static final int MOST_TROUBLES = 20;

    /** Cells of the table, some 30 bytes each. */
    private static final int MOST_CELLS = 4_000;

    private SweepReport() {}

    /**
     * Writes the page.
     *
     * @param sweep the sweep
     * @param rows its rows, in the order of the grid
     * @param figures its figures by name; empty if none are wanted
     * @param file the file that holds the whole table
     * @param plugins the plug-ins that took part
     * @param version the program's version
     * @param theme the page's ground
     * @return HTML, the same for the same results
     */
    public static String toHtml(
            Sweep sweep,
            List<SweepRow> rows,
            Optional<Map<String, Figure>> figures,
            String file,
            List<PluginInfo> plugins,
            String version,
            Theme theme) {
        HtmlPage page = HtmlPage.of(sweep.name(), theme);
        if (!sweep.description().isBlank()) {
            page.add(Html.paragraph("", sweep.description()));
        }
        long troubled = rows.stream().filter(row -> !row.isComplete()).count();
        page.add(Html.paragraph(
                "facts",
                rows.size()
                        + (rows.size() == 1 ? " point" : " points")
                        + (troubled > 0 ? " \u00B7 " + troubled + " in trouble" : "")));
        page.add(troubles(sweep, rows));
        addPictures(page, sweep, rows, figures);
        MeasuredBoundary.of(sweep, rows).ifPresent(boundary -> page.add(boundary(sweep, boundary)));
        page.add(table(SweepTable.of(sweep, rows), file));
        page.add(Html.heading("Sweep"))
                .add(Html.paragraph("note", "With every default filled in; the experiment is that of the first point."))
                .add(Html.block(YamlWriter.text(sweep.resolved())));
        page.addPlugins(plugins);
        return page.addFooter(version).toHtml();
    }

    /** Outcomes that differ in their numbers alone are told once. */
    private static String troubles(Sweep sweep, List<SweepRow> rows) {
        Map<String, List<SweepRow>> alike = rows.stream()
                .filter(row -> !row.isComplete())
                .collect(Collectors.groupingBy(
                        row -> NUMBER.matcher(row.outcome()).replaceAll("#"), LinkedHashMap::new, Collectors.toList()));
        String html = alike.values().stream()
                .limit(MOST_TROUBLES)
                .map(points -> Html.paragraph(
                        "trouble",
                        (points.size() > 1 ? points.size() + " points, the first at " : "")
                                + sweep.words(points.get(0).index()) + ": "
                                + points.get(0).outcome()))
                .collect(Collectors.joining());
        return alike.size() <= MOST_TROUBLES
                ? html
                : html + Html.paragraph("trouble", alike.size() - MOST_TROUBLES + " further kinds of trouble");
    }

    private static void addPictures(
            HtmlPage page, Sweep sweep, List<SweepRow> rows, Optional<Map<String, Figure>> figures) {
        List<Chart> charts = SweepFigures.charts(sweep, rows);
        Map<String, HeatMap> maps = SweepFigures.maps(sweep, rows);
        if (!charts.isEmpty()) {
            page.addCharts(
                    charts,
                    List.of(),
                    figures.map(drawn -> drawn.values().iterator().next()),
                    "Lines are the theory, circles simulated means where there are any, bands two of their uncertainties.");
        } else if (!maps.isEmpty() && figures.isEmpty()) {
            page.add(Html.paragraph("note", "Maps are pictures, and none were asked for: --figures none."));
        } else if (!maps.isEmpty()) {
            page.addMaps(
                    maps,
                    MapData.of(sweep, rows, maps),
                    MapData.grid(sweep, rows, maps).points(),
                    SweepFigures.hasSlices(sweep));
        } else {
            boolean isDrawn = !SweepFigures.names(sweep).isEmpty();
            page.add(Html.paragraph(
                    "", isDrawn ? "No point gave a value, so there is nothing to draw." : SweepFigures.NEEDS));
        }
        if (!charts.isEmpty() || !maps.isEmpty()) {
            rows.stream()
                    .filter(row -> row.names().size() > 1)
                    .findFirst()
                    .ifPresent(row -> page.add(Html.paragraph(
                            "note", "Drawn is the first curve, " + row.names().get(0) + "; the table holds all.")));
        }
    }

    private static String table(Table table, String file) {
        List<String> head = table.columns().stream().map(Table.Column::name).toList();
        int shown = Math.min(MOST_CELLS / table.columns().size(), table.rows());
        List<List<String>> cells = IntStream.range(0, shown)
                .mapToObj(r ->
                        table.columns().stream().map(column -> cell(column, r)).toList())
                .toList();
        return Html.details("All points as a table", Html.table("points", head, cells))
                + (shown < table.rows()
                        ? Html.paragraph(
                                "note",
                                "The table shows the first " + shown + " of " + table.rows() + " rows; " + file
                                        + " holds all.")
                        : "");
    }

    private static String cell(Table.Column column, int row) {
        if (column instanceof Table.Texts texts) {
            return texts.at(row);
        }
        double value = ((Table.Numbers) column).at(row);
        return Double.isInfinite(value)
                ? (value > 0 ? "infinite" : "-infinite")
                : Double.isNaN(value)
                        ? "\u2013"
                        : WHOLE.matcher(String.valueOf(ChartData.rounded(value)))
                                .replaceAll("");
    }

    private static String boundary(Sweep sweep, MeasuredBoundary boundary) {
        var prediction = sweep.figure().boundary().orElseThrow();
        var contour = sweep.figure().contour().orElseThrow();
        return Html.paragraph(
                "",
                String.format(
                        Locale.ROOT,
                        "The line where %s crosses %s lies at most %.2f cells of the grid from %s = %s.",
                        Labels.words(contour.measure()),
                        Labels.number(contour.level()),
                        boundary.worst(),
                        prediction.axis(),
                        prediction.formula()));
    }
}
