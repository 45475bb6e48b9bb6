package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.numerics.GaussLegendre;
import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.LossMoments;

/**
 * Moments of a shaped softmax gradient psi^ of two or three classes. Only the differences u_j = r_j - r_i to the own logit
 * count. Of three classes take D = u_j - u_k and A = log(e^{u_j} + e^{u_k}): at a given D the gradient's norm grows with A alone, and
 * A is Gaussian (the map to (A, D) has unit Jacobian, and u = A (1, 1) + c(D)). So the inner integral over A is split where the shape
 * passes from one piece to another, as clipping does, and the outer one over D is smooth: panels of Gauss-Legendre inside, the
 * trapezoidal rule outside, to about 1e-10. Of two classes the inner integral is all.
 *
 * <p>[H; .] comes from Stein's identity, E[(u - mu) psi^^T] = Sigma H, and is not symmetrised. Where the differences hardly scatter
 * (below 0.01) another rule takes over, which needs no division. One thread at a time.
 */
final class ShapedSoftmax implements LossMoments {

    private static final double NARROW = 1e-2;
    private static final double REACH = 9;
    private static final double WIDEST = 3;
    private static final double LONGEST = 4;
    private static final double OUTER_STEP = 0.4;
    private static final double OUTER_LENGTH = 0.6;
    private static final int ORDER = 12;
    private static final int SCAN = 8;
    private static final int BISECTIONS = 60;
    private static final double[] NODES = GaussLegendre.nodes(ORDER);
    private static final double[] WEIGHTS = GaussLegendre.weights(ORDER);
    private static final double ROOT = Math.sqrt(2 * Math.PI);

    private final Loss loss;
    private final ClassTarget target;
    private final GradientShape shape;
    private final double squaredFeature;
    private final LossMoments narrow;
    private final int classes;
    private final int n;
    private final SoftmaxDifferences differences;
    private final double[] u;
    private final double[] logits;
    private final double[] gradient;
    private final double[] probe;
    private final double[] atMean;
    private final double[] first;
    private final double[] second;
    /** E (u_a - mu_a) psi^_j, a l + j. */
    private final double[] cross;

    private final double[] none = new double[0];
    private final double[] edges = new double[SCAN + 4];

    ShapedSoftmax(Loss loss, ClassTarget target, GradientShape shape, double squaredFeature, LossMoments narrow) {
        this.loss = loss;
        this.target = target;
        this.shape = shape;
        this.squaredFeature = squaredFeature;
        this.narrow = narrow;
        classes = loss.outputs();
        n = classes - 1;
        differences = new SoftmaxDifferences(target.index(), n);
        u = new double[n];
        logits = new double[classes];
        gradient = new double[classes];
        probe = new double[classes];
        atMean = new double[classes];
        first = new double[classes];
        second = new double[classes * classes];
        cross = new double[n * classes];
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        return narrow.risk(mean, covariance);
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        differences.of(mean, covariance);
        double[] sigma = differences.covariance;
        double determinant = n == 1 ? sigma[0] : sigma[0] * sigma[3] - sigma[1] * sigma[2];
        double trace = n == 1 ? sigma[0] : sigma[0] + sigma[3];
        double smallest = n == 1 ? sigma[0] : determinant / trace;
        if (!(smallest > NARROW * NARROW) || !Double.isFinite(trace)) {
            narrow.evaluate(mean, covariance, result);
            return;
        }
        Arrays.fill(first, 0);
        Arrays.fill(second, 0);
        Arrays.fill(cross, 0);
        System.arraycopy(differences.mean, 0, u, 0, n);
        shaped(u, atMean);
        if (n == 1) {
            integrateLine(0, 0, differences.mean[0], Math.sqrt(sigma[0]), 1);
        } else {
            integratePlane(sigma, determinant);
        }
        assemble(sigma, determinant, result);
    }

    private void integratePlane(double[] sigma, double determinant) {
        double[] mu = differences.mean;
        double meanOfDifference = mu[0] - mu[1];
        double deviation = Math.sqrt(sigma[0] - sigma[1] + (sigma[3] - sigma[2]));
        // Sigma^{-1} 1 and 1^T Sigma^{-1} 1.
        double q0 = (sigma[3] - sigma[1]) / determinant;
        double q1 = (sigma[0] - sigma[2]) / determinant;
        double precision = q0 + q1;
        double spread = 1 / Math.sqrt(precision);
        double step = Math.min(OUTER_STEP, OUTER_LENGTH / deviation);
        int half = (int) Math.ceil(REACH / step);
        double sum = 0;
        for (int k = -half; k <= half; k++) {
            sum += Math.exp(-0.5 * k * step * k * step);
        }
        for (int k = -half; k <= half; k++) {
            double z = k * step;
            double d = meanOfDifference + deviation * z;
            double c0 = -softplus(-d);
            double c1 = -softplus(d);
            double center = (q0 * (mu[0] - c0) + q1 * (mu[1] - c1)) / precision;
            integrateLine(c0, c1, center, spread, Math.exp(-0.5 * z * z) / sum);
        }
    }

    /** log(1 + e^x). */
    private static double softplus(double x) {
        return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** Adds the expectations over A ~ N(center, deviation^2), u = A + (c0, c1), times a weight. */
    private void integrateLine(double c0, double c1, double center, double deviation, double weight) {
        int count = placeEdges(c0, c1, center, deviation);
        double widest = Math.min(WIDEST, LONGEST / deviation);
        for (int e = 1; e < count; e++) {
            double length = edges[e] - edges[e - 1];
            int panels = (int) Math.ceil(length / widest);
            for (int p = 0; p < panels; p++) {
                double from = edges[e - 1] + length * p / panels;
                double halfWidth = 0.5 * length / panels;
                for (int k = 0; k < ORDER; k++) {
                    double z = from + halfWidth * (1 + NODES[k]);
                    place(c0, c1, center + deviation * z);
                    collect(weight * halfWidth * WEIGHTS[k] * Math.exp(-0.5 * z * z) / ROOT);
                }
            }
        }
    }

    private void place(double c0, double c1, double a) {
        u[0] = a + c0;
        if (n == 2) {
            u[1] = a + c1;
        }
    }

    /** The ends of the integral, and between them the changes from one piece of the shape to another. */
    private int placeEdges(double c0, double c1, double center, double deviation) {
        edges[0] = -REACH;
        int count = 1;
        double before = -REACH;
        int piece = piece(c0, c1, center + deviation * before);
        for (int k = 1; k <= SCAN; k++) {
            double z = -REACH + 2 * REACH * k / SCAN;
            int next = piece(c0, c1, center + deviation * z);
            if (next != piece) {
                double low = before;
                double high = z;
                for (int b = 0; b < BISECTIONS && Math.nextUp(low) < high; b++) {
                    double middle = 0.5 * (low + high);
                    if (piece(c0, c1, center + deviation * middle) == piece) {
                        low = middle;
                    } else {
                        high = middle;
                    }
                }
                edges[count++] = high;
                piece = next;
            }
            before = z;
        }
        edges[count++] = REACH;
        return count;
    }

    private int piece(double c0, double c1, double a) {
        place(c0, c1, a);
        own(u, probe);
        return shape.piece(squaredFeature, probe);
    }

    private void own(double[] at, double[] result) {
        logits[target.index()] = 0;
        for (int a = 0; a < n; a++) {
            logits[differences.index(a)] = at[a];
        }
        loss.gradient(target, logits, none, 0, result);
    }

    private void shaped(double[] at, double[] result) {
        own(at, result);
        shape.apply(squaredFeature, result);
    }

    private void collect(double weight) {
        shaped(u, gradient);
        for (int j = 0; j < classes; j++) {
            double weighted = weight * gradient[j];
            first[j] += weighted;
            for (int k = j; k < classes; k++) {
                second[j * classes + k] += weighted * gradient[k];
            }
        }
        for (int a = 0; a < n; a++) {
            double factor = weight * (u[a] - differences.mean[a]);
            for (int j = 0; j < classes; j++) {
                cross[a * classes + j] += factor * (gradient[j] - atMean[j]);
            }
        }
    }

    private void assemble(double[] sigma, double determinant, GradientMoments result) {
        System.arraycopy(first, 0, result.gradient, 0, classes);
        int own = target.index();
        for (int j = 0; j < classes; j++) {
            for (int k = 0; k < classes; k++) {
                result.gradientSecondMoment[j * classes + k] = second[Math.min(j, k) * classes + Math.max(j, k)];
            }
            double sum = 0;
            for (int a = 0; a < n; a++) {
                // Row a of Sigma^{-1} times the column of j.
                double slope = n == 1
                        ? cross[j] / sigma[0]
                        : (sigma[3 - 3 * a] * cross[a * classes + j] - sigma[1] * cross[(1 - a) * classes + j])
                                / determinant;
                result.hessian[differences.index(a) * classes + j] = slope;
                sum += slope;
            }
            result.hessian[own * classes + j] = -sum;
        }
    }
}
