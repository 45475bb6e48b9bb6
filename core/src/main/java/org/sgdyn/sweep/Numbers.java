package org.sgdyn.sweep;

import java.math.BigDecimal;
import java.math.MathContext;

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

    /** A point of an even grid, on a linear or logarithmic scale; the ends are exact. */
    static double between(double from, double to, int points, int k, boolean log) {
        if (k == 0 || points == 1) {
            return from;
        }
        double share = k / (points - 1.0);
        return k == points - 1
                ? to
                : log ? from * Math.pow(to / from, share) : (from * (points - 1 - k) + to * k) / (points - 1.0);
    }
}
