package org.sgdyn.fit;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.RandomStream;

/**
 * Parts samples into groups of Gaussian shape, by expectation maximisation on a few coordinates: k-means++ chooses where to begin,
 * {@value #STEPS} steps follow, and each sample then belongs to the component under which it is most probable. Covariances are pulled to
 * that of all samples, with the weight of {@value #PRIOR} samples, which keeps them invertible.
 */
final class Parting {

    /** Samples of a label, beyond which further ones do not take part in the steps. */
    static final int MOST_SCORES = 20_000;

    static final int STEPS = 15;

    static final double PRIOR = 50;

    /** Responsibilities below this change nothing. */
    private static final double NEGLIGIBLE = 1e-10;

    private final int q;
    private final int parts;
    /** Of all samples by coordinate: coordinates are uncorrelated. */
    private final double[] variances;

    private final double[] logWeights;
    private final double[][] means;
    /** Lower triangular factors, L L^T = covariance. */
    private final double[][] factors;

    private final double[] logRoots;
    private final double[] solved;

    private Parting(int q, int parts, double[] variances) {
        this.q = q;
        this.parts = parts;
        this.variances = variances;
        logWeights = new double[parts];
        means = new double[parts][q];
        factors = new double[parts][q * q];
        logRoots = new double[parts];
        solved = new double[q];
    }

    /**
     * Finds the parts.
     *
     * @param scores the coordinates of n samples, one sample after the other
     * @param n how many samples there are, &gt;= parts
     * @param variances the variance of every coordinate, all &gt; 0
     * @param parts how many parts there are to be
     * @param random chooses where to begin
     */
    static Parting of(double[] scores, int n, double[] variances, int parts, RandomStream random) {
        int q = variances.length;
        Parting parting = new Parting(q, parts, variances);
        if (parts == 1) {
            return parting;
        }
        double[] shares = new double[n * parts];
        int[] nearest = seeds(scores, n, q, parts, random);
        for (int k = 0; k < n; k++) {
            shares[k * parts + nearest[k]] = 1;
        }
        parting.maximise(scores, n, shares);
        parting.improve(scores, n, shares);
        return parting;
    }

    /**
     * The parts of other samples of the same kind, which begin where these have ended.
     *
     * @param others the coordinates of n samples, one sample after the other
     * @param n how many samples there are
     */
    Parting continued(double[] others, int n) {
        Parting parting = new Parting(q, parts, variances);
        if (parts == 1) {
            return parting;
        }
        System.arraycopy(logWeights, 0, parting.logWeights, 0, parts);
        System.arraycopy(logRoots, 0, parting.logRoots, 0, parts);
        for (int part = 0; part < parts; part++) {
            System.arraycopy(means[part], 0, parting.means[part], 0, q);
            System.arraycopy(factors[part], 0, parting.factors[part], 0, q * q);
        }
        parting.improve(others, n, new double[n * parts]);
        return parting;
    }

    private void improve(double[] scores, int n, double[] shares) {
        for (int step = 0; step < STEPS; step++) {
            expect(scores, n, shares);
            maximise(scores, n, shares);
        }
    }

    int parts() {
        return parts;
    }

    /** The nearest of points that lie far apart: each is drawn with a chance that grows with its squared distance from the others. */
    private static int[] seeds(double[] scores, int n, int q, int parts, RandomStream random) {
        int[] nearest = new int[n];
        double[] distances = new double[n];
        Arrays.fill(distances, Double.POSITIVE_INFINITY);
        int seed = Math.min(n - 1, (int) (random.uniform() * n));
        for (int part = 0; part < parts; part++) {
            double sum = 0;
            for (int k = 0; k < n; k++) {
                double distance = 0;
                for (int c = 0; c < q; c++) {
                    double apart = scores[k * q + c] - scores[seed * q + c];
                    distance += apart * apart;
                }
                if (distance < distances[k]) {
                    distances[k] = distance;
                    nearest[k] = part;
                }
                sum += distances[k];
            }
            double drawn = random.uniform() * sum;
            seed = 0;
            while (seed < n - 1 && (drawn -= distances[seed]) >= 0) {
                seed++;
            }
        }
        return nearest;
    }

    private void expect(double[] scores, int n, double[] shares) {
        double[] logs = new double[parts];
        for (int k = 0; k < n; k++) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (int part = 0; part < parts; part++) {
                logs[part] = logDensity(scores, k * q, part);
                greatest = Math.max(greatest, logs[part]);
            }
            double sum = 0;
            for (int part = 0; part < parts; part++) {
                logs[part] = Math.exp(logs[part] - greatest);
                sum += logs[part];
            }
            for (int part = 0; part < parts; part++) {
                shares[k * parts + part] = logs[part] / sum;
            }
        }
    }

    private double logDensity(double[] scores, int from, int part) {
        double[] factor = factors[part];
        double[] mean = means[part];
        double squares = 0;
        for (int r = 0; r < q; r++) {
            double x = scores[from + r] - mean[r] - Kernels.dotSlices(factor, r * q, solved, 0, r);
            solved[r] = x / factor[r * q + r];
            squares += solved[r] * solved[r];
        }
        return logWeights[part] - logRoots[part] - squares / 2;
    }

    private void maximise(double[] scores, int n, double[] shares) {
        double[] apart = new double[q];
        for (int part = 0; part < parts; part++) {
            double mass = 0;
            double[] mean = means[part];
            Arrays.fill(mean, 0);
            for (int k = 0; k < n; k++) {
                double share = shares[k * parts + part];
                if (share > NEGLIGIBLE) {
                    mass += share;
                    Kernels.add(mean, 0, share, scores, k * q, q);
                }
            }
            for (int c = 0; c < q && mass > 0; c++) {
                mean[c] /= mass;
            }
            double[] covariance = factors[part];
            Arrays.fill(covariance, 0);
            for (int k = 0; k < n; k++) {
                double share = shares[k * parts + part];
                if (share > NEGLIGIBLE) {
                    for (int c = 0; c < q; c++) {
                        apart[c] = scores[k * q + c] - mean[c];
                    }
                    for (int r = 0; r < q; r++) {
                        Kernels.add(covariance, r * q, share * apart[r], apart, 0, r + 1);
                    }
                }
            }
            for (int r = 0; r < q; r++) {
                covariance[r * q + r] += PRIOR * variances[r];
                for (int c = 0; c <= r; c++) {
                    covariance[r * q + c] /= mass + PRIOR;
                }
            }
            logRoots[part] = factorise(covariance);
            logWeights[part] = Math.log(mass / n);
        }
    }

    /** Cholesky's factor in place of the lower triangle; gives the logarithm of its determinant. */
    private double factorise(double[] a) {
        double log = 0;
        for (int r = 0; r < q; r++) {
            for (int c = 0; c < r; c++) {
                a[r * q + c] = (a[r * q + c] - Kernels.dotSlices(a, r * q, a, c * q, c)) / a[c * q + c];
            }
            double pivot = a[r * q + r] - Kernels.dotSlices(a, r * q, a, r * q, r);
            // The prior bounds pivots from below but for rounding.
            a[r * q + r] = Math.sqrt(Math.max(pivot, 1e-12 * variances[r]));
            log += Math.log(a[r * q + r]);
        }
        return log;
    }

    /** The part of a sample. */
    int partOf(double[] score) {
        if (parts == 1) {
            return 0;
        }
        int best = 0;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int part = 0; part < parts; part++) {
            double log = logDensity(score, 0, part);
            if (log > greatest) {
                greatest = log;
                best = part;
            }
        }
        return best;
    }
}
