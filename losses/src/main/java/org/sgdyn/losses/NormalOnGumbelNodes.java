package org.sgdyn.losses;

import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.StandardNormal;

/**
 * Smoothed functions of wide normal variables by the trapezoidal rule in y, where e^{k y} exp(-e^y) lives on an interval that does not
 * grow with b: psi_k(x) = int e^{k y} exp(-e^y) n(y - x) dy with n the density of r; and, by parts, with exp(-e^y) = int_y^inf e^v exp(-e^v) dv,
 *
 * <pre>psi_0(x) = int e^y exp(-e^y) P(r &lt; y - x) dy,   1 - psi_0(x) = int e^y exp(-e^y) P(r &gt; y - x) dy.</pre>
 *
 * <p>The integrands fall like e^y / n to the left, as long as x stays away from -b.
 */
final class NormalOnGumbelNodes extends SmoothedGumbel {

    /** From so many deviations on it pays. */
    private static final double WIDE = 16;

    /** For |x| up to this part of b the integrand falls by e^{0.4 y} to the left at least. */
    private static final double FAR = 0.6;

    private static final double STEP = 0.25;

    /** e^y is below rounding against 1 from here to the left. */
    private static final double TAIL = 41;

    private final double[][] table;
    private double[] density = {};
    private double[] below = {};
    private double[] above = {};
    private double deviation;
    private double start;
    private double fineStep;
    private int nodes;
    private int stride;
    private int last;
    private boolean isLattice;

    NormalOnGumbelNodes(int orders) {
        super(orders);
        table = new double[orders + 1][0];
    }

    /** Whether the rule is good for points with |x| up to a bound. */
    static boolean suits(double deviation, double far) {
        return deviation >= WIDE && far <= FAR * deviation * deviation;
    }

    @Override
    double prepare(double wide, double far, double step, int division) {
        deviation = wide;
        fineStep = STEP / division;
        start = -TAIL / (1 - far / (wide * wide));
        nodes = (int) Math.ceil((END - start) / fineStep);
        stride = (int) Math.max(1, Math.min(nodes, step / fineStep));
        tabulate(table, start, fineStep, nodes);
        return stride < nodes ? stride * fineStep : step;
    }

    @Override
    void fill(double first, int count) {
        last = count - 1;
        // Points far apart share few nodes.
        isLattice = stride < nodes;
        if (isLattice) {
            place(start - first - last * stride * fineStep, last * stride + nodes);
        }
    }

    /** The normal law at y - x from one difference on. */
    private void place(double lowest, int size) {
        if (density.length < size) {
            density = new double[size];
            below = new double[size];
            above = new double[size];
        }
        for (int m = 0; m < size; m++) {
            double z = (lowest + m * fineStep) / deviation;
            density[m] = fineStep / deviation * StandardNormal.density(z);
            double tail = StandardNormal.cdf(-Math.abs(z));
            below[m] = fineStep * (z < 0 ? tail : 1 - tail);
            above[m] = fineStep * (z < 0 ? 1 - tail : tail);
        }
    }

    @Override
    void visit(int index, double x, int wanted) {
        int from = isLattice ? (last - index) * stride : 0;
        if (!isLattice) {
            place(start - x, nodes);
        }
        for (int k = 1; k < wanted; k++) {
            value[k] = Kernels.dotSlices(table[k], 0, density, from, nodes);
        }
        value[0] = Kernels.dotSlices(table[1], 0, below, from, nodes);
        complement = Kernels.dotSlices(table[1], 0, above, from, nodes);
    }
}
