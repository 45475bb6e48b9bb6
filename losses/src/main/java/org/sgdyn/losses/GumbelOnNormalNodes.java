package org.sgdyn.losses;

import org.sgdyn.numerics.GaussianTrapezoid;
import org.sgdyn.numerics.Kernels;

/**
 * Smoothed functions by the trapezoidal rule in r. The steps in x are a multiple of those in r, so that exponentials are taken on one
 * lattice; where b is so small that its steps would be too many, they are taken around each point.
 */
final class GumbelOnNormalNodes extends SmoothedGumbel {

    /** By order, then 1 - exp(-e^y). */
    private final double[][] table;

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

    GumbelOnNormalNodes(int orders) {
        super(orders);
        table = new double[orders + 1][0];
    }

    /** How many deviations of r matter: e^{2 r} moves the weight by 2 sqrt(b). */
    static double reach(double deviation) {
        return GaussianTrapezoid.REACH + 2 * deviation;
    }

    @Override
    double prepare(double deviation, double far, double step, int division) {
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

    @Override
    void fill(double first, int count) {
        if (isLattice) {
            tabulate(table, first - before * fineStep, fineStep, (count - 1) * stride + nodes);
        }
    }

    @Override
    void visit(int index, double x, int wanted) {
        int from = index * stride;
        int first = 0;
        int end = nodes;
        if (isLattice) {
            first = first(x);
            end = Math.max(first, end(x, wanted));
        } else {
            tabulate(table, x - before * fineStep, fineStep, nodes);
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
}
