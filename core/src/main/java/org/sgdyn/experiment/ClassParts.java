package org.sgdyn.experiment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.fit.Components;
import org.sgdyn.model.DenseCovariances.Form;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.SemidefiniteRoot;
import org.sgdyn.spi.Cancellation;

/** Gaussian parts of an experiment's classes, whose covariances are full matrices. Must not be written; thread-safe. */
final class ClassParts {

    /** A covariance whose entries differ from those across the diagonal by more than this part of the greatest is not symmetric. */
    private static final double ASYMMETRY = 1e-9;

    private final int[] labels;
    private final double[] weights;
    private final double[][] means;
    private final double[][] covariances;
    private final String source;

    /** Made when it is first asked for, like what is wrong. */
    private final Map<Form, TurnedParts> turned = new EnumMap<>(Form.class);

    private Optional<String> fault = Optional.empty();
    private boolean isJudged;

    /**
     * Parts.
     *
     * @param labels per part the class that it belongs to, 0-based
     * @param weights the share of each part in all samples; sum 1
     * @param means mu, a row of d numbers each
     * @param covariances K, a row of d x d numbers each, symmetric and positive semidefinite
     * @param source what they were read from, in words
     */
    ClassParts(int[] labels, double[] weights, double[][] means, double[][] covariances, String source) {
        this.labels = labels;
        this.weights = weights;
        this.means = means;
        this.covariances = covariances;
        this.source = source;
    }

    static ClassParts of(Components components, String source) {
        return new ClassParts(
                components.classes(), components.weights(), components.means(), components.covariances(), source);
    }

    int[] labels() {
        return labels;
    }

    double[] weights() {
        return weights;
    }

    double[][] means() {
        return means;
    }

    double[][] covariances() {
        return covariances;
    }

    String source() {
        return source;
    }

    /** The parts in the basis in which the iterate's covariance is diagonal on average. */
    synchronized TurnedParts turned(Form form) {
        TurnedParts known = turned.get(form);
        if (known == null) {
            known = TurnedParts.of(weights, means, covariances, form);
            turned.put(form, known);
        }
        return known;
    }

    /** What is wrong with them, if anything is. */
    synchronized Optional<String> fault() {
        if (!isJudged) {
            fault = IntStream.range(0, weights.length)
                    .mapToObj(this::fault)
                    .flatMap(Optional::stream)
                    .findFirst();
            isJudged = true;
        }
        return fault;
    }

    private Optional<String> fault(int i) {
        Cancellation.NEVER.check();
        int d = dimension();
        double[] mean = means[i];
        double[] matrix = covariances[i];
        double squares = Kernels.dot(mean, mean, 0, d);
        for (int r = 0; r < d; r++) {
            squares += Math.abs(matrix[r * d + r]);
        }
        if (!(squares <= ProfileVectors.LARGEST_SQUARED_NORM)) {
            return Optional.of("the features of component " + (i + 1) + " have a mean square norm of " + squares
                    + ", beyond " + ProfileVectors.LARGEST_SQUARED_NORM + "; scale them");
        }
        double largest = 0;
        double apart = 0;
        for (int r = 0; r < d; r++) {
            for (int s = 0; s <= r; s++) {
                largest = Math.max(largest, Math.abs(matrix[r * d + s]));
                apart = Math.max(apart, Math.abs(matrix[r * d + s] - matrix[s * d + r]));
            }
        }
        if (apart > ASYMMETRY * largest) {
            return Optional.of("the covariance of component " + (i + 1)
                    + " is not symmetric: entries across its diagonal differ by " + apart);
        }
        return SemidefiniteRoot.of(matrix, 0, d).isSemidefinite()
                ? Optional.empty()
                : Optional.of(
                        "the covariance of component " + (i + 1) + " is not positive semidefinite; no samples have it");
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
