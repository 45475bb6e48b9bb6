package org.sgdyn.numerics;

/** Fixed rules for Gaussians that are narrow against the scale 1 of a loss. */
final class Stencils {

    /**
     * Coefficients c_k of the eighth-order difference quotient sum_k c_k (f(x + k h) - f(x - k h)) / h; truncation error
     * h^8 f^(9) / 630.
     */
    static final double[] DIFFERENCE = {4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280};

    /** h: truncation 1e-15 and rounding 5e-15 for a function of scale 1. A power of two, so that shifts are exact. */
    static final double STEP = 1.0 / 32;

    private static final double ROOT = Math.sqrt(10);

    /** Five-point Gauss-Hermite nodes for N(0, 1), exact to degree nine: the error is of order s^10. */
    static final double[] HERMITE_NODES = {
        -Math.sqrt(5 + ROOT), -Math.sqrt(5 - ROOT), 0, Math.sqrt(5 - ROOT), Math.sqrt(5 + ROOT)
    };

    /** The weights that go with {@link #HERMITE_NODES}. */
    static final double[] HERMITE_WEIGHTS = {
        (7 - 2 * ROOT) / 60, (7 + 2 * ROOT) / 60, 8.0 / 15, (7 + 2 * ROOT) / 60, (7 - 2 * ROOT) / 60
    };

    private Stencils() {}
}
