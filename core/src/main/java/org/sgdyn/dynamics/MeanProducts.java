package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.numerics.Matrices;

/**
 * Products of many dense class means with all outputs at once, as matrix products: by rows and outputs one by one the means would be
 * read anew for each output. One thread at a time, which spreads outputs over others.
 */
final class MeanProducts {

    /** So many products of a mean and an output are worth it. */
    private static final int MANY = 256;

    private static final int STRIP = 128;

    private final MeanEntries means;
    private final int classes;
    private final int outputs;
    private final int slots;
    private final double[] rows;
    /** A number per row and output. */
    private final double[] products;

    private final Lanes lanes;
    /** The first row that is not zero on each strip of slots: means that share a basis by turns are triangular there. */
    private final int[] firstRows;

    private MeanProducts(MeanEntries means, int classes, int outputs, int slots) {
        this.means = means;
        this.classes = classes;
        this.outputs = outputs;
        this.slots = slots;
        rows = new double[means.rows() * slots];
        for (int r = 0; r < means.rows(); r++) {
            System.arraycopy(means.row(r), 0, rows, r * slots, slots);
        }
        products = new double[means.rows() * outputs];
        lanes = Lanes.of((long) rows.length * outputs, outputs);
        firstRows = new int[(slots + STRIP - 1) / STRIP];
        for (int strip = 0; strip < firstRows.length; strip++) {
            while (firstRows[strip] < means.rows() && isZero(firstRows[strip], strip)) {
                firstRows[strip]++;
            }
        }
    }

    private boolean isZero(int row, int strip) {
        for (int s = strip * STRIP; s < stripEnd(strip); s++) {
            if (rows[row * slots + s] != 0) {
                return false;
            }
        }
        return true;
    }

    private int stripEnd(int strip) {
        return Math.min(slots, (strip + 1) * STRIP);
    }

    /** The end of the strips, from one on, that begin with the same row and are multiplied together. */
    private int alikeEnd(int strip) {
        int end = strip + 1;
        while (end < firstRows.length && firstRows[end] == firstRows[strip]) {
            end++;
        }
        return end;
    }

    /** Work on a stretch of slots and the rows that are not zero there. */
    @FunctionalInterface
    private interface Stretch {
        void multiply(int from, int to, int row, int rowCount);
    }

    private void forEachStretch(Stretch stretch) {
        for (int strip = 0; strip < firstRows.length; strip = alikeEnd(strip)) {
            int row = firstRows[strip];
            if (row < means.rows()) {
                stretch.multiply(strip * STRIP, stripEnd(alikeEnd(strip) - 1), row, means.rows() - row);
            }
        }
    }

    /** Whether means and outputs are so many; means that are kept as entries are not. */
    static boolean suit(MeanEntries means, int outputs) {
        return (long) means.rows() * outputs >= MANY;
    }

    static MeanProducts of(MeanEntries means, int classes, int outputs, int slots) {
        return new MeanProducts(means, classes, outputs, slots);
    }

    private int first(int lane) {
        return (int) ((long) outputs * lane / lanes.count());
    }

    /** sum_s mu_{s,i} x_s[j] into result[i l + j]; the blocks of x[.][j] follow each other from a position of the state on. */
    void project(double[] state, int x, double[] result) {
        Matrices matrices = Matrices.get();
        Arrays.fill(products, 0);
        lanes.forEach(lanes.count(), (lane, piece) -> {
            int j = first(piece);
            int some = first(piece + 1) - j;
            forEachStretch((s, end, r, count) -> matrices.product(
                    false,
                    true,
                    count,
                    some,
                    end - s,
                    1,
                    rows,
                    r * slots + s,
                    slots,
                    state,
                    x + j * slots + s,
                    slots,
                    1,
                    products,
                    r * outputs + j,
                    outputs));
        });
        Arrays.fill(result, 0, classes * outputs, 0);
        for (int r = 0; r < means.rows(); r++) {
            for (int j = 0; j < outputs; j++) {
                means.addRowProjection(r, products[r * outputs + j], result, j, outputs);
            }
        }
    }

    /** sum_i factors[i][j] mu_{s,i} into the block of output j, blocks following each other from a position of the result on. */
    void combine(double[][] factors, double[] result, int x) {
        means.rowFactors(factors, outputs, products);
        // Where all means are zero nothing is multiplied.
        Arrays.fill(result, x, x + outputs * slots, 0);
        Matrices matrices = Matrices.get();
        lanes.forEach(lanes.count(), (lane, piece) -> {
            int j = first(piece);
            int some = first(piece + 1) - j;
            forEachStretch((s, end, r, count) -> matrices.product(
                    true,
                    false,
                    some,
                    end - s,
                    count,
                    1,
                    products,
                    r * outputs + j,
                    outputs,
                    rows,
                    r * slots + s,
                    slots,
                    0,
                    result,
                    x + j * slots + s,
                    slots));
        });
    }
}
