package org.sgdyn.numerics;

import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * The standard normal distribution function and its upper quantile from tables, for sums over millions of points whose own error
 * is far greater: Taylor series about the nearest node, whose derivatives follow from the density alone,
 *
 * <p>Phi(c + h) = Phi(c) + phi(c) (h - c h^2 / 2 + (c^2 - 1) h^3 / 6 - (c^3 - 3 c) h^4 / 24),
 *
 * <p>Q(p + e phi(c)) = c - e + c e^2 / 2 - (1 + 2 c^2) e^3 / 6 + (7 c + 6 c^3) e^4 / 24 at p = Phi(-c).
 *
 * <p>Relative errors are at most 1e-8 at 8 deviations and 1e-12 within three; farther out the exact functions answer.
 */
final class NormalTable {

    // Nodes of Phi are 1/64 apart; nodes of Q part each power of two into 64.
    private static final int REACH = 8;
    private static final int DENSITY = 64;
    private static final int NODES = 2 * REACH * DENSITY + 1;
    private static final double[] DISTRIBUTION = new double[2 * NODES];

    private static final int OCTAVES = 50;
    private static final int SHIFT = 52 - 6;
    private static final double LEAST_TAIL = Math.scalb(1.0, -OCTAVES - 1);
    private static final int FIRST = cell(LEAST_TAIL);
    private static final double[] QUANTILE = new double[3 * (cell(0.5) - FIRST + 1)];

    static {
        for (int i = 0; i < NODES; i++) {
            double x = (double) i / DENSITY - REACH;
            DISTRIBUTION[2 * i] = StandardNormal.cdf(x);
            DISTRIBUTION[2 * i + 1] = StandardNormal.density(x);
        }
        for (int i = 0; 3 * i < QUANTILE.length; i++) {
            double tail = Double.longBitsToDouble(((long) (FIRST + i) << SHIFT) + (1L << (SHIFT - 1)));
            double x = exactQuantile(tail);
            QUANTILE[3 * i] = tail;
            QUANTILE[3 * i + 1] = x;
            QUANTILE[3 * i + 2] = 1 / StandardNormal.density(x);
        }
    }

    private NormalTable() {}

    /**
     * The distribution function.
     *
     * @param x any number
     * @return Phi(x)
     */
    static double cdf(double x) {
        if (!(x >= -REACH && x <= REACH)) {
            // Above, 1 - Phi is less than half of what a double can tell from one, or nearly.
            return x > REACH ? 1 : StandardNormal.cdf(x);
        }
        int i = (int) (DENSITY * (x + REACH) + 0.5);
        double c = (double) i / DENSITY - REACH;
        double h = x - c;
        double square = c * c;
        double series = 1 + h * (-0.5 * c + h * ((square - 1) * (1.0 / 6) - h * c * (square - 3) * (1.0 / 24)));
        return DISTRIBUTION[2 * i] + DISTRIBUTION[2 * i + 1] * h * series;
    }

    /**
     * The number above which a normal variable lies with a given probability.
     *
     * @param tail p, 0 to 1
     * @return Q with Phi(-Q) = p; for p below the least normal double, that of the latter
     */
    static double upperQuantile(double tail) {
        double smaller = Math.min(tail, 1 - tail);
        if (!(smaller >= LEAST_TAIL)) {
            return tail > 0.5 ? -exactQuantile(smaller) : exactQuantile(smaller);
        }
        int i = 3 * (cell(smaller) - FIRST);
        double c = QUANTILE[i + 1];
        double e = (QUANTILE[i] - smaller) * QUANTILE[i + 2];
        double square = c * c;
        double series = 1 + e * (0.5 * c + e * ((1 + 2 * square) * (1.0 / 6) + e * c * (7 + 6 * square) * (1.0 / 24)));
        return Math.copySign(c + e * series, 0.5 - tail);
    }

    private static int cell(double tail) {
        return (int) (Double.doubleToRawLongBits(tail) >>> SHIFT);
    }

    private static double exactQuantile(double tail) {
        return Math.sqrt(2) * InverseErfc.value(2 * Math.max(tail, Double.MIN_NORMAL));
    }
}
