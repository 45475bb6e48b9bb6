package org.sgdyn.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import org.sgdyn.settings.Spacing;

/** Numbers of a grid. */
final class Numbers {

    private static final MathContext DIGITS = new MathContext(14);

    /** Beyond it not every whole number is a double. */
    private static final double LARGEST_WHOLE = 0x1p53;

    private Numbers() {}

    /** The number without the rounding errors of its computation, as a user would write it. */
    static Number tidy(double value) {
        return whole(
                Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value);
    }

    /** Whole numbers as such: keys such as dimension take no others. */
    static Number whole(double value) {
        return value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE ? (Number) (long) value : (Number) value;
    }

    /** A point of a grid; the ends are exact. */
    static double between(double from, double to, int points, int k, Spacing spacing) {
        if (k == 0 || points == 1) {
            return from;
        }
        return k == points - 1 ? to : spacing.at(from, to, k, points - 1);
    }
}
