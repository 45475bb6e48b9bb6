package org.sgdyn.cli.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Draws the cells of a map in the colours of their values. */
final class MapCells {

    /** The most cells that are drawn as shapes of their own. */
    private static final int MOST_RECTANGLES = 5_000;

    /** Pixels of a picture of more cells per unit of length: twice those of the finest picture that it is part of. */
    private static final int PIXELS = 4;

    private final HeatMap map;
    private final Frame frame;
    private final Theme theme;
    private final Palette palette;
    private final double[] edgesX;
    private final double[] edgesY;

    MapCells(HeatMap map, Frame frame, Theme theme) {
        this.map = map;
        this.frame = frame;
        this.theme = theme;
        palette = Palette.of(map);
        edgesX = map.x().edges();
        edgesY = map.y().edges();
    }

    void draw(Graphics2D graphics) {
        int cells = (edgesX.length - 1) * (edgesY.length - 1);
        if (cells > MOST_RECTANGLES) {
            drawPixels(graphics);
        } else {
            drawRectangles(graphics);
        }
    }

    private Color colour(double value) {
        return Double.isNaN(value) ? theme.missing() : palette.colour(value);
    }

    private void drawRectangles(Graphics2D graphics) {
        for (int i = 0; i + 1 < edgesX.length; i++) {
            for (int j = 0; j + 1 < edgesY.length; j++) {
                double left = frame.x().at(edgesX[i]);
                double right = frame.x().at(edgesX[i + 1]);
                double bottom = frame.y().at(edgesY[j]);
                double top = frame.y().at(edgesY[j + 1]);
                // A little under the neighbours drawn later, so that no seam shines through at any scale.
                double more = i + 2 < edgesX.length ? 1.5 : 0;
                double above = j + 2 < edgesY.length ? 1.5 : 0;
                double value = map.shown(i, j);
                graphics.setPaint(colour(value));
                graphics.fill(new Rectangle2D.Double(left, top - above, right - left + more, bottom - top + above));
                if (Double.isNaN(value)) {
                    graphics.setPaint(theme.frame());
                    graphics.setStroke(Theme.HAIRLINE);
                    graphics.draw(new Line2D.Double(left, bottom, right, top));
                }
            }
        }
    }

    /** All cells as one picture, since so many shapes take megabytes and are slow to show. */
    private void drawPixels(Graphics2D graphics) {
        double left = frame.x().from();
        double top = frame.y().to();
        double width = frame.x().to() - left;
        double height = frame.y().from() - top;
        int[] columns = cells(
                (int) Math.ceil(PIXELS * width),
                Arrays.stream(edgesX).map(edge -> (frame.x().at(edge) - left) / width));
        int[] rows = cells(
                (int) Math.ceil(PIXELS * height),
                Arrays.stream(edgesY).map(edge -> 1 - (frame.y().at(edge) - top) / height));
        int[][] colours = new int[edgesX.length - 1][edgesY.length - 1];
        for (int i = 0; i < colours.length; i++) {
            for (int j = 0; j < colours[i].length; j++) {
                colours[i][j] = colour(map.shown(i, j)).getRGB();
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
