package org.sgdyn.cli.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Runs;

/**
 * Draws a chart: each curve as a line, the simulated mean as open markers, the range from the 5 % to the 95 % quantile as a band.
 * Draws itself into any rectangle; panels of equal size have equal data areas.
 */
final class Panel {

    /** What the name of an axis takes, in height or, turned, in width. */
    static final double NAME_OF_AXIS = 16;

    static final double PLAIN_LEFT = 46;

    private static final double PLAIN_BOTTOM = 22;
    private static final RectangleInsets INSETS = new RectangleInsets(6, 2, 2, 8);
    private static final double HEADING = 20;

    private static final int MOST_MARKERS = 18;

    /** Columns of a panel that can be told apart: a few more than its picture has pixels across. */
    private static final int COLUMNS = 1000;

    private final Chart chart;
    private final Theme theme;
    private final double[] range;
    private final double[] domain;

    private Panel(Chart chart, Theme theme) {
        this.chart = chart;
        this.theme = theme;
        Extent span = new Extent();
        Extent lines = new Extent();
        Extent everything = new Extent();
        for (Curve curve : chart.curves()) {
            span.include(curve.x());
            lines.include(curve.y());
            everything.include(curve.y());
            curve.runs().ifPresent(runs -> {
                span.include(runs.x());
                everything.include(runs.lower());
                everything.include(runs.upper());
                everything.include(runs.mean());
            });
        }
        domain = chart.x().isLogarithmic() ? span.padded(true, 0.025) : span.padded(false, 0.02);
        range = everything.padded(chart.y().isLogarithmic(), 0.05);
        if (chart.y().isLogarithmic() && lines.hasPositive()) {
            // A band that reaches down to a rare zero must not stretch the axis over empty decades.
            range[0] = Math.max(range[0], lines.padded(true, 0.05)[0] / 3);
        }
    }

    static Panel of(Chart chart, Theme theme) {
        return new Panel(chart.thinned(COLUMNS), theme);
    }

    /** Draws the panel with the names of both axes. */
    void draw(Graphics2D graphics, Rectangle2D area) {
        draw(graphics, area, true, true);
    }

    /**
     * Draws the panel.
     *
     * @param graphics where to
     * @param area the rectangle it fills
     * @param namesX whether the horizontal axis is named
     * @param namesY whether the vertical axis is named
     */
    void draw(Graphics2D graphics, Rectangle2D area, boolean namesX, boolean namesY) {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(axis(namesX ? chart.x().name() : "", chart.x().isLogarithmic(), domain, theme));
        plot.setRangeAxis(axis(namesY ? chart.y().name() : "", chart.y().isLogarithmic(), range, theme));
        addBands(plot);
        addLines(plot);
        addMeans(plot);
        addLonePoints(plot);
        addFeet(plot);
        fix(plot, namesX, namesY);
        drawTitled(graphics, area, plot, chart.title(), theme);
    }

    /** Reserves the same room for the axes of all panels, whatever their labels. */
    static void fix(XYPlot plot, boolean namesX, boolean namesY) {
        AxisSpace left = new AxisSpace();
        left.setLeft(namesY ? PLAIN_LEFT + NAME_OF_AXIS : PLAIN_LEFT);
        plot.setFixedRangeAxisSpace(left);
        AxisSpace bottom = new AxisSpace();
        bottom.setBottom(namesX ? PLAIN_BOTTOM + NAME_OF_AXIS : PLAIN_BOTTOM);
        plot.setFixedDomainAxisSpace(bottom);
    }

    /** Where the data of a plot with named axes lie in its area. */
    static Rectangle2D dataArea(Rectangle2D area) {
        double left = INSETS.getLeft() + PLAIN_LEFT + NAME_OF_AXIS;
        double bottom = INSETS.getBottom() + PLAIN_BOTTOM + NAME_OF_AXIS;
        return new Rectangle2D.Double(
                area.getX() + left,
                area.getY() + INSETS.getTop(),
                area.getWidth() - left - INSETS.getRight(),
                area.getHeight() - INSETS.getTop() - bottom);
    }

    /** Draws a plot with fixed room for the axes, under a title if it has one. */
    static void drawTitled(Graphics2D graphics, Rectangle2D area, XYPlot plot, String title, Theme theme) {
        double heading = title.isEmpty() ? 0 : HEADING;
        if (!title.isEmpty()) {
            double left = plot.getFixedRangeAxisSpace().getLeft();
            double right = plot.getFixedRangeAxisSpace().getRight();
            double middle = area.getX() + left + (area.getWidth() - left - right) / 2;
            graphics.setFont(Fonts.LABEL);
            graphics.setPaint(theme.ink());
            graphics.drawString(title, (float) (middle - Legend.textWidth(Fonts.LABEL, title) / 2), (float)
                    (area.getY() + HEADING - 6));
        }
        drawFramed(
                graphics,
                new Rectangle2D.Double(area.getX(), area.getY() + heading, area.getWidth(), area.getHeight() - heading),
                plot,
                theme);
    }

    /** Draws a plot in the frame, grid and margins that all panels share. */
    static void drawFramed(Graphics2D graphics, Rectangle2D area, XYPlot plot, Theme theme) {
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(INSETS);
        plot.setBackgroundPaint(theme.ground());
        plot.setOutlinePaint(theme.frame());
        plot.setOutlineStroke(Theme.HAIRLINE);
        plot.setDomainGridlinePaint(theme.grid());
        plot.setRangeGridlinePaint(theme.grid());
        plot.setDomainGridlineStroke(Theme.HAIRLINE);
        plot.setRangeGridlineStroke(Theme.HAIRLINE);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
        // A chart around the plot would cut off half of a label at the very end of the axis.
        plot.draw(graphics, area, null, null, null);
    }

    static ValueAxis axis(String label, boolean log, double[] range, Theme theme) {
        ValueAxis axis;
        if (log) {
            axis = new DecadeAxis(label, range[0], range[1]);
        } else {
            NumberAxis linear = new NumberAxis(label);
            linear.setTickUnit(new Step(range[0], range[1]));
            linear.setRange(range[0], range[1]);
            axis = linear;
        }
        axis.setLabelFont(Fonts.LABEL);
        axis.setLabelPaint(theme.ink());
        axis.setTickLabelFont(Fonts.TICK);
        axis.setTickLabelPaint(theme.ink());
        axis.setAxisLineVisible(false);
        axis.setTickMarkPaint(theme.frame());
        axis.setTickMarkStroke(Theme.HAIRLINE);
        axis.setTickMarkInsideLength(4f);
        axis.setTickMarkOutsideLength(0f);
        axis.setMinorTickMarkInsideLength(2f);
        axis.setMinorTickMarkOutsideLength(0f);
        return axis;
    }

    /** Steps of which all labels are told apart. */
    private static final class Step extends NumberTickUnit {

        private static final long serialVersionUID = 1L;

        private final boolean isPlain;

        Step(double lower, double upper) {
            super(Ticks.step(upper - lower));
            isPlain = Ticks.isPlain(lower, upper, getSize());
        }

        @Override
        public String valueToString(double value) {
            // A sum of steps that should be 0 may miss it.
            return Ticks.text(Math.abs(value) < getSize() / 1000 ? 0 : value, getSize(), isPlain);
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other) && other instanceof Step step && step.isPlain == isPlain;
        }

        @Override
        public int hashCode() {
            return 31 * super.hashCode() + Boolean.hashCode(isPlain);
        }
    }

    private void addLines(XYPlot plot) {
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (Curve curve : chart.curves()) {
            int index = lines.getSeriesCount();
            XYSeries series = new XYSeries(index, false);
            for (int k = 0; k < curve.x().length; k++) {
                if (!chart.x().isLogarithmic() || Extent.hasLogarithm(curve.x()[k])) {
                    // NaN interrupts the line.
                    series.add(curve.x()[k], isDrawable(curve, k) ? place(curve.y()[k]) : Double.NaN);
                }
            }
            lines.addSeries(series);
            renderer.setSeriesPaint(index, curve.tint().colour(theme));
            renderer.setSeriesStroke(index, curve.tint().stroke(theme));
        }
        plot.setDataset(1, lines);
        plot.setRenderer(1, renderer);
    }

    /** Points that no line reaches, as dots. */
    private void addLonePoints(XYPlot plot) {
        XYSeriesCollection points = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        for (Curve curve : chart.curves()) {
            int index = points.getSeriesCount();
            XYSeries series = new XYSeries(index, false);
            for (int k = 0; k < curve.x().length; k++) {
                if (isDrawable(curve, k) && !isDrawable(curve, k - 1) && !isDrawable(curve, k + 1)) {
                    series.add(curve.x()[k], curve.y()[k]);
                }
            }
            points.addSeries(series);
            renderer.setSeriesShape(index, Theme.dot());
            renderer.setSeriesPaint(index, curve.tint().colour(theme));
        }
        plot.setDataset(3, points);
        plot.setRenderer(3, renderer);
    }

    /** What has fallen to 0, as triangles at the foot of the axis. */
    private void addFeet(XYPlot plot) {
        XYSeriesCollection feet = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        for (Curve curve : chart.curves()) {
            int index = feet.getSeriesCount();
            XYSeries series = new XYSeries(index, false);
            int stride = Math.max(1, curve.x().length / (2 * MOST_MARKERS));
            int next = 0;
            for (int k = 0; k < curve.x().length; k++) {
                if (k >= next && chart.isAtFoot(curve, k)) {
                    series.add(curve.x()[k], range[0]);
                    next = k + stride;
                }
            }
            feet.addSeries(series);
            renderer.setSeriesShape(index, Theme.foot());
            renderer.setSeriesPaint(index, curve.tint().colour(theme));
        }
        plot.setDataset(4, feet);
        plot.setRenderer(4, renderer);
    }

    private void addBands(XYPlot plot) {
        YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
        DeviationRenderer renderer = new DeviationRenderer(false, false);
        renderer.setAlpha(Theme.BAND_ALPHA);
        for (Curve curve : chart.curves()) {
            int index = bands.getSeriesCount();
            YIntervalSeries series = new YIntervalSeries(index, false, true);
            curve.runs().filter(runs -> runs.range() == Chart.Range.BAND).ifPresent(runs -> addBand(series, runs));
            bands.addSeries(series);
            renderer.setSeriesPaint(index, curve.tint().colour(theme));
            renderer.setSeriesFillPaint(index, curve.tint().colour(theme));
        }
        plot.setDataset(0, bands);
        plot.setRenderer(0, renderer);
    }

    private void addBand(YIntervalSeries series, Runs runs) {
        // Kept within a little more than the axis: zero has no place on a logarithmic one.
        boolean log = chart.y().isLogarithmic();
        double floor = log ? range[0] / 2 : 2 * range[0] - range[1];
        double ceiling = log ? range[1] * 2 : 2 * range[1] - range[0];
        for (int k = 0; k < runs.x().length; k++) {
            double lower = Math.min(ceiling, Math.max(floor, runs.lower()[k]));
            double upper = Math.min(ceiling, Math.max(floor, runs.upper()[k]));
            if (isDrawable(runs.x()[k], lower) && isDrawable(runs.x()[k], upper)) {
                series.add(runs.x()[k], lower, lower, upper);
            }
        }
    }

    private void addMeans(XYPlot plot) {
        XYIntervalSeriesCollection means = new XYIntervalSeriesCollection();
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setCapLength(0);
        renderer.setErrorStroke(Theme.OUTLINE);
        renderer.setUseFillPaint(true);
        renderer.setUseOutlinePaint(true);
        renderer.setDrawOutlines(true);
        for (Curve curve : chart.curves()) {
            int index = means.getSeriesCount();
            XYIntervalSeries series = new XYIntervalSeries(index, false, true);
            curve.runs().ifPresent(runs -> addMean(series, runs));
            means.addSeries(series);
            renderer.setSeriesPaint(index, curve.tint().colour(theme));
            renderer.setSeriesShape(index, Theme.marker());
            renderer.setSeriesFillPaint(index, theme.ground());
            renderer.setSeriesOutlinePaint(index, curve.tint().colour(theme));
            renderer.setSeriesOutlineStroke(index, Theme.OUTLINE);
        }
        plot.setDataset(2, means);
        plot.setRenderer(2, renderer);
    }

    private void addMean(XYIntervalSeries series, Runs runs) {
        boolean hasBars = runs.range() == Chart.Range.BARS;
        int points = runs.x().length;
        int stride = Math.max(1, (points + MOST_MARKERS - 1) / MOST_MARKERS);
        // Counted back from the last time, so that the end is marked.
        for (int k = Math.floorMod(points - 1, stride); k < points; k += stride) {
            if (isDrawable(runs.x()[k], runs.mean()[k])) {
                double x = runs.x()[k];
                double mean = runs.mean()[k];
                double lower = hasBars && isDrawable(x, runs.lower()[k]) ? runs.lower()[k] : mean;
                double upper = hasBars && isDrawable(x, runs.upper()[k]) ? runs.upper()[k] : mean;
                series.add(x, x, x, mean, lower, upper);
            }
        }
    }

    private double place(double y) {
        return chart.y().isLogarithmic() ? y : Extent.near(y);
    }

    private boolean isDrawable(Curve curve, int k) {
        return k >= 0 && k < curve.x().length && isDrawable(curve.x()[k], curve.y()[k]);
    }

    private boolean isDrawable(double x, double y) {
        return Double.isFinite(y)
                && (!chart.x().isLogarithmic() || Extent.hasLogarithm(x))
                && (!chart.y().isLogarithmic() || Extent.hasLogarithm(y));
    }
}
