package org.sgdyn.numerics;

import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;

/**
 * The probability that a loss's own decision is wrong, for r ~ N(m, B): along the eigenvector of the largest eigenvalue of B the places
 * where the decision changes are found on a grid of step 1/16 in units of the deviation (1/64 of a single logit, 1/2 of more than two), by bisection, so that what is left is the
 * expectation of a sum of normal probabilities over the other directions. Where a line touches the border of a decision, pairs of
 * changes appear, and the sum has roots: for one other direction Simpson's rule is halved there, to about 1e-4; a tensor grid for two and
 * a fixed Sobol set beyond leave errors of up to 1e-2. A pair of changes within a step goes unseen: 2e-3 at most. One thread at a time.
 */
final class OwnDecision {

    private static final double REACH = 8.5;
    /** Within 4 deviations, and beyond. */
    private static final double STEP = 1.0 / 16;

    private static final double STEP_OF_ONE = 1.0 / 64;
    private static final double WIDE_STEP = 0.25;
    private static final double CORE = 4;
    private static final double GRID = 0.5;
    private static final int BISECTIONS = 30;
    /** Of Simpson's rule: intervals to begin with, absolute tolerance, and halvings at most. */
    private static final int PANELS = 17;

    private static final double TOLERANCE = 2e-5;
    private static final int HALVINGS = 7;
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
    private double[] centre = new double[0];

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
        if (variables < 2) {
            return new double[1][variables];
        }
        if (variables > 2) {
            double[] all = NormalPoints.of(variables, POINTS).coordinates();
            double[][] rows = new double[POINTS][variables];
            for (int k = 0; k < POINTS; k++) {
                System.arraycopy(all, k * variables, rows[k], 0, variables);
            }
            return rows;
        }
        int count = (int) (2 * REACH / GRID) + 1;
        double[][] rows = new double[count * count][variables];
        for (int k = 0; k < rows.length; k++) {
            int row = k / count;
            rows[k][0] = -REACH + GRID * (k % count);
            rows[k][1] = -REACH + GRID * row;
        }
        return rows;
    }

    private static double[] weights(double[][] nodes) {
        double[] weights = new double[nodes.length];
        boolean isGrid = nodes[0].length == 2;
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
        centre = mean;
        if (n == 2) {
            return acrossLines(longest);
        }
        double sum = 0;
        for (int k = 0; k < nodes.length; k++) {
            sum += weights[k] * onLine(longest, nodes[k]);
        }
        return sum;
    }

    /** Two logits: the expectation over the one other direction, by Simpson's rule, halved where it needs be. */
    private double acrossLines(int longest) {
        if (eigen.values[1 - longest] <= 0) {
            return onLine(longest, nodes[0]);
        }
        double width = 2 * REACH / PANELS;
        double sum = 0;
        double left = weighed(longest, -REACH);
        for (int k = 0; k < PANELS; k++) {
            double from = -REACH + k * width;
            double middle = weighed(longest, from + 0.5 * width);
            double right = weighed(longest, from + width);
            sum += halved(longest, from, width, new double[] {left, middle, right}, TOLERANCE, HALVINGS);
            left = right;
        }
        return sum;
    }

    private double halved(int longest, double from, double width, double[] values, double tolerance, int halvings) {
        double before = width / 6 * (values[0] + 4 * values[1] + values[2]);
        double half = 0.5 * width;
        double first = weighed(longest, from + 0.25 * width);
        double second = weighed(longest, from + 0.75 * width);
        double left = half / 6 * (values[0] + 4 * first + values[1]);
        double right = half / 6 * (values[1] + 4 * second + values[2]);
        double change = left + right - before;
        if (Math.abs(change) <= tolerance || halvings == 0) {
            return left + right + change / 15;
        }
        return halved(longest, from, half, new double[] {values[0], first, values[1]}, 0.5 * tolerance, halvings - 1)
                + halved(
                        longest,
                        from + half,
                        half,
                        new double[] {values[1], second, values[2]},
                        0.5 * tolerance,
                        halvings - 1);
    }

    private double weighed(int longest, double z) {
        nodes[0][0] = z;
        return StandardNormal.density(z) * onLine(longest, nodes[0]);
    }

    /** The probability given the other directions' coordinates. */
    private double onLine(int longest, double[] coordinates) {
        System.arraycopy(centre, 0, base, 0, n);
        int v = 0;
        for (int j = 0; j < n; j++) {
            if (j != longest) {
                double length = Math.sqrt(Math.max(0, eigen.values[j])) * coordinates[v++];
                for (int i = 0; i < n; i++) {
                    base[i] += length * eigen.vectors[i * n + j];
                }
            }
        }
        return eigen.values[longest] <= 0 ? (isWrong(0) ? 1 : 0) : alongLine();
    }

    private boolean isWrong(double z) {
        for (int i = 0; i < n; i++) {
            logits[i] = base[i] + z * direction[i];
        }
        return loss.misclassifies(target, logits);
    }

    private double alongLine() {
        double step = n == 1 ? STEP_OF_ONE : n == 2 ? STEP : GRID;
        double wide = n > 2 ? GRID : WIDE_STEP;
        double sum = 0;
        double from = -REACH;
        boolean wasWrong = isWrong(from);
        double start = Double.NEGATIVE_INFINITY;
        while (from < REACH) {
            double to = from + (from >= -CORE && from < CORE ? step : wide);
            boolean is = isWrong(to);
            if (is != wasWrong) {
                double change = change(from, to, is);
                sum += wasWrong ? between(start, change) : 0;
                start = change;
                wasWrong = is;
            }
            from = to;
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
