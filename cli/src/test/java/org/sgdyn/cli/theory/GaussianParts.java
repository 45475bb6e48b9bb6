package org.sgdyn.cli.theory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.sgdyn.data.NpzWriter;

/**
 * A Gaussian mixture of full covariances, to be written as an archive that experiments read.
 *
 * @param weights p_i
 * @param labels the label of each component
 * @param means mu_i, d numbers each
 * @param covariances K_i, d x d row-major
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record GaussianParts(double[] weights, double[] labels, double[][] means, double[][] covariances) {

    /**
     * Components whose covariances share no eigenvector: spectra that fall like a power, one per component, each in a basis of its own;
     * tr K_i is about d, |mu_i| as given.
     */
    public static GaussianParts random(int count, int d, double norm, long seed) {
        Random random = new Random(seed);
        double[] weights = new double[count];
        double[] labels = new double[count];
        double[][] means = new double[count][d];
        double[][] covariances = new double[count][];
        for (int i = 0; i < count; i++) {
            weights[i] = 1 + random.nextDouble();
            labels[i] = i;
            double[] spectrum = new double[d];
            for (int mode = 0; mode < d; mode++) {
                means[i][mode] = norm * random.nextGaussian() / Math.sqrt(d);
                spectrum[mode] = 1.5 * Math.pow((mode + 1.0) / d, 0.4 + 0.4 * i);
            }
            covariances[i] = rotated(diagonal(spectrum), orthogonal(d, random));
        }
        double total = Arrays.stream(weights).sum();
        return new GaussianParts(Arrays.stream(weights).map(w -> w / total).toArray(), labels, means, covariances);
    }

    int dimension() {
        return means[0].length;
    }

    /** The same in coordinates Q x. */
    GaussianParts rotated(double[] q) {
        return new GaussianParts(
                weights,
                labels,
                Arrays.stream(means).map(mean -> product(q, mean)).toArray(double[][]::new),
                Arrays.stream(covariances).map(k -> rotated(k, q)).toArray(double[][]::new));
    }

    /** The same with means times a factor. */
    GaussianParts withMeans(double factor) {
        return new GaussianParts(
                weights,
                labels,
                Arrays.stream(means)
                        .map(mean -> Arrays.stream(mean).map(x -> factor * x).toArray())
                        .toArray(double[][]::new),
                covariances);
    }

    /** The same with means and covariances that differ from their averages by a factor times what they did. */
    GaussianParts withDifferences(double factor) {
        return new GaussianParts(weights, labels, nearer(means, factor), nearer(covariances, factor));
    }

    private double[][] nearer(double[][] rows, double factor) {
        double[] average = new double[rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            for (int e = 0; e < average.length; e++) {
                average[e] += weights[i] * rows[i][e];
            }
        }
        double[][] result = new double[rows.length][average.length];
        for (int i = 0; i < rows.length; i++) {
            double[] row = rows[i];
            Arrays.setAll(result[i], e -> average[e] + factor * (row[e] - average[e]));
        }
        return result;
    }

    /** The same with a component as two, of the given share of its weight and of the rest. */
    GaussianParts split(int component, double share) {
        int n = weights.length;
        int[] origin = new int[n + 1];
        Arrays.setAll(origin, i -> i < n ? i : component);
        double[] parts = new double[n + 1];
        Arrays.setAll(parts, i -> weights[origin[i]]);
        parts[component] *= share;
        parts[n] *= 1 - share;
        return new GaussianParts(
                parts,
                Arrays.stream(origin).mapToDouble(i -> labels[i]).toArray(),
                Arrays.stream(origin).mapToObj(i -> means[i]).toArray(double[][]::new),
                Arrays.stream(origin).mapToObj(i -> covariances[i]).toArray(double[][]::new));
    }

    /** Writes them as an archive of that name. */
    public Path write(Path directory, String name) throws IOException {
        int count = weights.length;
        int d = dimension();
        Path path = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(path)) {
            NpzWriter npz = new NpzWriter(out);
            npz.numbers("weights", new double[][] {weights}, count);
            npz.numbers("labels", new double[][] {labels}, count);
            npz.numbers("means", means, count, d);
            npz.numbers("covariances", covariances, count, d, d);
            npz.finish();
        }
        return path;
    }

    static double[] diagonal(double... values) {
        int d = values.length;
        double[] matrix = new double[d * d];
        for (int r = 0; r < d; r++) {
            matrix[r * d + r] = values[r];
        }
        return matrix;
    }

    /** A random orthogonal matrix: Gaussian rows, each made orthogonal to those before, twice for rounding. */
    static double[] orthogonal(int d, Random random) {
        double[] q = new double[d * d];
        for (int r = 0; r < d; r++) {
            for (int s = 0; s < d; s++) {
                q[r * d + s] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < r; before++) {
                    double overlap = dot(q, r * d, q, before * d, d);
                    for (int s = 0; s < d; s++) {
                        q[r * d + s] -= overlap * q[before * d + s];
                    }
                }
                double norm = Math.sqrt(dot(q, r * d, q, r * d, d));
                for (int s = 0; s < d; s++) {
                    q[r * d + s] /= norm;
                }
            }
        }
        return q;
    }

    /** Q K Q^T, symmetric to the last bit. */
    private static double[] rotated(double[] k, double[] q) {
        int d = (int) Math.sqrt(k.length);
        double[] half = new double[d * d];
        double[] result = new double[d * d];
        for (int r = 0; r < d; r++) {
            for (int s = 0; s < d; s++) {
                half[r * d + s] = dot(q, r * d, k, s * d, d);
            }
        }
        for (int r = 0; r < d; r++) {
            for (int s = 0; s <= r; s++) {
                result[r * d + s] = dot(half, r * d, q, s * d, d);
                result[s * d + r] = result[r * d + s];
            }
        }
        return result;
    }

    private static double[] product(double[] q, double[] x) {
        double[] result = new double[x.length];
        Arrays.setAll(result, r -> dot(q, r * x.length, x, 0, x.length));
        return result;
    }

    private static double dot(double[] a, int aFrom, double[] b, int bFrom, int n) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
            sum += a[aFrom + k] * b[bFrom + k];
        }
        return sum;
    }
}
