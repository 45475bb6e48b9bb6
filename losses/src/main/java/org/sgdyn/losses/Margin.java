package org.sgdyn.losses;

import org.sgdyn.spi.ClassTarget;

/** What losses of the margin v = y r, y = -1 or +1, have in common. */
final class Margin {

    /** Deviations below this are taken as zero, so that (m - 1) / s and its square stay finite. */
    private static final double SMALLEST = 1e-140;

    private Margin() {}

    /** y: +1 for labels &gt; 0, else -1. */
    static double sign(ClassTarget target) {
        return target.label() > 0 ? 1 : -1;
    }

    /** sqrt(B), or 0 where it is negligible. */
    static double deviation(double[] covariance) {
        double s = Math.sqrt(Math.max(0, covariance[0]));
        return s < SMALLEST ? 0 : s;
    }
}
