package org.sgdyn.spectra;

import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SpectrumLimit;

/**
 * The same eigenvalue on every mode: lambda_rho = value.
 *
 * @param value the eigenvalue, &gt;= 0
 */
public record IsotropicSpectrum(double value) implements CovarianceSpectrum {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless value &gt;= 0
     */
    public IsotropicSpectrum {
        Modes.require("value", value, Range.NON_NEGATIVE);
    }

    @Override
    public double eigenvalue(int mode, int dimension) {
        return value;
    }

    @Override
    public Optional<SpectrumLimit> limit() {
        return Optional.of(SpectrumLimit.of(u -> value));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
