package org.sgdyn.cli.plot;

import java.awt.AlphaComposite;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Runs;

/**
 * Draws a chart: each curve as a line, the simulated mean as open markers, the range from the 5 % to the 95 % quantile as a band.
 * Draws itself into any rectangle; panels of equal size have equal data areas.
 */
final class Panel {

    private static final double HEADING = 20;

    /** A marker for each so many units of width, so that they do not run into each other. */
    private static final double BETWEEN_MARKERS = 17;

    /** A curve runs away that exceeds this, and all that do not by this factor. */
    private static final double RUN_AWAY = 1e6;

    /** How far beyond the others a curve that runs away is shown. */
    private static final double ROOM = 3;

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
        double highest = highest(chart);
        for (Curve curve : chart.curves()) {
            span.include(curve.x());
            lines.include(upTo(highest, curve.y()));
            everything.include(upTo(highest, curve.y()));
            curve.runs().ifPresent(runs -> {
                span.include(runs.x());
                everything.include(upTo(highest, runs.lower()));
                everything.include(upTo(highest, runs.upper()));
                everything.include(upTo(highest, runs.mean()));
            });
        }
        domain = chart.x().isLogarithmic() ? span.padded(true, 0.025) : span.padded(false, 0.02);
        range = everything.padded(chart.y().isLogarithmic(), 0.05);
        if (chart.y().isLogarithmic() && lines.hasPositive()) {
            // A band that reaches down to a rare zero must not stretch the axis over empty decades.
            range[0] = Math.max(range[0], lines.padded(true, 0.05)[0] / 3);
        }
        limit(domain, chart.x());
        limit(range, chart.y());
    }

    /**
     * What is shown at most: a curve that runs away until it ends before the others leaves the panel, which would show all others as
     * one flat line otherwise.
     */
    private static double highest(Chart chart) {
        double end = chart.curves().stream().mapToDouble(Panel::end).max().orElse(0);
        double others = chart.curves().stream()
                .filter(curve -> end(curve) >= end)
                .mapToDouble(Panel::greatest)
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
        boolean runsAway = chart.curves().stream()
                .filter(curve -> end(curve) < end)
                .mapToDouble(Panel::greatest)
                .anyMatch(greatest -> greatest > RUN_AWAY && greatest / RUN_AWAY > others);
        return runsAway ? ROOM * Math.max(others, Double.MIN_NORMAL) : Double.POSITIVE_INFINITY;
    }

    private static double end(Curve curve) {
        return IntStream.range(0, curve.x().length)
                .filter(k -> Double.isFinite(curve.y()[k]))
                .mapToDouble(k -> curve.x()[k])
                .max()
                .orElse(Double.NEGATIVE_INFINITY);
    }

    private static double greatest(Curve curve) {
        return DoubleStream.of(curve.y()).filter(Double::isFinite).max().orElse(Double.NaN);
    }

    private static double[] upTo(double highest, double[] values) {
        return DoubleStream.of(values).filter(value -> value <= highest).toArray();
    }

    /** Puts the ends that were asked for in place of those found, as long as that leaves a range. */
    private static void limit(double[] ends, Chart.Axis axis) {
        double lower = axis.from().orElse(ends[0]);
        double upper = axis.to().orElse(ends[1]);
        if (!(lower < upper)) {
            boolean isBelow = axis.to().isPresent();
            double width = axis.isLogarithmic() ? 10 : Math.max(1, Math.abs(isBelow ? upper : lower));
            lower = !isBelow ? lower : axis.isLogarithmic() ? upper / width : upper - width;
            upper = isBelow ? upper : axis.isLogarithmic() ? lower * width : lower + width;
        }
        ends[0] = lower;
        ends[1] = upper;
    }

    static Panel of(Chart chart, Theme theme) {
        return new Panel(chart.thinned(COLUMNS), theme);
    }

    /** The ends of the axes: those of the horizontal one, then those of the vertical one. */
    double[][] ends() {
        return new double[][] {domain.clone(), range.clone()};
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
        double heading = chart.title().isEmpty() ? 0 : HEADING;
        double bar = chart.family().isPresent() ? ColourBar.ROOM : 0;
        Frame frame = Frame.of(
                new Rectangle2D.Double(
                        area.getX(), area.getY() + heading, area.getWidth() - bar, area.getHeight() - heading),
                chart.x(),
                domain,
                chart.y(),
                range,
                namesX,
                namesY);
        if (heading > 0) {
            graphics.setPaint(theme.ink());
            double line = area.getY() + HEADING - 6;
            Lettering.drawCentred(
                    graphics,
                    Fonts.LABEL,
                    chart.title(),
                    frame.data().getCenterX(),
                    line,
                    frame.data().getWidth() + Frame.RIGHT);
        }
        frame.drawGrid(graphics, theme);
        Graphics2D inside = (Graphics2D) graphics.create();
        inside.clip(frame.data());
        chart.curves().forEach(curve -> drawBand(inside, frame, curve));
        chart.curves().forEach(curve -> drawLine(inside, frame, curve));
        chart.curves().forEach(curve -> drawBars(inside, frame, curve));
        inside.dispose();
        frame.drawAxes(
                graphics, namesX ? chart.x().name() : "", namesY ? chart.y().name() : "", theme);
        chart.family()
                .ifPresent(family -> ColourBar.draw(
                        graphics,
                        area,
                        frame.data(),
                        new Chart.Axis(family.name(), family.isLogarithmic()),
                        new double[] {family.least(), family.greatest()},
                        theme::line,
                        theme));
        // Markers on the border are whole.
        chart.curves().forEach(curve -> drawMeans(graphics, frame, curve));
        chart.curves().forEach(curve -> drawLonePoints(graphics, frame, curve));
        chart.curves().forEach(curve -> drawFeet(graphics, frame, curve));
    }

    private void drawBand(Graphics2D graphics, Frame frame, Curve curve) {
        Runs runs = curve.runs().orElse(null);
        if (runs == null || runs.range() != Chart.Range.BAND) {
            return;
        }
        // Zero has no place on a logarithmic axis: a band that reaches there ends a little below the foot.
        DoubleUnaryOperator placed = frame.y().isLogarithmic()
                ? value -> value <= frame.y().lower() / 2 ? frame.y().lower() / 2 : value
                : DoubleUnaryOperator.identity();
        Path2D band = new Path2D.Double();
        int begin = -1;
        for (int k = 0; k <= runs.x().length; k++) {
            boolean isThere = k < runs.x().length
                    && frame.x().shows(runs.x()[k])
                    && !Double.isNaN(runs.lower()[k])
                    && !Double.isNaN(runs.upper()[k]);
            if (isThere && begin < 0) {
                begin = k;
            } else if (!isThere && begin >= 0) {
                outline(band, frame, runs, begin, k, placed);
                begin = -1;
            }
        }
        Graphics2D light = (Graphics2D) graphics.create();
        light.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, Theme.BAND_ALPHA));
        light.setPaint(curve.tint().colour(theme));
        light.fill(band);
        light.dispose();
    }

    private static void outline(Path2D band, Frame frame, Runs runs, int begin, int end, DoubleUnaryOperator placed) {
        for (int k = begin; k < end; k++) {
            double x = frame.x().at(runs.x()[k]);
            double y = frame.y().at(placed.applyAsDouble(runs.upper()[k]));
            if (k == begin) {
                band.moveTo(x, y);
            } else {
                band.lineTo(x, y);
            }
        }
        for (int k = end - 1; k >= begin; k--) {
            band.lineTo(frame.x().at(runs.x()[k]), frame.y().at(placed.applyAsDouble(runs.lower()[k])));
        }
        band.closePath();
    }

    private void drawLine(Graphics2D graphics, Frame frame, Curve curve) {
        Path2D line = new Path2D.Double();
        boolean interrupted = true;
        for (int k = 0; k < curve.x().length; k++) {
            if (!isShown(frame, curve, k)) {
                interrupted = true;
                continue;
            }
            double x = frame.x().at(curve.x()[k]);
            double y = frame.y().at(curve.y()[k]);
            if (interrupted) {
                line.moveTo(x, y);
            } else {
                line.lineTo(x, y);
            }
            interrupted = false;
        }
        graphics.setPaint(curve.tint().colour(theme));
        graphics.setStroke(curve.tint().stroke(theme));
        graphics.draw(line);
    }

    /** Points that no line reaches, as dots. */
    private void drawLonePoints(Graphics2D graphics, Frame frame, Curve curve) {
        graphics.setPaint(curve.tint().colour(theme));
        for (int k = 0; k < curve.x().length; k++) {
            if (isShown(frame, curve, k) && !isShown(frame, curve, k - 1) && !isShown(frame, curve, k + 1)) {
                place(frame, curve.x()[k], curve.y()[k], graphics, Theme.dot(), true);
            }
        }
    }

    /** What has fallen to 0, as triangles at the foot of the axis. */
    private void drawFeet(Graphics2D graphics, Frame frame, Curve curve) {
        graphics.setPaint(curve.tint().colour(theme));
        int stride = Math.max(1, curve.x().length / (2 * most(frame)));
        int next = 0;
        for (int k = 0; k < curve.x().length; k++) {
            if (k >= next && chart.isAtFoot(curve, k)) {
                place(frame, curve.x()[k], range[0], graphics, Theme.foot(), true);
                next = k + stride;
            }
        }
    }

    private static int most(Frame frame) {
        return Math.max(4, (int) (frame.data().getWidth() / BETWEEN_MARKERS));
    }

    private void drawBars(Graphics2D graphics, Frame frame, Curve curve) {
        Runs runs = curve.runs().orElse(null);
        if (runs == null || runs.range() != Chart.Range.BARS) {
            return;
        }
        graphics.setPaint(curve.tint().colour(theme));
        graphics.setStroke(Theme.OUTLINE);
        for (int k : marked(frame, runs)) {
            double x = frame.x().at(runs.x()[k]);
            double lower =
                    Math.max(runs.lower()[k], frame.y().lower() / (frame.y().isLogarithmic() ? 2 : 1));
            if (frame.y().shows(lower) && frame.y().shows(runs.upper()[k])) {
                graphics.draw(
                        new Line2D.Double(x, frame.y().at(lower), x, frame.y().at(runs.upper()[k])));
            }
        }
    }

    private void drawMeans(Graphics2D graphics, Frame frame, Curve curve) {
        Runs runs = curve.runs().orElse(null);
        if (runs == null) {
            return;
        }
        graphics.setStroke(Theme.OUTLINE);
        for (int k : marked(frame, runs)) {
            graphics.setPaint(theme.ground());
            place(
                    frame,
                    runs.x()[k],
                    runs.mean()[k],
                    graphics,
                    Theme.marker(curve.tint().mark()),
                    true);
            graphics.setPaint(curve.tint().colour(theme));
            place(
                    frame,
                    runs.x()[k],
                    runs.mean()[k],
                    graphics,
                    Theme.marker(curve.tint().mark()),
                    false);
        }
    }

    /** The points that have a marker, counted back from the last time, so that the end is marked. */
    private static int[] marked(Frame frame, Runs runs) {
        int points = runs.x().length;
        int stride = Math.max(1, (points + most(frame) - 1) / most(frame));
        return IntStream.iterate(Math.floorMod(points - 1, stride), k -> k < points, k -> k + stride)
                .filter(k -> frame.x().shows(runs.x()[k]))
                .toArray();
    }

    /** Draws a shape at a point, if that lies in the panel. */
    private static void place(Frame frame, double x, double y, Graphics2D graphics, Shape shape, boolean isFilled) {
        double across = frame.x().at(x);
        double down = frame.y().at(y);
        if (!frame.y().shows(y)
                || across < frame.data().getX() - 0.5
                || across > frame.data().getMaxX() + 0.5
                || down < frame.data().getY() - 0.5
                || down > frame.data().getMaxY() + 0.5) {
            return;
        }
        Shape placed = AffineTransform.getTranslateInstance(across, down).createTransformedShape(shape);
        if (isFilled) {
            graphics.fill(placed);
        } else {
            graphics.draw(placed);
        }
    }

    private static boolean isShown(Frame frame, Curve curve, int k) {
        return k >= 0
                && k < curve.x().length
                && frame.x().shows(curve.x()[k])
                && frame.y().shows(curve.y()[k]);
    }
}
