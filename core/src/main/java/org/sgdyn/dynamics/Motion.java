package org.sgdyn.dynamics;

/**
 * How the state of the modes moves at given coefficients, in which the motion is linear but for the scale of a second moment. One
 * thread at a time, which may spread the modes over others.
 */
interface Motion {

    /** The natural sizes of the state. */
    void sizes(double[] result);

    /** Moves a state to the nearest possible one. */
    void confine(double[] state);

    /** The motion, all of it, into derivative; nothing is allocated. */
    void respond(Coefficients at, double[] state, double[] derivative);

    /**
     * What a step of finite length zeta adds to the covariance beyond zeta times its derivative: zeta^2 M Cov M^T, without a scale.
     *
     * @param next the covariances of the next state, to which it is added
     */
    default void addSecondOrder(Coefficients at, double[] state, double zeta, double[] next) {
        throw new IllegalStateException("this motion has no steps of finite length");
    }

    /** A fresh solver with the modes' own linear motion. */
    Inverse inverse();

    /** M^{-1} for M = sigma I - D, where D is the modes' own linear motion at fixed coefficients. One thread at a time. */
    interface Inverse {

        /** Fixes the coefficients and sigma. */
        void prepare(Coefficients at, double sigma);

        /** v becomes M^{-1} v. */
        void apply(double[] v);
    }
}
