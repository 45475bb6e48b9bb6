package org.sgdyn.losses.network;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.sgdyn.numerics.GaussLegendre;
import org.sgdyn.numerics.StandardNormal;

/**
 * Expectations of f(z) [z &gt; low] over a standard normal z, by Gauss-Legendre rules, whose range is divided where another Gaussian
 * variable that depends on z turns from one sign to the other so sharply that a rule for all would not resolve it. One thread at a time.
 */
final class HalfLine {

    /** Where the normal density leaves the double range of interest. */
    private static final double REACH = 8.5;

    /** Rules whose error, of a Gaussian across the whole reach, is 1e-14; of turns of more than this width as well. */
    private static final double[] NODES = GaussLegendre.nodes(40);

    private static final double[] WEIGHTS = GaussLegendre.weights(40);
    private static final double SHARP = 1;
    /** Of this width a turn is a jump: what is on either side cancels but for its square. */
    private static final double ABRUPT = 1e-8;

    private double[] ends = new double[8];
    private int count;
    private double low;

    void begin(double bound) {
        low = Math.max(-REACH, bound);
        count = 0;
        append(low);
        append(REACH);
    }

    /** A variable of conditional mean {@code mean + slope z}, and of this variance, given z. */
    void turn(double mean, double slope, double variance) {
        if (slope == 0) {
            return;
        }
        double middle = -mean / slope;
        double width = Math.sqrt(Math.max(0, variance)) / Math.abs(slope);
        if (width < ABRUPT) {
            append(middle);
        } else if (width < SHARP) {
            append(middle - REACH * width);
            append(middle + REACH * width);
        }
    }

    private void append(double end) {
        if (end >= low && end <= REACH) {
            ends = count == ends.length ? Arrays.copyOf(ends, 2 * count) : ends;
            ends[count++] = end;
        }
    }

    double integrate(DoubleUnaryOperator function) {
        Arrays.sort(ends, 0, count);
        double sum = 0;
        for (int k = 1; k < count; k++) {
            double half = 0.5 * (ends[k] - ends[k - 1]);
            for (int q = 0; q < NODES.length && half > 0; q++) {
                double z = ends[k - 1] + half * (1 + NODES[q]);
                sum += half * WEIGHTS[q] * StandardNormal.density(z) * function.applyAsDouble(z);
            }
        }
        return sum;
    }
}
