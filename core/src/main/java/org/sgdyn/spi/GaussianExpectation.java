package org.sgdyn.spi;

/**
 * Deterministic quadrature for expectations over Gaussian logits: the default behind {@link Loss#moments}. Immutable and
 * thread-safe; it carries the accuracy that the experiment asks for.
 *
 * @since 0.1
 */
public interface GaussianExpectation {

    /**
     * The moments of a loss from its value and gradient alone; the Hessians by Stein's identity
     * E[(r - m) grad Psi^T] = B [H; H*], so that kinks are no obstacle.
     *
     * @param loss the loss
     * @param target the class
     * @return the moments, for use by one thread
     */
    LossMoments moments(Loss loss, ClassTarget target);

    /**
     * The same quadrature, finer, to see what it leaves; itself unless overridden.
     *
     * @return a quadrature of about four times the nodes, or a hundredth of the tolerance
     */
    default GaussianExpectation refined() {
        return this;
    }
}
