package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.NormalPoints;
import org.sgdyn.numerics.SymmetricEigen;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * {@link Softmax} of four classes or more, d ~ N(mu, D): mu +- D^{1/2} z over a fixed set of {@link NormalPoints} z.
 *
 * <p>The root is the symmetric one: it depends continuously on D, singular D included, and not on the order of the classes,
 * whereas a pivoted Cholesky root jumps when pivots change places. At an eigenvalue lambda = 0 a square root has no slope,
 * and rounding of 1e-16 tr D would become noise of 1e-8; so lambda / sqrt(lambda + 2^-40 tr D) is taken, which is linear
 * there and changes the variance by less than 1e-12 tr D. Scaling D scales the root, and the points are antithetic, so from
 * D = 0 all moments grow as power series. One thread at a time.
 */
final class SoftmaxOfMany implements LossMoments {

    private static final double SOFTENING = 0x1p-40;

    /** For a smaller tr D the root's slopes, of order (tr D)^{-1/2}, lose too many digits. */
    private static final double SMALLEST_SPREAD = 1e-6;

    private final int n;
    private final NormalPoints set;
    private final SoftmaxDifferences differences;
    private final SymmetricEigen eigen;
    private final SoftmaxSums sums;
    private final SoftmaxNodes nodes;
    private final double[] root;
    private final double[] shift;
    private final double[] d;
    private double trace;
    private boolean narrow;

    SoftmaxOfMany(int own, NormalPoints set) {
        n = set.variables();
        this.set = set;
        differences = new SoftmaxDifferences(own, n);
        eigen = SymmetricEigen.of(n);
        sums = new SoftmaxSums(n);
        nodes = new SoftmaxNodes(n, set.points());
        root = new double[n * n];
        shift = new double[n];
        d = new double[n];
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        prepare(mean, covariance);
        double points = visit(set, false);
        sums.assemble(differences, 1 / points, result);
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        prepare(mean, covariance);
        return meanValue(set);
    }

    /** The scatter of the risk over independent shifts of the point set. */
    @Override
    public double errorEstimate(double[] mean, double[] covariance) {
        prepare(mean, covariance);
        return set.standardError(this::meanValue);
    }

    private double meanValue(NormalPoints some) {
        double points = visit(some, true);
        return sums.values / points;
    }

    private void prepare(double[] mean, double[] covariance) {
        differences.of(mean, covariance);
        trace = 0;
        for (int a = 0; a < n; a++) {
            trace += differences.covariance[a * n + a];
        }
        narrow = trace <= 0;
        if (narrow) {
            return;
        }
        eigen.decompose(differences.covariance);
        nodes.at(differences.mean);
        Arrays.fill(root, 0);
        for (int v = 0; v < n; v++) {
            double variance = Math.max(0, eigen.values[v]);
            double deviation = variance / Math.sqrt(variance + SOFTENING * trace);
            for (int a = 0; a < n; a++) {
                double scaled = deviation * eigen.vectors[a * n + v];
                for (int b = 0; b < n; b++) {
                    root[a * n + b] += scaled * eigen.vectors[b * n + v];
                }
            }
        }
    }

    @Override
    public boolean differentiate(double[] mean, double[] covariance, GradientMoments[] slopes) {
        prepare(mean, covariance);
        if (!(trace > SMALLEST_SPREAD) || isWide(set)) {
            return false;
        }
        SoftmaxSlopes slopesOfNodes = new SoftmaxSlopes(n);
        for (int k = 0; k < set.points(); k += nodes.points()) {
            nodes.place(set, k, root);
            slopesOfNodes.add(nodes, set, k);
        }
        double[] values = eigen.values.clone();
        Arrays.setAll(values, v -> Math.max(0, values[v]));
        SoftmaxSlopes.Root slopesOfRoot = new SoftmaxSlopes.Root(values, eigen.vectors, SOFTENING);
        double[][] products = new double[n * (n + 1)][slopes.length];
        double[] byCovariance = new double[n * n];
        for (int j = 0; j < n; j++) {
            for (int k = j; k <= n; k++) {
                double[] slopesOfProduct = products[j * (n + 1) + k];
                for (int c = 0; c < n; c++) {
                    differences.addSlopeByMean(c, slopesOfNodes.byMean(j, k, c), slopesOfProduct);
                }
                slopesOfNodes.byCovariance(j, k, slopesOfRoot, byCovariance);
                for (int a = 0; a < n; a++) {
                    for (int b = a; b < n; b++) {
                        differences.addSlopeByCovariance(a, b, byCovariance[a * n + b], slopesOfProduct);
                    }
                }
            }
        }
        for (int q = 0; q < slopes.length; q++) {
            for (int j = 0; j < n; j++) {
                for (int k = j; k < n; k++) {
                    sums.products[j * n + k] = products[j * (n + 1) + k][q];
                }
                sums.withOwn[j] = products[j * (n + 1) + n][q];
            }
            sums.assemble(differences, 1 / (2.0 * set.points()), slopes[q]);
        }
        return true;
    }

    /** Adds all nodes and returns their number. */
    private double visit(NormalPoints some, boolean valueOnly) {
        sums.clear();
        if (narrow) {
            add(differences.mean, valueOnly);
            return 1;
        }
        if (!isWide(some)) {
            visitBlocks(some, valueOnly);
            return 2.0 * some.points();
        }
        double[] mu = differences.mean;
        double[] z = some.coordinates();
        for (int k = 0; k < some.points(); k++) {
            shift(z, k);
            for (int a = 0; a < n; a++) {
                d[a] = mu[a] + shift[a];
            }
            add(d, valueOnly);
            for (int a = 0; a < n; a++) {
                d[a] = mu[a] - shift[a];
            }
            add(d, valueOnly);
        }
        return 2.0 * some.points();
    }

    private void visitBlocks(NormalPoints some, boolean valueOnly) {
        for (int k = 0; k < some.points(); k += nodes.points()) {
            if (valueOnly) {
                sums.values += nodes.values(some, k, root);
            } else {
                nodes.place(some, k, root);
                sums.addProducts(nodes);
            }
        }
    }

    /** Whether exponentials at some node might overflow, unless each node is scaled for itself; so where a number is none. */
    private boolean isWide(NormalPoints some) {
        double largestVariance = 0;
        double largestMean = 0;
        for (int a = 0; a < n; a++) {
            largestVariance = Math.max(largestVariance, eigen.values[a]);
            largestMean = Math.max(largestMean, Math.abs(differences.mean[a]));
        }
        return !(largestMean <= SoftmaxNodes.MOST && Math.sqrt(largestVariance) * some.radius() <= SoftmaxNodes.MOST);
    }

    /** D^{1/2} z of a point; the root is symmetric. */
    private void shift(double[] z, int k) {
        Arrays.fill(shift, 0);
        for (int b = 0; b < n; b++) {
            Kernels.add(shift, 0, z[k * n + b], root, b * n, n);
        }
    }

    private void add(double[] at, boolean valueOnly) {
        if (valueOnly) {
            sums.addValue(at, 1);
        } else {
            sums.addProducts(at, 1);
        }
    }
}
