package org.sgdyn.cli.explore;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.sgdyn.spi.ModeParameters;

/** Groups of modes by their eigenvalue in the average over classes, sum_i p_i lambda_i: few groups each in a bin, many in bins of a width. Immutable. */
final class EigenvalueBins {

    static final EigenvalueBins NONE = new EigenvalueBins(new int[0], new double[0], new double[0]);

    private static final int MOST = 60;

    /** Over wider ranges bins have equal ratios. */
    private static final double WIDE = 10;

    /** Eigenvalues this close are the same. */
    private static final double SAME = 1e-9;

    /** Per group its bin. */
    private final int[] bins;

    private final double[] eigenvalues;
    private final double[] shares;

    private EigenvalueBins(int[] bins, double[] eigenvalues, double[] shares) {
        this.bins = bins;
        this.eigenvalues = eigenvalues;
        this.shares = shares;
    }

    /** The bins of the modes, in the order of their eigenvalues. */
    static EigenvalueBins of(ModeParameters at) {
        double[] values = IntStream.range(0, at.groups())
                .mapToDouble(g -> IntStream.range(0, at.classes())
                        .mapToDouble(i -> at.weight(i) * at.groupEigenvalue(g, i))
                        .sum())
                .toArray();
        double[] weights =
                IntStream.range(0, values.length).mapToDouble(at::groupWeight).toArray();
        double[] starts = starts(values);
        int[] bins = Arrays.stream(values)
                .mapToInt(value -> {
                    int place = Arrays.binarySearch(starts, value);
                    return place >= 0 ? place : -place - 2;
                })
                .toArray();
        return compact(bins, values, weights, starts.length);
    }

    /** The lower ends of bins, the first of them the least value. */
    private static double[] starts(double[] values) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        double[] distinct = IntStream.range(0, sorted.length)
                .filter(k -> k == 0 || sorted[k] > sorted[k - 1] * (1 + SAME))
                .mapToDouble(k -> sorted[k])
                .toArray();
        if (distinct.length <= MOST) {
            return distinct;
        }
        int first = distinct[0] == 0 ? 1 : 0;
        double least = distinct[first];
        double greatest = distinct[distinct.length - 1];
        int count = MOST - first;
        double[] starts = new double[MOST];
        for (int k = 0; k < count; k++) {
            double share = (double) k / count;
            starts[first + k] = k == 0
                    ? least
                    : greatest > WIDE * least
                            ? least * Math.pow(greatest / least, share)
                            : least + share * (greatest - least);
        }
        return starts;
    }

    /** Without empty bins; each has the mean eigenvalue of its modes. */
    private static EigenvalueBins compact(int[] bins, double[] values, double[] weights, int count) {
        double[] sums = new double[count];
        double[] masses = new double[count];
        double[] shares = new double[count];
        for (int g = 0; g < bins.length; g++) {
            // Modes apart from the continuum have no share in it.
            double weight = Math.max(weights[g], Double.MIN_NORMAL);
            sums[bins[g]] += weight * values[g];
            masses[bins[g]] += weight;
            shares[bins[g]] += weights[g];
        }
        int[] kept = IntStream.range(0, count).filter(b -> masses[b] > 0).toArray();
        return new EigenvalueBins(
                Arrays.stream(bins).map(b -> Arrays.binarySearch(kept, b)).toArray(),
                Arrays.stream(kept).mapToDouble(b -> sums[b] / masses[b]).toArray(),
                Arrays.stream(kept).mapToDouble(b -> shares[b]).toArray());
    }

    int count() {
        return eigenvalues.length;
    }

    /** The bin of a group of modes. */
    int bin(int group) {
        return bins[group];
    }

    /** The mean eigenvalue of a bin's modes. */
    double eigenvalue(int bin) {
        return eigenvalues[bin];
    }

    /** The share of all modes that is in a bin; 0 of modes apart from a continuum. */
    double share(int bin) {
        return shares[bin];
    }
}
