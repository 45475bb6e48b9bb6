package org.sgdyn.spi;

/**
 * What an algorithm makes of a sample's gradient psi in the logits before it is used: clipped, normalised, its signs. Immutable and
 * thread-safe.
 *
 * <p>The norm of the sample's gradient a (x) psi is |a| |psi|, and |a|^2 / d concentrates: theory takes (tr K_i + |mu_i|^2) / d for
 * it, tr K_i / d in the limit d to infinity; simulation the sample's own.
 *
 * @since 0.2
 */
public interface GradientShape {

    /** Leaves the gradient as it is. */
    GradientShape IDENTITY = (squaredFeature, gradient) -> {};

    /**
     * Replaces psi by psi^.
     *
     * @param squaredFeature |a|^2 / d
     * @param gradient psi, length l; receives psi^
     */
    void apply(double squaredFeature, double[] gradient);

    /**
     * Which of the smooth pieces of the map psi belongs to, so that quadrature can split where it changes. Leaving it out costs
     * speed for one logit, accuracy for several.
     *
     * @param squaredFeature |a|^2 / d
     * @param gradient psi, length l; not to be modified
     * @return the number of the piece; 0 unless overridden
     */
    default int piece(double squaredFeature, double[] gradient) {
        return 0;
    }
}
