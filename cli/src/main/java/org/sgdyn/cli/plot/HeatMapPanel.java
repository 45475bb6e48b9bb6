package org.sgdyn.cli.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.sgdyn.cli.plot.HeatMap.Boundary;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;

/** Draws a map: cells in the colours of their levels, contours and boundaries over them, and the scale of colours beside. */
final class HeatMapPanel {

    private static final int STEPS = 128;
    private static final double BAR = 14;
    private static final double GAP = 10;

    /** The most cells that are drawn as shapes of their own. */
    private static final int MOST_RECTANGLES = 5_000;

    /** Pixels of a picture of more cells per unit of length: twice those of the finest picture that it is part of. */
    private static final int PIXELS = 4;

    /** What the bar takes beside the map. */
    static final double BAR_ROOM = GAP + BAR + Panel.PLAIN_LEFT + Panel.NAME_OF_AXIS;

    private HeatMapPanel() {}

    static List<Entry> legend(HeatMap map) {
        List<Entry> entries = new ArrayList<>();
        if (!map.contours().isEmpty()) {
            String levels = String.join(
                    ", ", map.contours().stream().map(Labels::number).toList());
            entries.add(new Entry(Kind.ON_MAP, new Tint.OnMap(0), map.measure() + " = " + levels));
        }
        for (int k = 0; k < map.boundaries().size(); k++) {
            entries.add(new Entry(
                    Kind.ON_MAP, new Tint.OnMap(k + 1), map.boundaries().get(k).label()));
        }
        if (!map.isComplete()) {
            entries.add(new Entry(Kind.MISSING, new Tint.Neutral(), "no value"));
        }
        map.gathering()
                .ifPresent(words -> entries.add(new Entry(Kind.NOTE, new Tint.Neutral(), "each cell: " + words)));
        return entries;
    }

    static void draw(Graphics2D graphics, Rectangle2D area, HeatMap map, Theme theme) {
        double[] edgesX = map.x().edges();
        double[] edgesY = map.y().edges();
        XYPlot plot = new XYPlot();
        plot.setDomainAxis(Panel.axis(map.x().name(), map.x().isLogarithmic(), ends(edgesX), theme));
        plot.setRangeAxis(Panel.axis(map.y().name(), map.y().isLogarithmic(), ends(edgesY), theme));
        plot.addAnnotation(new Cells(map, edgesX, edgesY, theme));
        plot.addAnnotation(new Lines(map, theme));
        Panel.fix(plot, true, true);
        Rectangle2D left = withoutBar(area);
        Panel.drawFramed(graphics, left, plot, theme);

        Rectangle2D right = new Rectangle2D.Double(left.getMaxX(), area.getY(), BAR_ROOM, area.getHeight());
        drawBar(graphics, right, map, theme);
    }

    private static Rectangle2D withoutBar(Rectangle2D area) {
        return new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - BAR_ROOM, area.getHeight());
    }

    /** Where the cells lie in a map drawn in an area. */
    static Rectangle2D cells(Rectangle2D area) {
        return Panel.dataArea(withoutBar(area));
    }

    /** The bar is a map of one column, in which every level lies at its own height. */
    private static void drawBar(Graphics2D graphics, Rectangle2D area, HeatMap map, Theme theme) {
        double[] range = map.range();
        HeatMap.Axis across = new HeatMap.Axis("", false, new double[1]);
        double[] levels = new double[STEPS];
        HeatMap.Axis scale = new HeatMap.Axis("", map.isLogarithmic(), range);
        double low = scale.position(range[0]);
        double high = scale.position(range[1]);
        double[] edges = new double[STEPS + 1];
        for (int k = 0; k <= STEPS; k++) {
            edges[k] = scale.value(low + (high - low) * k / STEPS);
            if (k < STEPS) {
                levels[k] = scale.value(low + (high - low) * (k + 0.5) / STEPS);
            }
        }
        HeatMap bar = new HeatMap(
                "",
                across,
                new HeatMap.Axis("", map.isLogarithmic(), levels),
                new double[][] {levels},
                "",
                map.isLogarithmic(),
                List.of(),
                List.of());
        XYPlot plot = new XYPlot();
        double[] edgesX = across.edges();
        plot.setDomainAxis(Panel.axis("", false, edgesX, theme));
        plot.getDomainAxis().setVisible(false);
        plot.setRangeAxis(Panel.axis(map.measure(), map.isLogarithmic(), range, theme));
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        plot.addAnnotation(new Cells(bar, edgesX, edges, theme));
        Panel.fix(plot, true, true);
        AxisSpace space = new AxisSpace();
        space.setRight(Panel.PLAIN_LEFT + Panel.NAME_OF_AXIS);
        plot.setFixedRangeAxisSpace(space);
        Panel.drawFramed(graphics, area, plot, theme);
    }

    private static double[] ends(double[] edges) {
        return new double[] {edges[0], edges[edges.length - 1]};
    }

    /** Something drawn where the axes place its values. */
    private abstract static class OnMap extends AbstractXYAnnotation {

        private static final long serialVersionUID = 1L;

        @Override
        public final void draw(
                Graphics2D graphics,
                XYPlot plot,
                Rectangle2D area,
                ValueAxis domain,
                ValueAxis range,
                int index,
                PlotRenderingInfo info) {
            draw(
                    graphics,
                    value -> domain.valueToJava2D(value, area, plot.getDomainAxisEdge()),
                    value -> range.valueToJava2D(value, area, plot.getRangeAxisEdge()));
        }

        abstract void draw(Graphics2D graphics, DoubleUnaryOperator toX, DoubleUnaryOperator toY);
    }

    /** The coloured cells. */
    private static final class Cells extends OnMap {

        private static final long serialVersionUID = 1L;

        private final transient HeatMap map;
        private final double[] edgesX;
        private final double[] edgesY;
        private final Theme theme;

        Cells(HeatMap map, double[] edgesX, double[] edgesY, Theme theme) {
            this.map = map;
            this.edgesX = edgesX;
            this.edgesY = edgesY;
            this.theme = theme;
        }

        @Override
        void draw(Graphics2D graphics, DoubleUnaryOperator toX, DoubleUnaryOperator toY) {
            int cells = (edgesX.length - 1) * (edgesY.length - 1);
            if (cells > MOST_RECTANGLES) {
                drawPixels(graphics, toX, toY);
            } else {
                drawRectangles(graphics, toX, toY);
            }
        }

        /** The colour of a cell. */
        private Color colour(HeatMap.Axis scale, double value) {
            if (Double.isNaN(value)) {
                return theme.missing();
            }
            double low = scale.position(scale.values()[0]);
            double high = scale.position(scale.values()[1]);
            return Theme.level((scale.position(value) - low) / (high - low));
        }

        private void drawRectangles(Graphics2D graphics, DoubleUnaryOperator toX, DoubleUnaryOperator toY) {
            HeatMap.Axis scale = new HeatMap.Axis("", map.isLogarithmic(), map.range());
            for (int i = 0; i + 1 < edgesX.length; i++) {
                for (int j = 0; j + 1 < edgesY.length; j++) {
                    double left = toX.applyAsDouble(edgesX[i]);
                    double right = toX.applyAsDouble(edgesX[i + 1]);
                    double bottom = toY.applyAsDouble(edgesY[j]);
                    double top = toY.applyAsDouble(edgesY[j + 1]);
                    // A little under the neighbours drawn later, so that no seam shines through at any scale.
                    double more = i + 2 < edgesX.length ? 1.5 : 0;
                    double above = j + 2 < edgesY.length ? 1.5 : 0;
                    Rectangle2D cell =
                            new Rectangle2D.Double(left, top - above, right - left + more, bottom - top + above);
                    double value = map.shown(i, j);
                    graphics.setPaint(colour(scale, value));
                    graphics.fill(cell);
                    if (Double.isNaN(value)) {
                        graphics.setPaint(theme.frame());
                        graphics.setStroke(Theme.HAIRLINE);
                        graphics.draw(new Line2D.Double(left, bottom, right, top));
                    }
                }
            }
        }

        /** All cells as one picture, since so many shapes take megabytes and are slow to show. */
        private void drawPixels(Graphics2D graphics, DoubleUnaryOperator toX, DoubleUnaryOperator toY) {
            HeatMap.Axis scale = new HeatMap.Axis("", map.isLogarithmic(), map.range());
            double left = toX.applyAsDouble(edgesX[0]);
            double top = toY.applyAsDouble(edgesY[edgesY.length - 1]);
            double width = toX.applyAsDouble(edgesX[edgesX.length - 1]) - left;
            double height = toY.applyAsDouble(edgesY[0]) - top;
            int[] columns = cells(
                    (int) Math.ceil(PIXELS * width),
                    Arrays.stream(edgesX).map(edge -> (toX.applyAsDouble(edge) - left) / width));
            int[] rows = cells(
                    (int) Math.ceil(PIXELS * height),
                    Arrays.stream(edgesY).map(edge -> 1 - (toY.applyAsDouble(edge) - top) / height));
            int[][] colours = new int[edgesX.length - 1][edgesY.length - 1];
            for (int i = 0; i < colours.length; i++) {
                for (int j = 0; j < colours[i].length; j++) {
                    colours[i][j] = colour(scale, map.shown(i, j)).getRGB();
                }
            }
            BufferedImage picture = new BufferedImage(columns.length, rows.length, BufferedImage.TYPE_INT_RGB);
            for (int across = 0; across < columns.length; across++) {
                for (int up = 0; up < rows.length; up++) {
                    picture.setRGB(across, rows.length - 1 - up, colours[columns[across]][rows[up]]);
                }
            }
            AffineTransform place = AffineTransform.getTranslateInstance(left, top);
            place.scale(width / columns.length, height / rows.length);
            graphics.drawImage(picture, place, null);
        }

        /** The cell in which the middle of each pixel lies, where cells have their borders at shares of the whole length. */
        private static int[] cells(int pixels, DoubleStream shares) {
            double[] borders = shares.toArray();
            int[] cells = new int[pixels];
            int cell = 0;
            for (int k = 0; k < pixels; k++) {
                while (cell + 2 < borders.length && (k + 0.5) / pixels >= borders[cell + 1]) {
                    cell++;
                }
                cells[k] = cell;
            }
            return cells;
        }
    }

    /** Contours and boundaries. */
    private static final class Lines extends OnMap {

        private static final long serialVersionUID = 1L;

        private final transient HeatMap map;
        private final Theme theme;

        Lines(HeatMap map, Theme theme) {
            this.map = map;
            this.theme = theme;
        }

        @Override
        void draw(Graphics2D graphics, DoubleUnaryOperator toX, DoubleUnaryOperator toY) {
            for (double level : map.contours()) {
                draw(graphics, Contour.of(map, level), 0, toX, toY);
            }
            for (int k = 0; k < map.boundaries().size(); k++) {
                draw(graphics, List.of(map.boundaries().get(k)), k + 1, toX, toY);
            }
        }

        private void draw(
                Graphics2D graphics,
                List<Boundary> lines,
                int index,
                DoubleUnaryOperator toX,
                DoubleUnaryOperator toY) {
            Path2D path = new Path2D.Double();
            for (Boundary line : lines) {
                boolean interrupted = true;
                for (int k = 0; k < line.x().length; k++) {
                    boolean isThere = isShown(map.x(), line.x()[k]) && isShown(map.y(), line.y()[k]);
                    if (isThere) {
                        double x = toX.applyAsDouble(line.x()[k]);
                        double y = toY.applyAsDouble(line.y()[k]);
                        if (interrupted) {
                            path.moveTo(x, y);
                        } else {
                            path.lineTo(x, y);
                        }
                    }
                    interrupted = !isThere;
                }
            }
            Theme.drawOnMap(graphics, path, new Tint.OnMap(index).stroke(theme));
        }

        private static boolean isShown(HeatMap.Axis axis, double value) {
            return Double.isFinite(value) && (!axis.isLogarithmic() || value > 0);
        }
    }
}
