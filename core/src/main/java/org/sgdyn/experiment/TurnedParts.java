package org.sgdyn.experiment;

import org.sgdyn.model.DenseCovariances.Form;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.spi.Cancellation;

/**
 * Parts in the basis U of the eigenvectors of what the iterate's covariance feels on average, sum_i p_i Sigma_i, the greatest
 * eigenvalue first.
 *
 * @param basis U, d x d row-major, its vectors as columns
 * @param means U^T mu, a row of d numbers each
 * @param covariances U^T K U of all parts one after another, d x d row-major each
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
record TurnedParts(double[] basis, double[][] means, double[] covariances) {

    /**
     * Turns parts.
     *
     * @param weights p
     * @param centres mu, a row of d numbers each
     * @param matrices K, d x d row-major each
     * @param form which matrix the iterate's covariance feels
     */
    static TurnedParts of(double[] weights, double[][] centres, double[][] matrices, Form form) {
        int d = centres[0].length;
        int count = weights.length;
        double[] basis = basis(weights, centres, matrices, form);
        double[][] means = new double[count][d];
        double[] covariances = new double[count * d * d];
        double[] half = new double[d * d];
        Matrices algebra = Matrices.get();
        for (int i = 0; i < count; i++) {
            Cancellation.NEVER.check();
            algebra.product(false, false, 1, d, d, 1, centres[i], 0, d, basis, 0, d, 0, means[i], 0, d);
            algebra.product(false, false, d, d, d, 1, matrices[i], 0, d, basis, 0, d, 0, half, 0, d);
            int from = i * d * d;
            algebra.product(true, false, d, d, d, 1, basis, 0, d, half, 0, d, 0, covariances, from, d);
            symmetrise(covariances, from, d);
        }
        return new TurnedParts(basis, means, covariances);
    }

    private static void symmetrise(double[] matrix, int from, int d) {
        for (int r = 0; r < d; r++) {
            for (int s = 0; s < r; s++) {
                double mean = 0.5 * (matrix[from + r * d + s] + matrix[from + s * d + r]);
                matrix[from + r * d + s] = mean;
                matrix[from + s * d + r] = mean;
            }
        }
    }

    private static double[] basis(double[] weights, double[][] centres, double[][] matrices, Form form) {
        int d = centres[0].length;
        double[] average = new double[d * d];
        for (int i = 0; i < weights.length; i++) {
            double p = weights[i];
            double[] mean = centres[i];
            double[] covariance = matrices[i];
            for (int r = 0; r < d; r++) {
                double own = form == Form.PAPER ? 0 : mean[r];
                for (int s = 0; s < d; s++) {
                    average[r * d + s] += p * (covariance[r * d + s] + own * mean[s]);
                }
            }
        }
        double[] basis = new double[d * d];
        Matrices.get().eigen(d, average, new double[d], basis);
        return basis;
    }
}
