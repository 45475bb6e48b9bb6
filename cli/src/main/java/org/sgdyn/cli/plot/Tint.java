package org.sgdyn.cli.plot;

import java.awt.Color;
import java.awt.Stroke;
import org.sgdyn.figure.FigureSettings;

/** By what a curve is told from others; the theme turns it into a colour and a stroke. */
public sealed interface Tint {

    /** The colour in the theme. */
    Color colour(Theme theme);

    /** The stroke in the theme; solid unless overridden. */
    default Stroke stroke(Theme theme) {
        return Theme.dashed(0);
    }

    /** The number of the marker of means, see {@link Theme#marker}. */
    default int mark() {
        return 0;
    }

    /** The stroke of a short sample. */
    default Stroke sample(Theme theme) {
        return stroke(theme);
    }

    /**
     * One of a few kinds.
     *
     * @param index 0, 1, ...
     */
    record Category(int index) implements Tint {
        @Override
        public Color colour(Theme theme) {
            return theme.colour(index);
        }

        @Override
        public Stroke stroke(Theme theme) {
            return theme.stroke(index);
        }

        @Override
        public int mark() {
            return index;
        }
    }

    /**
     * A value of a parameter.
     *
     * @param level from 0 (least) to 1 (greatest)
     */
    record Level(double level) implements Tint {
        @Override
        public Color colour(Theme theme) {
            return theme.line(level);
        }
    }

    /**
     * One of several curves that may coincide: the first is solid, the others have dashes that leave room for each other, so that
     * equal curves show all colours in turn.
     *
     * @param index 0, 1, ..., count - 1
     * @param count how many there are
     */
    record Overlaid(int index, int count) implements Tint {

        private static final float DASH = 7;

        @Override
        public Color colour(Theme theme) {
            return theme.colour(index);
        }

        @Override
        public Stroke stroke(Theme theme) {
            return index == 0 ? Theme.dashed(0) : Theme.dashed(DASH * (count - index), DASH, DASH * (count - 1));
        }

        @Override
        public int mark() {
            return index;
        }

        @Override
        public Stroke sample(Theme theme) {
            return index == 0 ? Theme.dashed(0) : Theme.dashed(0, DASH, DASH / 5);
        }
    }

    /**
     * What stands beside a curve and counts less: the same colour, thin and dashed.
     *
     * @param of the curve
     */
    record Aside(Tint of) implements Tint {
        @Override
        public Color colour(Theme theme) {
            return of.colour(theme);
        }

        @Override
        public Stroke stroke(Theme theme) {
            return Theme.THIN_DASHES;
        }

        @Override
        public int mark() {
            return of.mark();
        }
    }

    /**
     * One of the statistics of one of several curves: the curve's colour with the statistic's dashes.
     *
     * @param colour the number of the curve
     * @param dash the number of the statistic
     */
    record Dashed(int colour, int dash) implements Tint {
        @Override
        public Color colour(Theme theme) {
            return theme.colour(colour);
        }

        @Override
        public Stroke stroke(Theme theme) {
            return theme.stroke(dash);
        }

        @Override
        public int mark() {
            return dash;
        }
    }

    /**
     * Another tint in a colour of one's choice.
     *
     * @param of the other
     * @param name the colour
     */
    record Coloured(Tint of, FigureSettings.Colour name) implements Tint {
        @Override
        public Color colour(Theme theme) {
            return theme.colour(name);
        }

        @Override
        public Stroke stroke(Theme theme) {
            return of.stroke(theme);
        }

        @Override
        public int mark() {
            return of.mark();
        }
    }

    /** No curve in particular. */
    record Neutral() implements Tint {
        @Override
        public Color colour(Theme theme) {
            return theme.neutral();
        }
    }

    /**
     * A line on a map of levels.
     *
     * @param index 0 for contours, 1, 2, ... for boundaries
     */
    record OnMap(int index) implements Tint {

        private static final float[][] DASHES = {{}, {7, 4}, {2, 3}, {9, 3, 2, 3}};

        @Override
        public Color colour(Theme theme) {
            return Color.WHITE;
        }

        @Override
        public Stroke stroke(Theme theme) {
            return Theme.dashed(0, DASHES[index == 0 ? 0 : 1 + (index - 1) % (DASHES.length - 1)]);
        }
    }
}
