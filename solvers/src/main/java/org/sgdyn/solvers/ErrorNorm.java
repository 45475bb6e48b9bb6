package org.sgdyn.solvers;

import org.sgdyn.numerics.Kernels;

/**
 * The root mean square of an estimate over the tolerance, over the entries that move: of e_n / (absolute size_n + relative max(|y_n|,
 * |next_n|)) where e_n is not 0. One thread at a time.
 */
final class ErrorNorm {

    private final double relative;
    private final double absolute;
    private final double[] sizes;
    private double sum;
    private int moving;

    /**
     * The norm at given tolerances.
     *
     * @param sizes what the absolute tolerance is multiplied by
     */
    ErrorNorm(Tolerances tolerances, double[] sizes) {
        relative = tolerances.relative();
        absolute = tolerances.absolute();
        this.sizes = sizes;
    }

    /** Starts a new sum. */
    void clear() {
        sum = 0;
        moving = 0;
    }

    /**
     * Adds positions from..to-1, which should be in the cache.
     *
     * @param estimate e
     * @param scaled receives e over the tolerance; may be the estimate
     */
    void add(double[] estimate, double[] y, double[] next, double[] scaled, int from, int to) {
        for (int n = from; n < to; n++) {
            double largest = Math.max(Math.abs(y[n]), Math.abs(next[n]));
            scaled[n] = estimate[n] / (absolute * sizes[n] + relative * largest);
        }
        sum += Kernels.dotSlices(scaled, from, scaled, from, to - from);
        int count = 0;
        for (int n = from; n < to; n++) {
            count += scaled[n] == 0 ? 0 : 1;
        }
        moving += count;
    }

    /**
     * Of a whole estimate.
     *
     * @param scaled receives the estimate over the tolerance; may be the estimate
     */
    double of(double[] estimate, double[] y, double[] next, double[] scaled) {
        clear();
        for (int from = 0; from < estimate.length; from += StageSum.BLOCK) {
            add(estimate, y, next, scaled, from, Math.min(estimate.length, from + StageSum.BLOCK));
        }
        return value();
    }

    /** The sum of squares. */
    double sum() {
        return sum;
    }

    /** The root mean square. */
    double value() {
        return moving == 0 ? 0 : Math.sqrt(sum / moving);
    }
}
