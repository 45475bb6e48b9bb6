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
        Palette palette = Palette.of(map);
        ColourBar.draw(
                graphics,
                area,
                frame.data(),
                new Chart.Axis(map.measure(), map.isLogarithmic()),
                map.range(),
                palette::level,
                theme);
    }

    private static Rectangle2D withoutBar(Rectangle2D area) {
        return new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - ColourBar.ROOM, area.getHeight());
    }

    /** Where the cells lie in a map drawn in an area. */
    static Rectangle2D cells(Rectangle2D area) {
        return Frame.data(withoutBar(area), true, true);
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
