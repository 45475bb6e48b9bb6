package org.sgdyn.experiment;

import java.util.Arrays;
import org.sgdyn.fit.Components;

/**
 * Gaussian parts of an experiment's classes, whose covariances are full matrices.
 *
 * @param labels per part the class that it belongs to, 0-based
 * @param weights the share of each part in all samples; sum 1
 * @param means mu, a row of d numbers each
 * @param covariances K, a row of d x d numbers each, symmetric and positive semidefinite
 * @param source what they were read from, in words
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
record ClassParts(int[] labels, double[] weights, double[][] means, double[][] covariances, String source) {

    static ClassParts of(Components components, String source) {
        return new ClassParts(
                components.classes(), components.weights(), components.means(), components.covariances(), source);
    }

    int dimension() {
        return means[0].length;
    }

    int classes() {
        return Arrays.stream(labels).max().orElseThrow() + 1;
    }

    /** The weight of each class. */
    double[] classWeights() {
        double[] sums = new double[classes()];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += weights[i];
        }
        return sums;
    }

    /** The share of each part in its class. */
    double[] shares() {
        double[] sums = classWeights();
        double[] shares = new double[weights.length];
        Arrays.setAll(shares, i -> weights[i] / sums[labels[i]]);
        return shares;
    }
}
