package org.sgdyn.spi;

import java.util.Optional;

/**
 * The eigenvalues of a class covariance on the common modes rho = 1..d; the mode index is shared by all classes, so they
 * need not be sorted. Immutable and thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface CovarianceSpectrum {

    /**
     * The eigenvalue lambda_rho on one mode.
     *
     * @param mode rho in 1..dimension
     * @param dimension d &gt;= 1
     * @return lambda_rho, finite and &gt;= 0
     */
    double eigenvalue(int mode, int dimension);

    /**
     * The spectrum as d grows to infinity; without a limit unless overridden.
     *
     * @return the limit, or empty if there is none
     */
    default Optional<SpectrumLimit> limit() {
        return Optional.empty();
    }

    /**
     * Whether at every finite d the eigenvalue on mode rho is {@link #limit}'s bulk at u = rho / d, except on the limit's outliers.
     * Sums over the modes are then done by quadrature in u, whatever d is. False unless overridden.
     *
     * @return true if it is
     */
    default boolean isSampledFromLimit() {
        return false;
    }
}
