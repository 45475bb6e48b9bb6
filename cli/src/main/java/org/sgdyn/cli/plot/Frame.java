package org.sgdyn.cli.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.sgdyn.cli.plot.Scale.Tick;

/**
 * Where the data of a panel lie, and the axes around them. The room for the axes is the same in all panels, whatever their labels,
 * so that panels of equal size have equal data areas.
 *
 * @param area all of the panel but its title
 * @param data where the data lie
 * @param x the horizontal axis
 * @param y the vertical axis
 */
record Frame(Rectangle2D area, Rectangle2D data, Scale x, Scale y) {

    /** What the name of an axis takes, in height or, turned, in width. */
    static final double NAME_OF_AXIS = 16;

    /** What the labels of a vertical axis take. */
    static final double PLAIN_LEFT = 46;

    private static final double PLAIN_BOTTOM = 22;

    private static final double ABOVE = 6;
    private static final double ASIDE = 2;

    /** What is left free beside the right end of a horizontal axis. */
    static final double RIGHT = 8;

    private static final double TICK = 4;
    private static final double SMALL_TICK = 2;

    /** From an axis to its labels. */
    private static final double GAP = 4;

    /**
     * The frame of a panel.
     *
     * @param area where it lies
     * @param x the horizontal axis
     * @param domain its ends
     * @param y the vertical axis
     * @param range its ends
     * @param namesX whether there is room for the name of the horizontal axis
     * @param namesY whether there is room for the name of the vertical axis
     */
    static Frame of(
            Rectangle2D area,
            Chart.Axis x,
            double[] domain,
            Chart.Axis y,
            double[] range,
            boolean namesX,
            boolean namesY) {
        Rectangle2D data = data(area, namesX, namesY);
        return new Frame(
                area,
                data,
                new Scale(x.isLogarithmic(), domain[0], domain[1], data.getX(), data.getMaxX()),
                new Scale(y.isLogarithmic(), range[0], range[1], data.getMaxY(), data.getY()));
    }

    /** Where the data of a panel lie. */
    static Rectangle2D data(Rectangle2D area, boolean namesX, boolean namesY) {
        double left = ASIDE + PLAIN_LEFT + (namesY ? NAME_OF_AXIS : 0);
        double bottom = ASIDE + PLAIN_BOTTOM + (namesX ? NAME_OF_AXIS : 0);
        return new Rectangle2D.Double(
                area.getX() + left,
                area.getY() + ABOVE,
                area.getWidth() - left - RIGHT,
                area.getHeight() - ABOVE - bottom);
    }

    /** Draws the ground with its grid. */
    void drawGrid(Graphics2D graphics, Theme theme) {
        graphics.setPaint(theme.ground());
        graphics.fill(data);
        graphics.setPaint(theme.grid());
        graphics.setStroke(Theme.HAIRLINE);
        for (Tick tick : x.ticksAlong(Fonts.TICK)) {
            if (!tick.isSmall()) {
                double at = x.at(tick.value());
                graphics.draw(new Line2D.Double(at, data.getY(), at, data.getMaxY()));
            }
        }
        for (Tick tick : y.ticksUp(Fonts.TICK)) {
            if (!tick.isSmall()) {
                double at = y.at(tick.value());
                graphics.draw(new Line2D.Double(data.getX(), at, data.getMaxX(), at));
            }
        }
    }

    /** Draws the border, and the axes with their labels; an empty name is left out. */
    void drawAxes(Graphics2D graphics, String nameOfX, String nameOfY, Theme theme) {
        graphics.setPaint(theme.frame());
        graphics.setStroke(Theme.HAIRLINE);
        graphics.draw(data);
        double lettersUp = 0.36 * Fonts.TICK.getSize2D();
        for (Tick tick : x.ticksAlong(Fonts.TICK)) {
            double at = x.at(tick.value());
            double length = tick.isSmall() ? SMALL_TICK : TICK;
            graphics.setPaint(theme.frame());
            graphics.draw(new Line2D.Double(at, data.getMaxY(), at, data.getMaxY() - length));
            graphics.setPaint(theme.ink());
            write(
                    graphics,
                    Fonts.TICK,
                    tick,
                    at - Lettering.width(Fonts.TICK, tick.text()) / 2,
                    data.getMaxY() + GAP + 9);
        }
        Font beside = fitting(y.ticksUp(Fonts.TICK));
        for (Tick tick : y.ticksUp(Fonts.TICK)) {
            double at = y.at(tick.value());
            double length = tick.isSmall() ? SMALL_TICK : TICK;
            graphics.setPaint(theme.frame());
            graphics.draw(new Line2D.Double(data.getX(), at, data.getX() + length, at));
            graphics.setPaint(theme.ink());
            write(graphics, beside, tick, data.getX() - GAP - Lettering.width(beside, tick.text()), at + lettersUp);
        }
        graphics.setPaint(theme.ink());
        if (!nameOfX.isEmpty()) {
            double room = data.getWidth() + PLAIN_LEFT / 2;
            double line = data.getMaxY() + PLAIN_BOTTOM + 10;
            Lettering.drawCentred(graphics, Fonts.LABEL, nameOfX, data.getCenterX(), line, room);
        }
        if (!nameOfY.isEmpty()) {
            writeUpwards(graphics, nameOfY, area.getX() + ASIDE + 11, data, area.getMaxY());
        }
    }

    /** Writes the name of a vertical axis. A long one may reach down beside the horizontal axis, but not above the data. */
    private static void writeUpwards(Graphics2D graphics, String name, double line, Rectangle2D data, double bottom) {
        double room = bottom - data.getY();
        double used = Math.min(room, Math.max(data.getHeight(), Lettering.width(Fonts.LABEL, name)));
        Lettering.drawUpwards(graphics, Fonts.LABEL, name, line, data.getY() + used / 2, room);
    }

    /** The font of labels beside a vertical axis: smaller where they need many digits to be told apart. */
    private static Font fitting(List<Tick> ticks) {
        double widest = ticks.stream()
                .mapToDouble(tick -> Lettering.width(Fonts.TICK, tick.text()))
                .max()
                .orElse(0);
        double share = Math.min(1, (PLAIN_LEFT - GAP) / Math.max(1, widest));
        return Fonts.TICK.deriveFont((float) (share * Fonts.TICK.getSize2D()));
    }

    private static void write(Graphics2D graphics, Font font, Tick tick, double x, double y) {
        if (!tick.isSmall()) {
            Lettering.draw(graphics, font, tick.text(), x, y);
        }
    }

    /** Draws the labels of the vertical axis on the right, with its name, without a grid: the scale of colours. */
    static void drawRight(Graphics2D graphics, Rectangle2D bar, Scale scale, String name, Theme theme) {
        graphics.setPaint(theme.frame());
        graphics.setStroke(Theme.HAIRLINE);
        graphics.draw(bar);
        List<Tick> ticks = scale.ticksUp(Fonts.TICK);
        Font beside = fitting(ticks);
        for (Tick tick : ticks) {
            double at = scale.at(tick.value());
            graphics.setPaint(theme.frame());
            graphics.setStroke(Theme.HAIRLINE);
            double length = tick.isSmall() ? SMALL_TICK : TICK;
            graphics.draw(new Line2D.Double(bar.getMaxX() - length, at, bar.getMaxX(), at));
            graphics.setPaint(theme.ink());
            write(graphics, beside, tick, bar.getMaxX() + GAP, at + 0.36 * Fonts.TICK.getSize2D());
        }
        graphics.setPaint(theme.ink());
        double line = bar.getMaxX() + PLAIN_LEFT + 10;
        writeUpwards(graphics, name, line, bar, bar.getMaxY() + PLAIN_BOTTOM);
    }
}
