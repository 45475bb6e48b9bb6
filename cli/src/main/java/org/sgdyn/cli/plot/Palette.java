package org.sgdyn.cli.plot;

import java.awt.Color;

/**
 * The colours of a measure.
 *
 * @param scale where values lie between 0 and 1
 * @param isSigned whether the middle is 0, and colours tell the sign
 */
record Palette(Scale scale, boolean isSigned) {

    /** The colours of a map. */
    static Palette of(HeatMap map) {
        double[] range = map.range();
        return new Palette(new Scale(map.isLogarithmic(), range[0], range[1], 0, 1), map.isSigned());
    }

    /** The colour of a value. */
    Color colour(double value) {
        return level(scale.at(value));
    }

    /** The colour of a share of the range. */
    Color level(double share) {
        return MapScale.colour(isSigned, share);
    }
}
