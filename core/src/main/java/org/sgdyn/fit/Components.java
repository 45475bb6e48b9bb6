package org.sgdyn.fit;

/**
 * Gaussian components, each with a label.
 *
 * @param counts the samples of each
 * @param weights their shares of all samples; sum 1
 * @param classes the label of each, as an index, ascending
 * @param means mu_i in R^d
 * @param covariances K_i, d x d row-major, symmetric
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record Components(long[] counts, double[] weights, int[] classes, double[][] means, double[][] covariances) {

    /**
     * The components.
     *
     * @return how many there are
     */
    public int size() {
        return counts.length;
    }

    /**
     * The dimension.
     *
     * @return d
     */
    public int dimension() {
        return means[0].length;
    }

    /**
     * The components of each label as one: its weight, and the mean and covariance of its components together.
     *
     * @param labels how many labels there are
     * @return a component per label, with mean sum w_i mu_i / w and covariance sum w_i (K_i + (mu_i - mu)(mu_i - mu)^T) / w
     */
    public Components pooled(int labels) {
        int d = dimension();
        long[] pooledCounts = new long[labels];
        double[] pooledWeights = new double[labels];
        int[] own = new int[labels];
        double[][] pooledMeans = new double[labels][d];
        double[][] pooledCovariances = new double[labels][d * d];
        for (int i = 0; i < size(); i++) {
            pooledCounts[classes[i]] += counts[i];
            pooledWeights[classes[i]] += weights[i];
        }
        for (int i = 0; i < size(); i++) {
            double share = weights[i] / pooledWeights[classes[i]];
            for (int k = 0; k < d; k++) {
                pooledMeans[classes[i]][k] += share * means[i][k];
            }
        }
        double[] apart = new double[d];
        for (int i = 0; i < size(); i++) {
            double share = weights[i] / pooledWeights[classes[i]];
            double[] sum = pooledCovariances[classes[i]];
            for (int k = 0; k < d; k++) {
                apart[k] = means[i][k] - pooledMeans[classes[i]][k];
            }
            for (int k = 0; k < d; k++) {
                for (int l = 0; l < d; l++) {
                    sum[k * d + l] += share * (covariances[i][k * d + l] + apart[k] * apart[l]);
                }
            }
        }
        for (int label = 0; label < labels; label++) {
            own[label] = label;
        }
        return new Components(pooledCounts, pooledWeights, own, pooledMeans, pooledCovariances);
    }

    /**
     * The covariance within components, on average: Kbar = sum w_i K_i.
     *
     * @return d x d, row-major
     */
    public double[] averageCovariance() {
        int d = dimension();
        double[] average = new double[d * d];
        for (int i = 0; i < size(); i++) {
            for (int k = 0; k < d * d; k++) {
                average[k] += weights[i] * covariances[i][k];
            }
        }
        return average;
    }
}
