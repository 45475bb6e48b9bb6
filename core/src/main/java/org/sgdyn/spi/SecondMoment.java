package org.sgdyn.spi;

/**
 * The scaling of each entry of the step by the second moment of its own gradients, over O(d) samples:
 *
 * <pre>
 * v &lt;- v + (omega / d) ( G o G - v ),   or   v &lt;- v + G o G / d   for omega = 0 (a sum);   P = P(v) entry by entry
 * </pre>
 *
 * <p>v is deterministic as d grows: v_{rho,j} = sum_k nu_{rho,k} q_{kj} with one number q per covariance spectrum and output.
 * Immutable and thread-safe.
 *
 * @since 0.2
 */
public interface SecondMoment {

    /**
     * The rate of forgetting.
     *
     * @return omega = d (1 - beta_2) &gt; 0; 0 for a sum over all samples
     */
    double forgetting();

    /**
     * Whether P takes v / (1 - exp(-omega t)), so that the start at v = 0 is forgotten at once.
     *
     * @return false unless overridden
     */
    default boolean isBiasCorrected() {
        return false;
    }

    /**
     * How fast squares enter v.
     *
     * @return omega; 1 for a sum
     */
    default double feed() {
        return forgetting() > 0 ? forgetting() : 1;
    }

    /**
     * What v is multiplied by before P takes it.
     *
     * @param time t &gt; 0
     * @return 1 / (1 - exp(-omega t)) with bias correction, else 1
     */
    default double correction(double time) {
        return isBiasCorrected() ? -1 / Math.expm1(-forgetting() * time) : 1;
    }

    /**
     * The scale of an entry.
     *
     * @param secondMoment v &gt;= 0
     * @return P &gt; 0
     */
    double scale(double secondMoment);

    /**
     * The derivative of {@link #scale}.
     *
     * @param secondMoment v &gt;= 0
     * @return dP / dv
     */
    double slope(double secondMoment);

    /**
     * Whether P is infinite where v = 0, so that entries without any gradient have none.
     *
     * @return true if it is; by default, whether {@link #scale} says so
     */
    default boolean needsGradients() {
        return Double.isInfinite(scale(0));
    }
}
