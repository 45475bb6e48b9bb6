package org.sgdyn.cli.plot;

import java.util.Optional;

/**
 * How the positions along an axis of a grid are gathered into the cells of a map: each cell holds as many neighbours, the last one
 * those that are left.
 *
 * @param positions the number of positions, at least 1
 * @param each how many a cell holds, at least 1
 */
public record Bins(int positions, int each) {

    /** The most cells along an axis: more are narrower than two pixels of a picture, and make a report too large to open. */
    public static final int MOST = 300;

    /** Checks the numbers. */
    public Bins {
        if (positions < 1 || each < 1) {
            throw new IllegalArgumentException(
                    "cells of " + each + " positions out of " + positions + ": both numbers must be at least 1");
        }
    }

    /**
     * As few positions to a cell as give at most {@link #MOST} cells.
     *
     * @param positions the number of positions
     * @return one position to a cell if there are at most {@link #MOST}
     */
    public static Bins of(int positions) {
        return of(positions, MOST);
    }

    /** As few positions to a cell as give at most so many cells. */
    static Bins of(int positions, int most) {
        return new Bins(positions, (positions + most - 1) / most);
    }

    /** What a cell of a map holds, such as "4 \u00D7 4 points"; empty where it is a point. */
    static Optional<String> points(Bins across, Bins up) {
        boolean isEven = across.positions % across.each == 0 && up.positions % up.each == 0;
        return across.each == 1 && up.each == 1
                ? Optional.empty()
                : Optional.of((isEven ? "" : "up to ") + across.each + " \u00D7 " + up.each + " points");
    }

    /**
     * The number of cells.
     *
     * @return at least 1
     */
    public int count() {
        return (positions + each - 1) / each;
    }

    /**
     * The cell of a position.
     *
     * @param position counted from 0, possibly between two of the grid
     * @return the cell, 0-based; the first or last one for positions outside
     */
    int cell(double position) {
        return (int) Math.max(0, Math.min(count() - 1, Math.floor((position + 0.5) / each)));
    }

    /** The first position of a cell; that of the cell after the last one is the number of positions. */
    int begin(int cell) {
        return (int) Math.min((long) cell * each, positions);
    }

    /** The middle of a cell, in positions: (begin + end - 1) / 2. */
    double middle(int cell) {
        return (begin(cell) + begin(cell + 1) - 1) / 2.0;
    }
}
