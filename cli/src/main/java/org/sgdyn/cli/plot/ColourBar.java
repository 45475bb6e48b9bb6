package org.sgdyn.cli.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleFunction;

/** A scale of colours beside a panel. */
final class ColourBar {

    private static final int STEPS = 128;
    private static final double BAR = 14;
    private static final double GAP = 10;

    /** What the bar takes beside the panel. */
    static final double ROOM = GAP + BAR + Frame.PLAIN_LEFT + Frame.NAME_OF_AXIS;

    private ColourBar() {}

    /**
     * Draws a bar at the right end of an area.
     *
     * @param graphics where to
     * @param area the panel with the bar
     * @param data where the panel's data lie
     * @param axis what the colours stand for
     * @param ends the values at the lower and upper end
     * @param colours the colour at each share of the bar
     * @param theme its colours
     */
    static void draw(
            Graphics2D graphics,
            Rectangle2D area,
            Rectangle2D data,
            Chart.Axis axis,
            double[] ends,
            DoubleFunction<Color> colours,
            Theme theme) {
        Rectangle2D bar = new Rectangle2D.Double(area.getMaxX() - ROOM + GAP, data.getY(), BAR, data.getHeight());
        double step = bar.getHeight() / STEPS;
        for (int k = 0; k < STEPS; k++) {
            graphics.setPaint(colours.apply((k + 0.5) / STEPS));
            // A little under the step drawn later, so that no seam shines through.
            double over = k + 1 < STEPS ? step / 2 : 0;
            graphics.fill(new Rectangle2D.Double(
                    bar.getX(), bar.getMaxY() - (k + 1) * step - over, bar.getWidth(), step + over));
        }
        Scale scale = new Scale(axis.isLogarithmic(), ends[0], ends[1], bar.getMaxY(), bar.getY());
        Frame.drawRight(graphics, bar, scale, axis.name(), theme);
    }
}
