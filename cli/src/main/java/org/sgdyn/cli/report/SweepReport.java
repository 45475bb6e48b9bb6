package org.sgdyn.cli.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sgdyn.cli.plot.Chart;
import org.sgdyn.cli.plot.Figure;
import org.sgdyn.cli.plot.Labels;
import org.sgdyn.cli.plot.SweepFigures;
import org.sgdyn.cli.yaml.YamlWriter;
import org.sgdyn.plugin.PluginInfo;
import org.sgdyn.sweep.MeasuredBoundary;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepRow;

/** {@code report.html} of a sweep: maps or lines, troubles, the boundary, settings and plug-ins on one page. */
public final class SweepReport {

    private static final int MOST_TROUBLES = 20;

    private SweepReport() {}

    /**
     * Writes the page.
     *
     * @param sweep the sweep
     * @param rows its rows, in the order of the grid
     * @param figures its figures by name
     * @param plugins the plug-ins that took part
     * @param version the program's version
     * @return HTML, the same for the same results
     */
    public static String toHtml(
            Sweep sweep, List<SweepRow> rows, Map<String, Figure> figures, List<PluginInfo> plugins, String version) {
        HtmlPage page = HtmlPage.of(sweep.name());
        if (!sweep.description().isBlank()) {
            page.add(Html.paragraph("", sweep.description()));
        }
        page.add(Html.paragraph("facts", rows.size() + " points"));
        List<SweepRow> troubled = rows.stream().filter(row -> !row.isComplete()).toList();
        troubled.stream()
                .limit(MOST_TROUBLES)
                .forEach(row -> page.add(Html.paragraph("trouble", sweep.words(row.index()) + ": " + row.outcome())));
        if (troubled.size() > MOST_TROUBLES) {
            page.add(Html.paragraph("trouble", troubled.size() - MOST_TROUBLES + " further points in trouble"));
        }
        List<Chart> charts = SweepFigures.charts(sweep, rows);
        if (charts.isEmpty()) {
            figures.forEach((name, figure) -> page.addPicture(figure, name));
        } else {
            page.addCharts(
                    charts,
                    List.of(),
                    figures.values().iterator().next(),
                    "Lines are the theory, circles simulated means where there are any, bands two of their uncertainties.");
        }
        MeasuredBoundary.of(sweep, rows).ifPresent(boundary -> page.add(boundary(sweep, boundary)));
        page.add(Html.heading("Sweep"))
                .add(Html.paragraph("note", "With every default filled in; the experiment is that of the first point."))
                .add(Html.block(YamlWriter.text(sweep.resolved())));
        page.addPlugins(plugins);
        return page.addFooter(version).toHtml();
    }

    private static String boundary(Sweep sweep, MeasuredBoundary boundary) {
        var prediction = sweep.figure().boundary().orElseThrow();
        var contour = sweep.figure().contour().orElseThrow();
        return Html.paragraph(
                "",
                String.format(
                        Locale.ROOT,
                        "The line where %s crosses %s lies at most %.2f cells of the grid from %s = %s.",
                        Labels.of(contour.measure()),
                        Labels.number(contour.level()),
                        boundary.worst(),
                        prediction.axis(),
                        prediction.formula()));
    }
}
