package org.sgdyn.spi;

import java.util.Optional;

/**
 * What an algorithm makes of each coordinate of a sample's features: an odd function phi. Given the logits, coordinate a_rho is
 * Gaussian with a variance lambda and a small mean, so that to leading order E phi(a_rho) = s(lambda) E a_rho and
 * E phi(a_rho)^2 = nu(lambda). Immutable and thread-safe.
 *
 * @since 0.2
 */
public interface FeatureMap {

    /** phi(a) = a. */
    FeatureMap LINEAR = new FeatureMap() {
        @Override
        public void apply(double[] features) {}

        @Override
        public double slope(double variance) {
            return 1;
        }

        @Override
        public double power(double variance) {
            return variance;
        }
    };

    /** The coordinates that phi acts on. */
    enum Basis {
        /** The common eigenbasis of the covariances: coordinates are modes. */
        MODES,
        /**
         * A basis in general position to the modes, such as a random one: every coordinate has the variance tr K_i / d, and
         * theory's slope is s(tr K_i / d) on all modes, its power s^2 lambda + nu(tr K_i / d) - s^2 tr K_i / d.
         */
        DELOCALIZED
    }

    /**
     * Applies phi to every coordinate, in place.
     *
     * @param features a; receives phi(a)
     */
    void apply(double[] features);

    /**
     * The slope s = E phi'(a) for a ~ N(0, variance).
     *
     * @param variance lambda &gt;= 0
     * @return s, finite
     */
    double slope(double variance);

    /**
     * The power nu = E phi(a)^2 for a ~ N(0, variance).
     *
     * @param variance lambda &gt;= 0
     * @return nu &gt;= 0
     */
    double power(double variance);

    /**
     * The coordinates.
     *
     * @return {@link Basis#MODES} unless overridden
     */
    default Basis basis() {
        return Basis.MODES;
    }

    /**
     * Why a coordinate without variance that has a mean is outside of the theory, as a rule in words.
     *
     * @return the reason; empty if it is not, as for a linear phi
     */
    default Optional<String> refusesMeansWithoutVariance() {
        return Optional.empty();
    }
}
