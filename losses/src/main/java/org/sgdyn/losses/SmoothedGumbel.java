package org.sgdyn.losses;

import org.sgdyn.numerics.GaussianTrapezoid;
import org.sgdyn.numerics.Kernels;

/**
 * The functions psi_k(x) = E e^{k y} exp(-e^y), y = x + r, r ~ N(0, b), and 1 - psi_0, at points x_0, x_0 + h, ..., by the trapezoidal
 * rule in r. The steps in x are a multiple of those in r, so that exponentials are taken on one lattice; where b is so small that its
 * steps would be too many, they are taken around each point. Slopes follow from psi_k' = k psi_k - psi_{k+1}, and d psi / db = psi'' / 2.
 * One thread at a time.
 */
final class SmoothedGumbel {

    /** Half the strip around the real line where exp(-e^y) decays as on it. */
    private static final double STRIP = Math.PI / 2;

    /** Below this e^y, 1 - exp(-e^y) is summed as a series of its powers, to 1e-16. */
    private static final double SMALL = 1e-3;

    /** exp(-e^y) is 0 from here on in y. */
    private static final double END = 6.62;

    /** e^y is so large that exp(-e^y) is 0. */
    private static final double LARGE = 750;

    private final int orders;
    /** By order, then 1 - exp(-e^y). */
    private final double[][] table;

    /** psi_0, psi_1, ... at the point last visited. */
    final double[] value;

    /** 1 - psi_0 there. */
    double complement;

    private double[] weights = {};
    /** The weight of all nodes from one on. */
    private double[] beyond = {};

    private double deviation;
    private double delta;
    private int nodes;
    private int before;
    private double fineStep;
    private int stride;
    private boolean isLattice;

    /**
     * Functions of some orders.
     *
     * @param orders how many: psi_0 to psi_{orders - 1}
     */
    SmoothedGumbel(int orders) {
        this.orders = orders;
        table = new double[orders + 1][0];
        value = new double[orders];
    }

    /** How many deviations of r matter: e^{2 r} moves the weight by 2 sqrt(b). */
    static double reach(double deviation) {
        return GaussianTrapezoid.REACH + 2 * deviation;
    }

    /**
     * Chooses the points.
     *
     * @param deviation sqrt(b)
     * @param step the largest distance of points that is wanted
     * @param division how much finer than usual steps in r are
     * @return h, the distance that they have
     */
    double prepare(double deviation, double step, int division) {
        this.deviation = deviation;
        if (deviation == 0) {
            before = 0;
            nodes = 1;
            fineStep = step;
            reserveWeights();
            weights[0] = 1;
        } else {
            int level = GaussianTrapezoid.level(division * deviation, STRIP);
            double[] half = GaussianTrapezoid.weights(level);
            delta = GaussianTrapezoid.step(level);
            before = Math.min(half.length - 1, (int) Math.ceil(reach(deviation) / delta));
            nodes = 2 * before + 1;
            fineStep = deviation * delta;
            reserveWeights();
            for (int k = 0; k < nodes; k++) {
                weights[k] = half[Math.abs(k - before)];
            }
        }
        beyond[nodes] = 0;
        for (int k = nodes - 1; k >= 0; k--) {
            beyond[k] = beyond[k + 1] + weights[k];
        }
        stride = (int) Math.max(1, Math.min(1 << 20, step / fineStep));
        isLattice = stride < nodes;
        return isLattice ? stride * fineStep : step;
    }

    private void reserveWeights() {
        if (weights.length < nodes) {
            weights = new double[nodes];
            beyond = new double[nodes + 1];
        }
    }

    /** Takes the exponentials for points x_0 to x_0 + (count - 1) h. */
    void fill(double first, int count) {
        if (isLattice) {
            tabulate(first - before * fineStep, (count - 1) * stride + nodes);
        }
    }

    private void tabulate(double first, int count) {
        if (table[0].length < count) {
            for (int k = 0; k <= orders; k++) {
                table[k] = new double[count];
            }
        }
        for (int m = 0; m < count; m++) {
            double s = Math.exp(first + m * fineStep);
            double decay = Math.exp(-s);
            table[orders][m] = s < SMALL ? s * (1 - s * (0.5 - s * (1.0 / 6 - s / 24))) : 1 - decay;
            for (int k = 0; k < orders; k++) {
                table[k][m] = decay;
                decay = s > LARGE ? 0 : decay * s;
            }
        }
    }

    /** Moves to a point, for some of the orders. */
    void visit(int index, double x, int wanted) {
        int from = index * stride;
        int first = 0;
        int end = nodes;
        if (isLattice) {
            first = first(x);
            end = Math.max(first, end(x, wanted));
        } else {
            tabulate(x - before * fineStep, nodes);
            from = 0;
        }
        for (int k = 1; k < wanted; k++) {
            value[k] = Kernels.dotSlices(weights, first, table[k], from + first, end - first);
        }
        if (x < 0) {
            double rest = x + (end - before) * fineStep > END ? beyond[end] : 0;
            complement = rest + Kernels.dotSlices(weights, first, table[orders], from + first, end - first);
            value[0] = 1 - complement;
        } else {
            value[0] = Kernels.dotSlices(weights, first, table[0], from + first, end - first);
            complement = 1 - value[0];
        }
    }

    /** The first node that matters: the integrands peak where y is about 0, or at sqrt(b) if that comes first. */
    private int first(double x) {
        double peak = Math.min(deviation, -x / deviation);
        return (int) Math.max(0, Math.min(nodes, before + (peak - GaussianTrapezoid.REACH) / delta));
    }

    /** The end of the nodes that matter: beyond, integrands are 0, and 1 - exp(-e^y) is 1. */
    private int end(double x, int wanted) {
        double peak = Math.min(wanted * deviation, Math.max(0, -x / deviation));
        double last = Math.min(peak + GaussianTrapezoid.REACH, (END - x) / deviation);
        return (int) Math.max(0, Math.min(nodes, before + 1 + Math.ceil(last / delta)));
    }

    /** psi_k' at the point. */
    double slope(int order) {
        return order * value[order] - value[order + 1];
    }

    /** d psi_k / db at the point. */
    double slopeByVariance(int order) {
        return 0.5 * (order * order * value[order] - (2 * order + 1) * value[order + 1] + value[order + 2]);
    }
}
