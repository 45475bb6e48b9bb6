package org.sgdyn.fit;

import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.numerics.SemidefiniteRoot;
import org.sgdyn.spi.RandomStream;

/**
 * The parametric bootstrap of a fit: components estimated anew from as many samples as the fit had, drawn from the fit itself. The
 * scatter of what is computed from such components tells how far chance in the samples moves it (B. Efron, R. J. Tibshirani, An
 * Introduction to the Bootstrap, ch. 6).
 */
public final class Resample {

    /** A component of fewer samples keeps its mean and covariance. */
    private static final int FEWEST = 2;

    private Resample() {}

    /**
     * Draws samples and estimates.
     *
     * @param mixture the fit
     * @param replicate the number of the draw, 0-based
     * @return the estimates; every component keeps a sample at least
     */
    public static Components of(FittedMixture mixture, int replicate) {
        return of(mixture.all(), RandomStreams.of(mixture.settings().seed(), Partition.RESAMPLES, replicate));
    }

    /** Draws from components, which have counts. */
    static Components of(Components fit, RandomStream random) {
        int size = fit.size();
        int d = fit.dimension();
        long[] counts = counts(fit, random);
        double total = 0;
        for (long count : counts) {
            total += count;
        }
        double[] weights = new double[size];
        double[][] means = new double[size][];
        double[][] covariances = new double[size][];
        double[] z = new double[d];
        double[] sample = new double[d];
        for (int i = 0; i < size; i++) {
            weights[i] = counts[i] / total;
            if (counts[i] < FEWEST) {
                means[i] = fit.means()[i];
                covariances[i] = fit.covariances()[i];
                continue;
            }
            SemidefiniteRoot root = SemidefiniteRoot.of(fit.covariances()[i], 0, d);
            Scatter scatter = new Scatter(d, fit.means()[i]);
            for (long k = 0; k < counts[i]; k++) {
                random.fillNormals(z, 0, d);
                root.map(z, fit.means()[i], sample, 0);
                scatter.add(sample);
            }
            means[i] = scatter.mean();
            covariances[i] = scatter.covariance();
        }
        return new Components(counts, weights, fit.classes(), means, covariances);
    }

    /** How many samples of each component chance draws. */
    private static long[] counts(Components fit, RandomStream random) {
        long samples = 0;
        for (long count : fit.counts()) {
            samples += count;
        }
        long[] counts = new long[fit.size()];
        for (long k = 0; k < samples; k++) {
            double u = random.uniform();
            int i = 0;
            double sum = fit.weights()[0];
            while (i < counts.length - 1 && u >= sum) {
                sum += fit.weights()[++i];
            }
            counts[i]++;
        }
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.max(1, counts[i]);
        }
        return counts;
    }
}
