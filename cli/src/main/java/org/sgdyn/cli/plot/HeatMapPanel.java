package org.sgdyn.cli.plot;

import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.sgdyn.cli.plot.HeatMap.Boundary;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;

/** Draws a map: cells in the colours of their levels, contours and boundaries over them, and the scale of colours beside. */
final class HeatMapPanel {

    private static final int STEPS = 128;
    private static final double BAR = 14;
    private static final double GAP = 10;

    /** What the bar takes beside the map. */
    static final double BAR_ROOM = GAP + BAR + Frame.PLAIN_LEFT + Frame.NAME_OF_AXIS;

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
        Chart.Axis x = new Chart.Axis(map.x().name(), map.x().isLogarithmic());
        Chart.Axis y = new Chart.Axis(map.y().name(), map.y().isLogarithmic());
        Frame frame = Frame.of(
                withoutBar(area), x, ends(map.x().edges()), y, ends(map.y().edges()), true, true);
        frame.drawGrid(graphics, theme);
        Graphics2D inside = (Graphics2D) graphics.create();
        inside.clip(frame.data());
        new MapCells(map, frame, theme).draw(inside);
        for (double level : map.contours()) {
            drawLines(inside, frame, Contour.of(map, level), 0, theme);
        }
        for (int k = 0; k < map.boundaries().size(); k++) {
            drawLines(inside, frame, List.of(map.boundaries().get(k)), k + 1, theme);
        }
        inside.dispose();
        frame.drawAxes(graphics, x.name(), y.name(), theme);
        Rectangle2D bar = new Rectangle2D.Double(
                area.getMaxX() - BAR_ROOM + GAP,
                frame.data().getY(),
                BAR,
                frame.data().getHeight());
        drawBar(graphics, bar, map, theme);
    }

    private static Rectangle2D withoutBar(Rectangle2D area) {
        return new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - BAR_ROOM, area.getHeight());
    }

    /** Where the cells lie in a map drawn in an area. */
    static Rectangle2D cells(Rectangle2D area) {
        return Frame.data(withoutBar(area), true, true);
    }

    private static void drawBar(Graphics2D graphics, Rectangle2D bar, HeatMap map, Theme theme) {
        Palette palette = Palette.of(map);
        double step = bar.getHeight() / STEPS;
        for (int k = 0; k < STEPS; k++) {
            graphics.setPaint(palette.level((k + 0.5) / STEPS));
            // A little under the step drawn later, so that no seam shines through.
            double over = k + 1 < STEPS ? step / 2 : 0;
            graphics.fill(new Rectangle2D.Double(
                    bar.getX(), bar.getMaxY() - (k + 1) * step - over, bar.getWidth(), step + over));
        }
        double[] range = map.range();
        Scale scale = new Scale(map.isLogarithmic(), range[0], range[1], bar.getMaxY(), bar.getY());
        Frame.drawRight(graphics, bar, scale, map.measure(), theme);
    }

    private static double[] ends(double[] edges) {
        return new double[] {edges[0], edges[edges.length - 1]};
    }

    private static void drawLines(Graphics2D graphics, Frame frame, List<Boundary> lines, int index, Theme theme) {
        Path2D path = new Path2D.Double();
        for (Boundary line : lines) {
            boolean interrupted = true;
            for (int k = 0; k < line.x().length; k++) {
                boolean isThere = frame.x().shows(line.x()[k]) && frame.y().shows(line.y()[k]);
                if (isThere) {
                    double x = frame.x().at(line.x()[k]);
                    double y = frame.y().at(line.y()[k]);
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
}
