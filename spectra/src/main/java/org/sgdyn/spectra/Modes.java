package org.sgdyn.spectra;

import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/** Where modes lie, decided in one place for every kind that has boundaries. */
final class Modes {

    /**
     * A mode this close above a boundary belongs below it: fractions are decimals that a double only approximates (0.29 *
     * 100 &lt; 29) or that the user rounded, and they need sum to 1 within 1e-9 only.
     */
    private static final double BOUNDARY_TOLERANCE = 1e-9;

    private Modes() {}

    /** Whether u = mode / dimension &lt;= fraction; fraction 0 holds no mode. */
    static boolean isUpTo(double fraction, int mode, int dimension) {
        return fraction > 0 && mode <= (fraction + BOUNDARY_TOLERANCE) * dimension;
    }

    /** Whether an index as {@link Parameters#modeIndex} gives it, 0 for the last mode, is this mode. */
    static boolean isAt(int index, int mode, int dimension) {
        return mode == (index == 0 ? dimension : index);
    }

    static double require(String name, double value, Range range) {
        if (!range.contains(value)) {
            throw new IllegalArgumentException(name + " " + range.rule() + ", found " + value);
        }
        return value;
    }

    static void requireRows(int rows, int dimension) {
        if (rows != dimension) {
            throw new IllegalArgumentException(
                    "a table of " + rows + " rows cannot serve d = " + dimension + ": one row per mode is needed");
        }
    }
}
