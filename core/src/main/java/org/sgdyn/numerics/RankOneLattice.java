package org.sgdyn.numerics;

import java.util.Arrays;

/** Lattices for integrals over the unit cube: the points frac(k z / n), k = 0..n - 1. */
final class RankOneLattice {

    private RankOneLattice() {}

    /**
     * The generating vector of a rank-one lattice, chosen component by component to minimise the worst-case error
     * sum_x prod_v (1 + w_v 2 pi^2 B_2(x_v)) over periodic functions, B_2(x) = x^2 - x + 1/6, with weights w_v = 1/v^2: the
     * most restrictive conditions come first (Sloan and Reztsov, Math. Comp. 71, 263 (2002)).
     *
     * @param dimensions how many components, &gt;= 0
     * @param points n, a prime number
     * @return z / n, one component z / n in (0, 1/2] per dimension
     */
    static double[] generator(int dimensions, int points) {
        double[] kernel = new double[points];
        for (int k = 0; k < points; k++) {
            double x = k / (double) points;
            kernel[k] = 2 * Math.PI * Math.PI * (x * x - x + 1.0 / 6);
        }
        double[] product = new double[points];
        Arrays.fill(product, 1);
        double[] vector = new double[dimensions];
        for (int v = 0; v < dimensions; v++) {
            double weight = 1.0 / ((v + 1) * (v + 1));
            int best = 1;
            double least = Double.POSITIVE_INFINITY;
            for (int z = 1; v > 0 && z <= points / 2; z++) {
                double error = 0;
                int at = 0;
                for (int k = 0; k < points; k++) {
                    error += product[k] * kernel[at];
                    at += z;
                    at -= at >= points ? points : 0;
                }
                if (error < least) {
                    least = error;
                    best = z;
                }
            }
            vector[v] = best / (double) points;
            for (int k = 0; k < points; k++) {
                product[k] *= 1 + weight * kernel[(int) ((long) k * best % points)];
            }
        }
        return vector;
    }
}
