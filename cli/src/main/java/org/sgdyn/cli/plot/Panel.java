package org.sgdyn.cli.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;
import org.sgdyn.experiment.ExperimentResult;
import org.sgdyn.experiment.ExperimentResult.CurveResult;
import org.sgdyn.model.Trajectory;
import org.sgdyn.simulation.Ensemble;

/**
 * One statistic over time, for each curve of a result: the theory as a line, the simulated mean as open markers, the range
 * from the 5 % to the 95 % quantile as a band. Draws itself into any rectangle; panels of equal size have equal data areas.
 */
final class Panel {

    /** What the name of an axis takes, in height or, turned, in width. */
    static final double NAME_OF_AXIS = 16;

    private static final double PLAIN_LEFT = 46;
    private static final double PLAIN_BOTTOM = 22;
    private static final double HEADING = 20;

    private static final int MOST_MARKERS = 18;
    private static final int MOST_LABELS = 6;

    private static final Map<String, String> NAMES = Map.of(
            "risk",
            "risk",
            "error",
            "misclassification error",
            "norm_squared",
            "squared norm of the parameters",
            "learning_rate",
            "learning rate");

    private final ExperimentResult result;
    private final String column;
    private final ToIntFunction<String> colours;
    private final boolean logTime;
    private final double[] timeRange;
    private final boolean logValue;
    private final double[] valueRange;

    private Panel(ExperimentResult result, String column, ToIntFunction<String> colours) {
        this.result = result;
        this.column = column;
        this.colours = colours;
        double[] times = result.experiment().times().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        logTime = isLogSpaced(times);
        Extent span = new Extent();
        for (double time : times) {
            span.include(time);
        }
        timeRange = logTime ? span.padded(true, 0.025) : span.padded(false, 0.02);
        Extent lines = new Extent();
        Extent everything = new Extent();
        for (CurveResult curve : result.curves()) {
            Trajectory theory = curve.theory();
            int c = theory.columns().indexOf(column);
            for (double[] row : theory.values()) {
                lines.include(row[c]);
                everything.include(row[c]);
            }
            curve.simulation().ifPresent(simulation -> {
                for (int k = 0; k < simulation.times().length; k++) {
                    everything.include(simulation.lower()[k][c]);
                    everything.include(simulation.upper()[k][c]);
                    everything.include(simulation.mean()[k][c]);
                }
            });
        }
        logValue = lines.isPositive() && lines.greatest / lines.leastPositive > 10;
        valueRange = everything.padded(logValue, 0.05);
        if (logValue) {
            // A band that reaches down to a rare zero must not stretch the axis over empty decades.
            valueRange[0] = Math.max(valueRange[0], lines.padded(true, 0.05)[0] / 3);
        }
    }

    static Panel of(ExperimentResult result, String column, ToIntFunction<String> colours) {
        return new Panel(result, column, colours);
    }

    /** Constant ratios between successive positive times, and enough of them to tell. */
    static boolean isLogSpaced(double[] times) {
        if (times.length < 4) {
            return false;
        }
        double ratio = times[2] / times[1];
        for (int k = 2; k < times.length; k++) {
            if (Math.abs(times[k] / times[k - 1] / ratio - 1) > 1e-6) {
                return false;
            }
        }
        return ratio > 1 + 1e-6;
    }

    /**
     * Draws the panel.
     *
     * @param graphics where to
     * @param area the rectangle it fills
     * @param title what stands above it; may be empty
     * @param timeLabel whether the time axis is named
     * @param valueLabel whether the value axis is named
     */
    void draw(Graphics2D graphics, Rectangle2D area, String title, boolean timeLabel, boolean valueLabel) {
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(axis(timeLabel ? "t = samples / d" : null, logTime, timeRange));
        plot.setRangeAxis(axis(valueLabel ? NAMES.getOrDefault(column, column) : null, logValue, valueRange));
        AxisSpace left = new AxisSpace();
        left.setLeft(valueLabel ? PLAIN_LEFT + NAME_OF_AXIS : PLAIN_LEFT);
        plot.setFixedRangeAxisSpace(left);
        AxisSpace bottom = new AxisSpace();
        bottom.setBottom(timeLabel ? PLAIN_BOTTOM + NAME_OF_AXIS : PLAIN_BOTTOM);
        plot.setFixedDomainAxisSpace(bottom);
        addBands(plot);
        addTheory(plot);
        addMeans(plot);

        double heading = title.isEmpty() ? 0 : HEADING;
        if (!title.isEmpty()) {
            double middle = area.getX() + left.getLeft() + (area.getWidth() - left.getLeft()) / 2;
            graphics.setFont(Theme.LABEL);
            graphics.setPaint(Theme.INK);
            graphics.drawString(title, (float) (middle - Legend.textWidth(Theme.LABEL, title) / 2), (float)
                    (area.getY() + HEADING - 6));
        }
        drawFramed(
                graphics,
                new Rectangle2D.Double(area.getX(), area.getY() + heading, area.getWidth(), area.getHeight() - heading),
                plot);
    }

    /** Draws a plot in the frame, grid and margins that all panels share. */
    static void drawFramed(Graphics2D graphics, Rectangle2D area, XYPlot plot) {
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        plot.setInsets(new RectangleInsets(2, 2, 2, 8));
        plot.setBackgroundPaint(Color.WHITE);
        plot.setOutlinePaint(Theme.FRAME);
        plot.setOutlineStroke(Theme.HAIRLINE);
        plot.setDomainGridlinePaint(Theme.GRID);
        plot.setRangeGridlinePaint(Theme.GRID);
        plot.setDomainGridlineStroke(Theme.HAIRLINE);
        plot.setRangeGridlineStroke(Theme.HAIRLINE);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        JFreeChart chart = new JFreeChart(null, Theme.TITLE, plot, false);
        chart.setBackgroundPaint(null);
        chart.setPadding(RectangleInsets.ZERO_INSETS);
        chart.setAntiAlias(true);
        chart.setTextAntiAlias(true);
        chart.draw(graphics, area);
    }

    static ValueAxis axis(String label, boolean log, double[] range) {
        ValueAxis axis;
        if (log) {
            axis = new DecadeAxis(label, range[0], range[1]);
        } else {
            NumberAxis linear = new NumberAxis(label);
            linear.setTickUnit(tickUnit(range[1] - range[0]));
            linear.setRange(range[0], range[1]);
            axis = linear;
        }
        axis.setLabelFont(Theme.LABEL);
        axis.setLabelPaint(Theme.INK);
        axis.setTickLabelFont(Theme.TICK);
        axis.setTickLabelPaint(Theme.INK);
        axis.setAxisLineVisible(false);
        axis.setTickMarkPaint(Theme.FRAME);
        axis.setTickMarkStroke(Theme.HAIRLINE);
        axis.setTickMarkInsideLength(4f);
        axis.setTickMarkOutsideLength(0f);
        axis.setMinorTickMarkInsideLength(2f);
        axis.setMinorTickMarkOutsideLength(0f);
        return axis;
    }

    /** The finest of 1, 2, 5 times a power of ten that gives at most six labels, all with the same decimals. */
    private static NumberTickUnit tickUnit(double width) {
        int decade = (int) Math.floor(Math.log10(width)) - 1;
        double[] digits = {1, 2, 5};
        int k = 0;
        while (width / (digits[k % 3] * Math.pow(10, decade + k / 3)) > MOST_LABELS) {
            k++;
        }
        int power = decade + k / 3;
        String pattern = power >= 0 ? "0" : "0." + "0".repeat(-power);
        boolean far = power < -4 || power > 4;
        DecimalFormat format =
                new DecimalFormat(far ? "0.##E0" : pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        return new NumberTickUnit(digits[k % 3] * Math.pow(10, power), format);
    }

    private void addTheory(XYPlot plot) {
        XYSeriesCollection lines = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setDrawSeriesLineAsPath(true);
        for (CurveResult curve : result.curves()) {
            int index = lines.getSeriesCount();
            XYSeries series = new XYSeries(index, false);
            double[] values = curve.theory().curve(column);
            for (int k = 0; k < values.length; k++) {
                if (isDrawable(curve.theory().times()[k], values[k])) {
                    series.add(curve.theory().times()[k], values[k]);
                }
            }
            lines.addSeries(series);
            int colour = colours.applyAsInt(curve.name());
            renderer.setSeriesPaint(index, Theme.colour(colour));
            renderer.setSeriesStroke(index, Theme.line(colour));
        }
        plot.setDataset(1, lines);
        plot.setRenderer(1, renderer);
    }

    private void addBands(XYPlot plot) {
        YIntervalSeriesCollection bands = new YIntervalSeriesCollection();
        DeviationRenderer renderer = new DeviationRenderer(false, false);
        renderer.setAlpha(Theme.BAND_ALPHA);
        for (CurveResult curve : result.curves()) {
            int index = bands.getSeriesCount();
            YIntervalSeries series = new YIntervalSeries(index, false, true);
            curve.simulation().ifPresent(simulation -> addBand(series, simulation));
            bands.addSeries(series);
            Color colour = Theme.colour(colours.applyAsInt(curve.name()));
            renderer.setSeriesPaint(index, colour);
            renderer.setSeriesFillPaint(index, colour);
        }
        plot.setDataset(0, bands);
        plot.setRenderer(0, renderer);
    }

    private void addBand(YIntervalSeries series, Ensemble simulation) {
        int c = simulation.columns().indexOf(column);
        // Kept within a little more than the axis: zero has no place on a logarithmic one.
        double floor = logValue ? valueRange[0] / 2 : 2 * valueRange[0] - valueRange[1];
        double ceiling = logValue ? valueRange[1] * 2 : 2 * valueRange[1] - valueRange[0];
        for (int k = 0; k < simulation.times().length; k++) {
            double time = simulation.times()[k];
            double lower = Math.min(ceiling, Math.max(floor, simulation.lower()[k][c]));
            double upper = Math.min(ceiling, Math.max(floor, simulation.upper()[k][c]));
            if (isDrawable(time, lower) && isDrawable(time, upper)) {
                series.add(time, lower, lower, upper);
            }
        }
    }

    private void addMeans(XYPlot plot) {
        XYSeriesCollection means = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setUseFillPaint(true);
        renderer.setUseOutlinePaint(true);
        renderer.setDrawOutlines(true);
        for (CurveResult curve : result.curves()) {
            int index = means.getSeriesCount();
            XYSeries series = new XYSeries(index, false);
            curve.simulation().ifPresent(simulation -> addMean(series, simulation));
            means.addSeries(series);
            renderer.setSeriesShape(index, Theme.marker());
            renderer.setSeriesFillPaint(index, Color.WHITE);
            renderer.setSeriesOutlinePaint(index, Theme.colour(colours.applyAsInt(curve.name())));
            renderer.setSeriesOutlineStroke(index, Theme.OUTLINE);
        }
        plot.setDataset(2, means);
        plot.setRenderer(2, renderer);
    }

    private void addMean(XYSeries series, Ensemble simulation) {
        int c = simulation.columns().indexOf(column);
        int points = result.experiment().times().size();
        int stride = Math.max(1, (points + MOST_MARKERS - 1) / MOST_MARKERS);
        // Counted back from the last time, so that the end is marked.
        for (int k = (points - 1) % stride; k < simulation.times().length; k += stride) {
            if (isDrawable(simulation.times()[k], simulation.mean()[k][c])) {
                series.add(simulation.times()[k], simulation.mean()[k][c]);
            }
        }
    }

    private boolean isDrawable(double time, double value) {
        return Double.isFinite(value) && (!logTime || time > 0) && (!logValue || value > 0);
    }

    /** The least and greatest of some numbers. */
    private static final class Extent {

        private double least = Double.POSITIVE_INFINITY;
        private double leastPositive = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;

        void include(double value) {
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                if (value > 0) {
                    leastPositive = Math.min(leastPositive, value);
                }
            }
        }

        boolean isPositive() {
            return least > 0 && greatest > 0;
        }

        /** The range with a margin on both sides; some range even if there is nothing or a single value. */
        double[] padded(boolean log, double fraction) {
            if (log) {
                double margin = Math.max(1.05, Math.pow(greatest / leastPositive, fraction));
                return new double[] {leastPositive / margin, greatest * margin};
            }
            if (least > greatest) {
                return new double[] {0, 1};
            }
            double width = greatest - least;
            // A constant up to rounding gets a range of its own size.
            double scale = Math.max(Math.abs(greatest), Math.abs(least));
            double margin = width > 1e-9 * scale ? fraction * width : scale == 0 ? 1 : 0.1 * scale;
            return new double[] {least - margin, greatest + margin};
        }
    }
}
