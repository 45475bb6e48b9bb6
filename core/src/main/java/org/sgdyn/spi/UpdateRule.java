package org.sgdyn.spi;

import java.util.Optional;

/**
 * How a step of one-pass SGD uses the gradient of a sample: an algorithm, told by few facets, each of which is trivial unless
 * overridden. Theory and simulation are both derived from them, so that a rule is one short class. A sample of class i has features
 * a, logits r = X^T a and the loss's gradient psi = grad_r Psi in R^l; a step of the rule, with G = phi(a) (x) psi^ + delta X, is
 *
 * <pre>
 * psi^ = S(psi; |a|^2 / d)                                       {@link #shape}
 * phi(a), coordinate by coordinate                               {@link #features}
 * v &lt;- v + (omega / d) (G o G - v),   P = P(v), entry by entry   {@link #secondMoment}; P = 1 without
 * S &lt;- S + (1 / d) ( T S - e G ),     row 0 times P              {@link #memory}; S = X, T = 0, e = gamma without
 * </pre>
 *
 * <p>S_0 = X is the iterate at which gradients are taken, the other slots of S are what the rule remembers. A ridge outside the
 * scale ({@link #decouplesRidge}) adds -(gamma / d) delta X to row 0 instead of delta X to G.
 *
 * <p>As d grows, all order parameters follow ordinary differential equations: given the moments of psi^ each mode of (x, v, ...) is
 * linear, and its covariance obeys a linear equation, too. Implementations are immutable and thread-safe.
 *
 * @since 0.2
 */
public interface UpdateRule {

    /** Plain one-pass SGD: X &lt;- X - (gamma / d) ( a (x) psi + delta X ). */
    UpdateRule SGD = new UpdateRule() {};

    /**
     * What happens to a sample's gradient in the logits.
     *
     * @return the shape; {@link GradientShape#IDENTITY} unless overridden
     */
    default GradientShape shape() {
        return GradientShape.IDENTITY;
    }

    /**
     * What happens to a sample's features, coordinate by coordinate.
     *
     * @return the map; {@link FeatureMap#LINEAR} unless overridden
     */
    default FeatureMap features() {
        return FeatureMap.LINEAR;
    }

    /**
     * The scaling of every entry by its own gradients' second moment.
     *
     * @return the scaling; none unless overridden
     */
    default Optional<SecondMoment> secondMoment() {
        return Optional.empty();
    }

    /**
     * What the rule remembers beside the iterate, and how a step moves it.
     *
     * @return the memory; {@link Memory#NONE} unless overridden
     */
    default Memory memory() {
        return Memory.NONE;
    }

    /**
     * Whether the ridge stands outside of the scale and the memory, as in AdamW.
     *
     * @return false unless overridden
     */
    default boolean decouplesRidge() {
        return false;
    }

    /**
     * The variance of independent Gaussian noise that is added to every entry of a sample's G, as for differential privacy. Rules
     * with a second moment, which would take it in, have none.
     *
     * @return sigma^2 &gt;= 0; 0 unless overridden
     */
    default double gradientNoise() {
        return 0;
    }
}
