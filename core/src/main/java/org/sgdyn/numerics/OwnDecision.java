package org.sgdyn.numerics;

import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;

/**
 * The probability that a loss's own decision is wrong, for r ~ N(m, B): along the eigenvector of the largest eigenvalue of B the places
 * where the decision changes are found on a grid of step 1/2 in units of the deviation, by bisection, so that what is left is the
 * expectation of a sum of normal probabilities over the other directions: a trapezoidal rule for one, a tensor grid for two, a fixed
 * Sobol set beyond, which leaves errors of about 1e-4. A pair of changes within a step goes unseen. One thread at a time.
 */
final class OwnDecision {

    private static final double REACH = 8.5;
    private static final double STEP = 0.5;
    private static final int BISECTIONS = 45;
    private static final int POINTS = 1 << 10;

    private final Loss loss;
    private final ClassTarget target;
    private final int n;
    private final SymmetricEigen eigen;
    private final double[] logits;
    /** The point on the line through the other directions' node, at z = 0. */
    private final double[] base;

    private final double[] direction;
    private final double[][] nodes;
    private final double[] weights;

    OwnDecision(Loss loss, ClassTarget target) {
        this.loss = loss;
        this.target = target;
        n = loss.outputs();
        eigen = SymmetricEigen.of(n);
        logits = new double[n + loss.trained().size()];
        base = new double[n];
        direction = new double[n];
        nodes = nodes(n - 1);
        weights = weights(nodes);
    }

    private static double[][] nodes(int variables) {
        int line = (int) (2 * REACH / STEP) + 1;
        if (variables == 0) {
            return new double[1][0];
        }
        if (variables > 2) {
            double[] all = NormalPoints.of(variables, POINTS).coordinates();
            double[][] rows = new double[POINTS][variables];
            for (int k = 0; k < POINTS; k++) {
                System.arraycopy(all, k * variables, rows[k], 0, variables);
            }
            return rows;
        }
        // A line alone can afford half the step.
        int count = variables == 1 ? 2 * line - 1 : line;
        double step = 2 * REACH / (count - 1);
        double[][] rows = new double[variables == 1 ? count : count * count][variables];
        for (int k = 0; k < rows.length; k++) {
            for (int v = 0; v < variables; v++) {
                rows[k][v] = -REACH + step * (v == 0 ? k % count : k / count);
            }
        }
        return rows;
    }

    private static double[] weights(double[][] nodes) {
        double[] weights = new double[nodes.length];
        boolean isGrid = nodes[0].length == 1 || nodes[0].length == 2;
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = 1;
            for (int v = 0; v < nodes[k].length && isGrid; v++) {
                weights[k] *= StandardNormal.density(nodes[k][v]);
            }
            sum += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    /**
     * The probability.
     *
     * @param mean m, and behind it, and the l* means of a teacher, the loss's own parameters
     * @param covariance B of all logits, (l + l*) x (l + l*)
     * @param stride l + l*
     */
    double error(double[] mean, double[] covariance, int stride) {
        double[] own = new double[n * n];
        for (int j = 0; j < n; j++) {
            System.arraycopy(covariance, j * stride, own, j * n, n);
        }
        eigen.decompose(own);
        System.arraycopy(mean, stride, logits, n, logits.length - n);
        int longest = 0;
        for (int j = 1; j < n; j++) {
            longest = eigen.values[j] > eigen.values[longest] ? j : longest;
        }
        double deviation = Math.sqrt(Math.max(0, eigen.values[longest]));
        for (int i = 0; i < n; i++) {
            direction[i] = deviation * eigen.vectors[i * n + longest];
        }
        double sum = 0;
        for (int k = 0; k < nodes.length; k++) {
            System.arraycopy(mean, 0, base, 0, n);
            int v = 0;
            for (int j = 0; j < n; j++) {
                if (j != longest) {
                    double length = Math.sqrt(Math.max(0, eigen.values[j])) * nodes[k][v++];
                    for (int i = 0; i < n; i++) {
                        base[i] += length * eigen.vectors[i * n + j];
                    }
                }
            }
            sum += weights[k] * (deviation == 0 ? (isWrong(0) ? 1 : 0) : alongLine());
        }
        return sum;
    }

    private boolean isWrong(double z) {
        for (int i = 0; i < n; i++) {
            logits[i] = base[i] + z * direction[i];
        }
        return loss.misclassifies(target, logits);
    }

    private double alongLine() {
        double sum = 0;
        double from = -REACH;
        boolean wasWrong = isWrong(from);
        double start = Double.NEGATIVE_INFINITY;
        for (double to = from + STEP; to <= REACH; to += STEP) {
            boolean is = isWrong(to);
            if (is != wasWrong) {
                double change = change(to - STEP, to, is);
                sum += wasWrong ? between(start, change) : 0;
                start = change;
                wasWrong = is;
            }
        }
        return sum + (wasWrong ? between(start, Double.POSITIVE_INFINITY) : 0);
    }

    private double change(double from, double to, boolean after) {
        double low = from;
        double high = to;
        for (int k = 0; k < BISECTIONS; k++) {
            double middle = 0.5 * (low + high);
            if (isWrong(middle) == after) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 0.5 * (low + high);
    }

    /** Without cancellation in either tail. */
    private static double between(double low, double high) {
        return low > 0
                ? StandardNormal.cdf(-low) - StandardNormal.cdf(-high)
                : StandardNormal.cdf(high) - StandardNormal.cdf(low);
    }
}
