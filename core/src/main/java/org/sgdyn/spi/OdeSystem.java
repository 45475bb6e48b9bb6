package org.sgdyn.spi;

/** A system y' = f(t, y) on flat arrays. An instance may hold scratch memory: one thread at a time. */
public interface OdeSystem {

    /**
     * The number of unknowns.
     *
     * @return the length of y
     */
    int size();

    /**
     * The right-hand side f(t, y).
     *
     * @param time t
     * @param state y; not to be modified
     * @param derivative receives y'
     */
    void derivative(double time, double[] state, double[] derivative);
}
