package org.sgdyn.losses;

/**
 * The functions psi_k(x) = E e^{k y} exp(-e^y), y = x + r, r ~ N(0, b), and 1 - psi_0, at points x_0, x_0 + h, ... Slopes follow from
 * psi_k' = k psi_k - psi_{k+1}, and d psi / db = psi'' / 2. One thread at a time.
 */
abstract class SmoothedGumbel {

    /** Half the strip around the real line where exp(-e^y) decays as on it. */
    static final double STRIP = Math.PI / 2;

    /** exp(-e^y) is 0 from here on in y. */
    static final double END = 6.62;

    /** e^y is so large that exp(-e^y) is 0. */
    private static final double LARGE = 750;

    /** Below this e^y, 1 - exp(-e^y) is summed as a series of its powers, to 1e-16. */
    private static final double SMALL = 1e-3;

    final int orders;

    /** psi_0, psi_1, ... at the point last visited. */
    final double[] value;

    /** 1 - psi_0 there. */
    double complement;

    /** Functions of some orders, psi_0 to psi_{orders - 1}. */
    SmoothedGumbel(int orders) {
        this.orders = orders;
        value = new double[orders];
    }

    /**
     * Chooses the points.
     *
     * @param deviation sqrt(b)
     * @param far the largest |x| that there will be
     * @param step the largest distance of points that is wanted
     * @param division how much finer than usual the steps of the quadrature are
     * @return h, the distance that they have
     */
    abstract double prepare(double deviation, double far, double step, int division);

    /** Takes what the points x_0 to x_0 + (count - 1) h have in common. */
    abstract void fill(double first, int count);

    /** Moves to a point, for some of the orders. */
    abstract void visit(int index, double x, int wanted);

    /** Tables by order of e^{k y} exp(-e^y), and behind them 1 - exp(-e^y), at y_0, y_0 + step, ...; longer ones where they are short. */
    final void tabulate(double[][] table, double first, double step, int count) {
        if (table[0].length < count) {
            for (int k = 0; k <= orders; k++) {
                table[k] = new double[count];
            }
        }
        for (int m = 0; m < count; m++) {
            double s = Math.exp(first + m * step);
            double decay = Math.exp(-s);
            table[orders][m] = s < SMALL ? s * (1 - s * (0.5 - s * (1.0 / 6 - s / 24))) : 1 - decay;
            for (int k = 0; k < orders; k++) {
                table[k][m] = decay;
                decay = s > LARGE ? 0 : decay * s;
            }
        }
    }

    /** psi_k' at the point. */
    final double slope(int order) {
        return order * value[order] - value[order + 1];
    }

    /** d psi_k / db at the point. */
    final double slopeByVariance(int order) {
        return 0.5 * (order * order * value[order] - (2 * order + 1) * value[order + 1] + value[order + 2]);
    }
}
