package org.sgdyn.spi;

import java.util.Optional;

/**
 * A vector in the common eigenbasis: a class mean, an initial iterate, a teacher. Scaling: entries of order d^{-1/2}, norm
 * of order 1. Immutable and thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Profile {

    /**
     * The vector's coordinates v_1..v_d.
     *
     * @param dimension d &gt;= 1
     * @param random a stream of its own, the same numbers at every call; deterministic profiles leave it alone
     * @return a fresh array of d finite numbers; entry rho - 1 belongs to mode rho at u = rho / d
     */
    double[] coordinates(int dimension, RandomStream random);

    /**
     * Whether {@link #coordinates} draws random numbers, so that the experiment needs a seed.
     *
     * @return true if random
     */
    default boolean isRandom() {
        return false;
    }

    /**
     * The profile as d grows to infinity; without a limit unless overridden.
     *
     * @return the limit, or empty if there is none
     */
    default Optional<ProfileLimit> limit() {
        return Optional.empty();
    }

    /**
     * Whether at every finite d the coordinate on mode rho is f(rho / d) / sqrt(d), f the density of {@link #limit}, plus the
     * limit's outliers. Sums over the modes are then done by quadrature in u, whatever d is. False unless overridden, and false
     * for anything random.
     *
     * @return true if it is
     */
    default boolean isSampledFromLimit() {
        return false;
    }
}
