package org.sgdyn.cli.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.sgdyn.run.Validation;
import org.sgdyn.run.Validation.CurveValidation;
import org.sgdyn.run.Validation.Row;

/** The distance between simulation and theory over the dimension, with 95 % intervals, and lines of slope -1/2. */
final class ScalingPanel {

    private ScalingPanel() {}

    static void draw(Graphics2D graphics, Rectangle2D area, List<CurveValidation> curves, Theme theme) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        int first = Integer.MAX_VALUE;
        int last = 1;
        XYIntervalSeriesCollection points = new XYIntervalSeriesCollection();
        XYSeriesCollection lines = new XYSeriesCollection();
        XYErrorRenderer markers = new XYErrorRenderer();
        XYLineAndShapeRenderer slopes = new XYLineAndShapeRenderer(true, false);
        markers.setDrawXError(false);
        markers.setUseFillPaint(true);
        markers.setUseOutlinePaint(true);
        for (int c = 0; c < curves.size(); c++) {
            XYIntervalSeries series = new XYIntervalSeries(c);
            XYSeries line = new XYSeries(c);
            List<Row> rows = curves.get(c).fitted();
            // The first that has a distance; the line of slope -1/2 goes through it.
            Row anchor = null;
            for (Row row : rows) {
                if (!(row.distance() > 0 && Double.isFinite(row.distance()))) {
                    continue;
                }
                double half = Double.isFinite(row.standardError()) ? Validation.HALF_WIDTH * row.standardError() : 0;
                anchor = anchor == null ? row : anchor;
                double below = Math.max(row.distance() - half, row.distance() / 10);
                series.add(
                        row.dimension(),
                        row.dimension(),
                        row.dimension(),
                        row.distance(),
                        below,
                        row.distance() + half);
                line.add(
                        row.dimension(),
                        anchor.distance()
                                * Math.pow(
                                        (double) row.dimension() / anchor.dimension(), Validation.EXPECTED_EXPONENT));
                low = Math.min(low, below);
                high = Math.max(high, row.distance() + half);
                first = Math.min(first, row.dimension());
                last = Math.max(last, row.dimension());
            }
            points.addSeries(series);
            lines.addSeries(line);
            markers.setSeriesPaint(c, theme.colour(c));
            markers.setSeriesShape(c, Theme.marker());
            markers.setSeriesFillPaint(c, theme.ground());
            markers.setSeriesOutlinePaint(c, theme.colour(c));
            markers.setSeriesOutlineStroke(c, Theme.OUTLINE);
            slopes.setSeriesPaint(c, theme.colour(c));
            slopes.setSeriesStroke(c, Theme.HAIRLINE);
        }
        XYPlot plot = new XYPlot();
        boolean empty = !(high > 0);
        String statistic = curves.get(0).statistic();
        plot.setDomainAxis(Panel.axis(
                "dimension d", true, empty ? new double[] {10, 1000} : new double[] {first / 1.2, last * 1.2}, theme));
        plot.setRangeAxis(Panel.axis(
                "sup over t of |" + statistic + " \u2212 theory|",
                true,
                empty ? new double[] {0.1, 1} : new double[] {low / 1.3, high * 1.3},
                theme));
        plot.setDataset(0, lines);
        plot.setRenderer(0, slopes);
        plot.setDataset(1, points);
        plot.setRenderer(1, markers);
        Panel.drawFramed(graphics, area, plot, theme);
    }
}
