package org.sgdyn.cli.plot;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a figure is laid out for. Everything is drawn in units of which 11 are the size of the font, so that lines, markers and
 * distances follow it.
 *
 * @param width in points, 72 to the inch; empty for as much as the panels like
 * @param height in points; empty for as much as the panels like. Panels that would become too low for their axes make it higher
 * @param fontSize the size of labels in points
 */
public record Page(OptionalDouble width, OptionalDouble height, double fontSize) {

    /** Points in an inch. */
    public static final double INCH = 72;

    /** For screens: a unit is a pixel, or a point on paper. */
    public static final Page SCREEN = new Page(OptionalDouble.empty(), OptionalDouble.empty(), 11);

    /** The size of labels on paper unless asked otherwise. */
    public static final double FONT_SIZE = 8;

    /** A column of a two-column paper, 3.3 inches. */
    public static final Page COLUMN = new Page(OptionalDouble.of(3.3 * INCH), OptionalDouble.empty(), FONT_SIZE);

    /** The width of a paper's page, 6.75 inches. */
    public static final Page WIDE = new Page(OptionalDouble.of(6.75 * INCH), OptionalDouble.empty(), FONT_SIZE);

    /** What the page of a paper holds of a figure with a caption, 7.2 inches. */
    static final double MOST_HEIGHT = 7.2 * INCH;

    /** The least size of labels in points. */
    public static final double LEAST_FONT_SIZE = 4;

    /** The greatest size of labels in points. */
    public static final double GREATEST_FONT_SIZE = 30;

    /** The least width and height that hold a panel, for a font of size 1. */
    private static final double LEAST = 16;

    private static final double UNITS = 11;

    /** Dots per inch of pictures for paper. */
    private static final double RESOLUTION = 300;

    /**
     * What is wrong with the page.
     *
     * @return in words, and what to do; empty if a panel has room on it
     */
    public Optional<String> problem() {
        double least = LEAST * fontSize;
        boolean isNarrow = width.orElse(least) < least;
        if (!isNarrow && height.orElse(least) >= least) {
            return Optional.empty();
        }
        return Optional.of("labels of " + Labels.number(fontSize) + " pt leave a figure of this "
                + (isNarrow ? "width" : "height") + " no room for its panels; take at least "
                + Labels.number(Math.ceil(100 * least / INCH) / 100) + "in, or smaller labels");
    }

    /** Points in a unit. */
    double scale() {
        return fontSize / UNITS;
    }

    /** The width in units, if it is given. */
    OptionalDouble units() {
        return width.isPresent() ? OptionalDouble.of(width.getAsDouble() / scale()) : OptionalDouble.empty();
    }

    /** The height in units, if it is given. */
    OptionalDouble unitsHigh() {
        return height.isPresent() ? OptionalDouble.of(height.getAsDouble() / scale()) : OptionalDouble.empty();
    }

    /** The most units that a figure is high whose height is not given, if its panels can be lower. */
    double mostUnitsHigh() {
        return width.isPresent() && height.isEmpty() ? MOST_HEIGHT / scale() : Double.POSITIVE_INFINITY;
    }

    /** Pixels in a unit: twice the usual resolution of a screen, or the resolution of print. */
    double pixels() {
        return width.isPresent() ? RESOLUTION / INCH * scale() : 2 * scale();
    }
}
