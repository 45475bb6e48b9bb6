package org.sgdyn.asymptotics;

import java.util.OptionalDouble;

/**
 * The shortest w with w . nu_i &gt;= 1 for every i, from the Gram matrix of the nu_i: w = sum_i a_i nu_i with a maximising
 * sum a_i - a^T A a / 2 over a &gt;= 0, by coordinate ascent. Then |w|^2 = sum a_i.
 */
final class LargestMargin {

    private static final int SWEEPS = 100_000;

    private static final double ACCURACY = 1e-13;

    private LargestMargin() {}

    /**
     * Solves.
     *
     * @param gram A_ij = nu_i . nu_j, n x n row-major
     * @param multipliers receives a, length n
     * @return |w|^2; empty if no w has a positive product with every nu_i
     */
    static OptionalDouble solve(double[] gram, double[] multipliers) {
        int n = multipliers.length;
        double scale = 0;
        for (int i = 0; i < n; i++) {
            scale = Math.max(scale, gram[i * n + i]);
            if (!(gram[i * n + i] > 0)) {
                return OptionalDouble.empty();
            }
        }
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            double change = 0;
            double total = 0;
            for (int i = 0; i < n; i++) {
                double slack = 1;
                for (int j = 0; j < n; j++) {
                    slack -= gram[i * n + j] * multipliers[j];
                }
                double moved = Math.max(0, multipliers[i] + slack / gram[i * n + i]);
                change = Math.max(change, Math.abs(moved - multipliers[i]));
                multipliers[i] = moved;
                total += moved;
            }
            if (change <= ACCURACY * total) {
                return OptionalDouble.of(total);
            }
            // Of vectors whose hull contains 0 the multipliers grow without bound.
            if (total * scale > 1e12) {
                break;
            }
        }
        return OptionalDouble.empty();
    }
}
