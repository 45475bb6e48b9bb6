package org.sgdyn.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sgdyn.numerics.Eigensystem;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.Matrices;

/**
 * What a fitted mixture says of how SGD will learn.
 *
 * @param effectiveDimension (tr Kbar)^2 / tr Kbar^2, Kbar the labels' covariances on average
 * @param greatestShare lambda_1(Kbar) / d
 * @param squaredMeans |mu_y|^2 of each label
 * @param largestLearningRate above which least squares diverges
 * @param spectra the eigenvalues of each label's covariance, descending
 * @param cosines between the labels' means, labels x labels
 * @param directions the two leading directions of the second moment of all samples, d x 2; one column if d = 1
 * @param labels each label's components as one
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record FitSummary(
        double effectiveDimension,
        double greatestShare,
        double[] squaredMeans,
        double largestLearningRate,
        List<double[]> spectra,
        double[][] cosines,
        double[] directions,
        Components labels) {

    private static final int ITERATIONS = 1000;

    /**
     * Looks at a mixture.
     *
     * @param mixture the mixture
     * @return what it says
     */
    public static FitSummary of(FittedMixture mixture) {
        int d = mixture.dimension();
        int count = mixture.labels().size();
        Components labels = mixture.all().pooled(count);
        double[] average = labels.averageCovariance();
        Eigensystem spectrum = Eigensystem.of(average, d);
        double trace = 0;
        double squares = 0;
        for (int k = 0; k < d; k++) {
            trace += average[k * d + k];
            squares += Kernels.dotSlices(average, k * d, average, k * d, d);
        }
        double[] moment = average.clone();
        for (int y = 0; y < count; y++) {
            addSquare(moment, labels.weights()[y], labels.means()[y]);
        }
        Eigensystem second = Eigensystem.of(moment, d);
        return new FitSummary(
                trace * trace / squares,
                spectrum.value(0) / d,
                IntStream.range(0, count)
                        .mapToDouble(y -> Kernels.dot(labels.means()[y], labels.means()[y], 0, d))
                        .toArray(),
                largestLearningRate(labels, second),
                IntStream.range(0, count)
                        .parallel()
                        .mapToObj(
                                y -> Eigensystem.of(labels.covariances()[y], d).values())
                        .toList(),
                cosines(labels),
                second.leading(Math.min(2, d)),
                labels);
    }

    private static void addSquare(double[] matrix, double weight, double[] vector) {
        int d = vector.length;
        for (int k = 0; k < d; k++) {
            Kernels.add(matrix, k * d, weight * vector[k], vector, 0, d);
        }
    }

    private static double[][] cosines(Components labels) {
        int count = labels.size();
        int d = labels.dimension();
        double[][] cosines = new double[count][count];
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                double[] first = labels.means()[a];
                double[] other = labels.means()[b];
                double norms = Kernels.dot(first, first, 0, d) * Kernels.dot(other, other, 0, d);
                cosines[a][b] = norms > 0 ? Kernels.dot(first, other, 0, d) / Math.sqrt(norms) : 0;
            }
        }
        return cosines;
    }

    /**
     * The learning rate at which the iterate's noise begins to feed itself. With least squares every sample of label j moves the
     * covariance by (gamma^2 / d) tr(S_j C) S_j, S_j = K_j + mu_j mu_j^T, and the drift damps element (a, b) of it, in the basis of
     * Sbar = sum p_j S_j, at the rate gamma (kappa_a + kappa_b). So the variances tr(S_i C) are stationary at
     * gamma = d / rho(F), F_ij = p_j sum_ab (S_i)_ab (S_j)_ab / (kappa_a + kappa_b). Labels are taken with their components as one.
     */
    private static double largestLearningRate(Components labels, Eigensystem second) {
        int d = labels.dimension();
        int count = labels.size();
        Matrices matrices = Matrices.get();
        double[] basis = second.leading(d);
        double[] half = new double[d * d];
        double[][] moments = new double[count][d * d];
        for (int y = 0; y < count; y++) {
            double[] moment = labels.covariances()[y].clone();
            addSquare(moment, 1, labels.means()[y]);
            matrices.product(false, false, d, d, d, 1, moment, 0, d, basis, 0, d, 0, half, 0, d);
            matrices.product(true, false, d, d, d, 1, basis, 0, d, half, 0, d, 0, moments[y], 0, d);
        }
        double[][] feedback = new double[count][count];
        double[] damped = new double[d * d];
        double floor = 1e-14 * second.value(0);
        for (int j = 0; j < count; j++) {
            for (int a = 0; a < d; a++) {
                for (int b = 0; b < d; b++) {
                    double rate = second.value(a) + second.value(b);
                    damped[a * d + b] = rate > floor ? moments[j][a * d + b] / rate : 0;
                }
            }
            for (int i = 0; i < count; i++) {
                feedback[i][j] = labels.weights()[j] * Kernels.dot(damped, moments[i], 0, d * d);
            }
        }
        return d / radius(feedback);
    }

    /** The spectral radius of a matrix without negative elements, by powers. */
    private static double radius(double[][] matrix) {
        int n = matrix.length;
        double[] vector = new double[n];
        Arrays.fill(vector, 1);
        double radius = 0;
        for (int step = 0; step < ITERATIONS; step++) {
            double[] next = new double[n];
            double greatest = 0;
            for (int i = 0; i < n; i++) {
                next[i] = Kernels.dot(matrix[i], vector, 0, n);
                greatest = Math.max(greatest, next[i]);
            }
            for (int i = 0; i < n; i++) {
                vector[i] = next[i] / greatest;
            }
            if (Math.abs(greatest - radius) <= 1e-12 * greatest) {
                return greatest;
            }
            radius = greatest;
        }
        return radius;
    }
}
