package org.sgdyn.cli.plot;

import java.util.Arrays;

/**
 * Values of points of a grid, gathered into the cells of a map. A cell with points in it has the mean of their finite values; one
 * without any has the value of the smallest block that covers its middle. Thus a grid need not be complete: where it is coarse,
 * each point stands for a block around it. The order in which points are added does not matter but for rounding, and between blocks
 * of the same size that overlap, of which the first counts.
 */
final class Raster {

    private final Bins x;
    private final Bins y;
    private final double[] sums;
    private final int[] counts;

    /** A value of the cell that is not finite, or that of a block that covers it; NaN where there is none. */
    private final double[] others;

    /** The area of the block whose value that is: 0 for a point in the cell. */
    private final double[] areas;

    Raster(Bins x, Bins y) {
        this.x = x;
        this.y = y;
        int cells = x.count() * y.count();
        sums = new double[cells];
        counts = new int[cells];
        others = new double[cells];
        areas = new double[cells];
        Arrays.fill(others, Double.NaN);
        Arrays.fill(areas, Double.POSITIVE_INFINITY);
    }

    /**
     * Adds a point.
     *
     * @param column its position along x, from -1/2 to just below the number of positions less 1/2
     * @param row its position along y
     * @param width how many positions the block around it is wide: from column - width / 2 to just below column + width / 2; 1 for
     *     a point of a complete grid
     * @param height how many it is high
     * @param value its value; one that is not finite keeps blocks out of the cell, and is shown where there is no finite one
     */
    void add(double column, double row, double width, double height, double value) {
        int cell = x.cell(column) * y.count() + y.cell(row);
        if (Double.isFinite(value)) {
            sums[cell] += value;
            counts[cell]++;
        }
        // An infinite value says more than NaN.
        if (areas[cell] > 0 || Double.isNaN(others[cell])) {
            others[cell] = value;
            areas[cell] = 0;
        }
        if (width > x.each() || height > y.each()) {
            cover(column, row, width, height, value);
        }
    }

    private void cover(double column, double row, double width, double height, double value) {
        for (int i = x.cell(column - width / 2); i < x.count() && x.middle(i) < column + width / 2; i++) {
            for (int j = y.cell(row - height / 2); j < y.count() && y.middle(j) < row + height / 2; j++) {
                int cell = i * y.count() + j;
                boolean isCovered = x.middle(i) >= column - width / 2 && y.middle(j) >= row - height / 2;
                if (isCovered && width * height < areas[cell]) {
                    others[cell] = value;
                    areas[cell] = width * height;
                }
            }
        }
    }

    /** The value of a cell; NaN if it has none. */
    double value(int column, int row) {
        int cell = column * y.count() + row;
        return counts[cell] > 0 ? sums[cell] / counts[cell] : others[cell];
    }

    /** The values of all cells: [column][row]. */
    double[][] values() {
        double[][] values = new double[x.count()][y.count()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = value(i, j);
            }
        }
        return values;
    }
}
