package org.sgdyn.spi;

/**
 * The activation phi of hidden units: what a network makes of a logit. Value and derivative alone run theory and simulation; immutable
 * and thread-safe.
 *
 * @since 0.2
 */
public interface Activation {

    /**
     * The activation.
     *
     * @param logit r
     * @return phi(r)
     */
    double value(double logit);

    /**
     * Its derivative; at a kink any number between those of its sides.
     *
     * @param logit r
     * @return phi'(r)
     */
    double derivative(double logit);

    /**
     * Logits at which it has a kink or jump, so that quadrature can split there; empty (smooth) unless overridden.
     *
     * @return the breakpoints in ascending order
     */
    default double[] breakpoints() {
        return new double[0];
    }
}
