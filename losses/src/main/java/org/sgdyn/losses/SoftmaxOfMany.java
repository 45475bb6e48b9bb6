package org.sgdyn.losses;

import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.NormalPoints;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.LossMoments;

/**
 * {@link Softmax} of four classes or more: r = m +- (0, S z) over a fixed set of {@link NormalPoints} z, S the {@link SoftmaxRoot} of the
 * covariance D of the differences to the first logit. Scaling D scales the root, and the points are antithetic, so from D = 0 all
 * moments grow as power series. One thread at a time.
 */
final class SoftmaxOfMany implements LossMoments {

    /** The class whose logit the random parts of all others are counted from, whatever class the moments are of. */
    private static final int FIRST = 0;

    /** For a smaller tr D the root's slopes, of order (tr D)^{-1/2}, lose too many digits. */
    private static final double SMALLEST_SPREAD = 1e-6;

    private final int own;
    private final int n;
    private final NormalPoints set;
    private final SoftmaxSharing sharing;
    private final SoftmaxDifferences differences;
    private final SoftmaxDifferences fromFirst;
    private final SoftmaxSums sums;
    private final SoftmaxNodes nodes;
    private final double[] shift;
    private final double[] d;

    SoftmaxOfMany(int own, NormalPoints set, SoftmaxSharing sharing) {
        this.own = own;
        this.set = set;
        this.sharing = sharing;
        n = set.variables();
        differences = new SoftmaxDifferences(own, n);
        fromFirst = new SoftmaxDifferences(FIRST, n);
        sums = new SoftmaxSums(n);
        nodes = new SoftmaxNodes(own, n + 1, SoftmaxShifts.width(set));
        shift = new double[n + 1];
        d = new double[n];
    }

    @Override
    public void evaluate(double[] mean, double[] covariance, GradientMoments result) {
        SoftmaxRoot root = prepare(mean, covariance);
        double count = visit(root, set, false);
        sums.assemble(differences, 1 / count, result);
    }

    @Override
    public double risk(double[] mean, double[] covariance) {
        return meanValue(prepare(mean, covariance), set);
    }

    /** The scatter of the risk over independent shifts of the point set. */
    @Override
    public double errorEstimate(double[] mean, double[] covariance) {
        SoftmaxRoot root = prepare(mean, covariance);
        return set.standardError(some -> meanValue(root, some));
    }

    private double meanValue(SoftmaxRoot root, NormalPoints some) {
        double count = visit(root, some, true);
        return sums.values / count;
    }

    private SoftmaxRoot prepare(double[] mean, double[] covariance) {
        differences.of(mean, covariance);
        fromFirst.of(mean, covariance);
        nodes.at(mean);
        return sharing.root(n, fromFirst.covariance);
    }

    @Override
    public boolean differentiate(double[] mean, double[] covariance, GradientMoments[] slopes) {
        SoftmaxRoot root = prepare(mean, covariance);
        if (!(root.trace > SMALLEST_SPREAD) || isWide(root, set)) {
            return false;
        }
        SoftmaxSlopes products = new SoftmaxSlopes(n + 1);
        for (int first = 0; first < set.points(); first += SoftmaxShifts.points(set)) {
            SoftmaxShifts shifts = sharing.shifts(root, set, first);
            for (int block = 0; block < shifts.above.length; block += 2) {
                nodes.place(shifts, block);
                products.add(nodes, set, first + block * shifts.width);
            }
        }
        SoftmaxSlopes.Root slopesOfRoot = new SoftmaxSlopes.Root(root.values, root.vectors, SoftmaxRoot.SOFTENING);
        double[][] byMoment = new double[(n + 1) * (n + 1)][slopes.length];
        double[] byCovariance = new double[n * n];
        for (int j = 0; j <= n; j++) {
            for (int k = j; k <= n; k++) {
                double[] slopesOfProduct = byMoment[j * (n + 1) + k];
                for (int c = 0; c < n; c++) {
                    differences.addSlopeByMean(c, products.byMean(j, k, differences.index(c)), slopesOfProduct);
                }
                products.byCovariance(j, k, slopesOfRoot, byCovariance);
                for (int c = 0; c < n; c++) {
                    for (int e = c; e < n; e++) {
                        fromFirst.addSlopeByCovariance(c, e, byCovariance[c * n + e], slopesOfProduct);
                    }
                }
            }
        }
        for (int q = 0; q < slopes.length; q++) {
            int slope = q;
            sums.set(differences, (j, k) -> byMoment[Math.min(j, k) * (n + 1) + Math.max(j, k)][slope]);
            sums.assemble(differences, 1 / (2.0 * set.points()), slopes[q]);
        }
        return true;
    }

    /** Adds all nodes and returns their number. */
    private double visit(SoftmaxRoot root, NormalPoints some, boolean valueOnly) {
        sums.clear();
        if (root.isZero()) {
            add(differences.mean, valueOnly);
            return 1;
        }
        if (isWide(root, some)) {
            visitOneByOne(root, some, valueOnly);
        } else {
            visitBlocks(root, some, valueOnly);
        }
        return 2.0 * some.points();
    }

    /** Whether exponentials at some node might overflow, unless each node is scaled for itself; so where a number is none. */
    private boolean isWide(SoftmaxRoot root, NormalPoints some) {
        double largestMean = 0;
        for (int a = 0; a < n; a++) {
            largestMean = Math.max(largestMean, Math.abs(differences.mean[a]));
        }
        return !(largestMean <= SoftmaxNodes.MOST && root.deviation() * some.radius() <= SoftmaxNodes.MOST);
    }

    private void visitBlocks(SoftmaxRoot root, NormalPoints some, boolean valueOnly) {
        nodes.clear();
        for (int first = 0; first < some.points(); first += SoftmaxShifts.points(some)) {
            SoftmaxShifts shifts = sharing.shifts(root, some, first);
            if (valueOnly) {
                sums.values += nodes.values(shifts);
            } else {
                for (int block = 0; block < shifts.above.length; block += 2) {
                    nodes.place(shifts, block);
                    nodes.addProducts();
                }
            }
        }
        if (!valueOnly) {
            sums.set(differences, nodes::product);
        }
    }

    private void visitOneByOne(SoftmaxRoot root, NormalPoints some, boolean valueOnly) {
        for (int k = 0; k < some.points(); k++) {
            for (int c = 0; c < n; c++) {
                shift[fromFirst.index(c)] = Kernels.dotSlices(root.matrix, c * n, some.coordinates(), k * n, n);
            }
            for (int sign = 1; sign >= -1; sign -= 2) {
                for (int a = 0; a < n; a++) {
                    d[a] = differences.mean[a] + sign * (shift[differences.index(a)] - shift[own]);
                }
                add(d, valueOnly);
            }
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
