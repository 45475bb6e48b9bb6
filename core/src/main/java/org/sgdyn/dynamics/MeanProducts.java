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

    private final MeanEntries means;
    private final int classes;
    private final int outputs;
    private final int slots;
    private final double[] rows;
    /** A number per row and output. */
    private final double[] products;

    private final Lanes lanes;

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
        lanes.forEach(lanes.count(), (lane, piece) -> {
            int j = first(piece);
            Matrices.get()
                    .product(
                            false,
                            true,
                            means.rows(),
                            first(piece + 1) - j,
                            slots,
                            1,
                            rows,
                            0,
                            slots,
                            state,
                            x + j * slots,
                            slots,
                            0,
                            products,
                            j,
                            outputs);
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
        double[] ofRows = new double[means.rows()];
        for (int j = 0; j < outputs; j++) {
            means.rowFactors(1, factors, j, ofRows);
            for (int r = 0; r < ofRows.length; r++) {
                products[r * outputs + j] = ofRows[r];
            }
        }
        lanes.forEach(lanes.count(), (lane, piece) -> {
            int j = first(piece);
            Matrices.get()
                    .product(
                            true,
                            false,
                            first(piece + 1) - j,
                            slots,
                            means.rows(),
                            1,
                            products,
                            j,
                            outputs,
                            rows,
                            0,
                            slots,
                            0,
                            result,
                            x + j * slots,
                            slots);
        });
    }
}
