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
     * The moments of a loss's gradient as an algorithm shapes it, see {@link Loss#shapedMoments}.
     *
     * @param loss the loss
     * @param target the class
     * @param shape what happens to the gradient
     * @param squaredFeature |a|^2 / d of the class
     * @return the moments, for use by one thread
     * @since 0.2
     */
    default LossMoments shapedMoments(Loss loss, ClassTarget target, GradientShape shape, double squaredFeature) {
        throw new UnsupportedOperationException("this quadrature was written before gradients had shapes");
    }

    /**
     * The moments of a family of exchangeable classes, see {@link Loss#familyMoments}.
     *
     * @param loss the loss
     * @param families the families
     * @param family which one, 0-based
     * @param target a class of the family, the first one
     * @return the moments in reduced coordinates, for use by one thread
     * @since 0.2
     */
    default LossMoments familyMoments(Loss loss, Families families, int family, ClassTarget target) {
        throw new UnsupportedOperationException("this quadrature was written before classes had families");
    }

    /**
     * The same quadrature, finer, to see what it leaves; itself unless overridden.
     *
     * @return a quadrature of about four times the nodes, or a hundredth of the tolerance
     */
    default GaussianExpectation refined() {
        return this;
    }
}
