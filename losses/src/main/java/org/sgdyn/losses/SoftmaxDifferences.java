package org.sgdyn.losses;

/** Mean mu and covariance D of the differences d_j = r_j - r_i of all logits but that of class i; a buffer. */
final class SoftmaxDifferences {

    final int own;
    private final int n;
    final double[] mean;
    final double[] covariance;

    SoftmaxDifferences(int own, int n) {
        this.own = own;
        this.n = n;
        mean = new double[n];
        covariance = new double[n * n];
    }

    /** The class of difference a. */
    int index(int a) {
        return a < own ? a : a + 1;
    }

    /** Adds a slope by mean a to those by the means of the logits. */
    void addSlopeByMean(int a, double slope, double[] result) {
        result[index(a)] += slope;
        result[own] -= slope;
    }

    /** Adds a slope by D_ab = D_ba to those by the logits' covariances, which follow their means row by row, j &lt;= k. */
    void addSlopeByCovariance(int a, int b, double slope, double[] result) {
        result[place(index(a), index(b))] += slope;
        result[place(own, index(a))] -= slope;
        result[place(own, index(b))] -= slope;
        result[place(own, own)] += slope;
    }

    private int place(int j, int k) {
        int l = n + 1;
        int first = Math.min(j, k);
        return l + first * l - first * (first - 1) / 2 + Math.max(j, k) - first;
    }

    void of(double[] logitMean, double[] logitCovariance) {
        int l = n + 1;
        for (int a = 0; a < n; a++) {
            int j = index(a);
            mean[a] = logitMean[j] - logitMean[own];
            for (int b = a; b < n; b++) {
                int k = index(b);
                // Row-wise differences keep digits when the logits nearly agree.
                double entry = (logitCovariance[j * l + k] - logitCovariance[own * l + k])
                        + (logitCovariance[own * l + own] - logitCovariance[j * l + own]);
                covariance[a * n + b] = entry;
                covariance[b * n + a] = entry;
            }
        }
    }
}
