package org.sgdyn.spectra;

import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SpectrumLimit;

/**
 * A power of the mode's position: lambda_rho = scale u^exponent, u = rho / d (arXiv:2510.14074, the power-law model). A
 * negative exponent is finite at finite d as long as d^|exponent| is, and has
 * no limit as d grows.
 *
 * @param exponent any finite number
 * @param scale the eigenvalue at u = 1, &gt;= 0
 */
public record PowerLawSpectrum(double exponent, double scale) implements CovarianceSpectrum {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless the exponent is finite and scale &gt;= 0
     */
    public PowerLawSpectrum {
        Modes.require("exponent", exponent, Range.ANY);
        Modes.require("scale", scale, Range.NON_NEGATIVE);
    }

    @Override
    public double eigenvalue(int mode, int dimension) {
        return scale * Math.pow((double) mode / dimension, exponent);
    }

    @Override
    public Optional<SpectrumLimit> limit() {
        return exponent < 0 ? Optional.empty() : Optional.of(SpectrumLimit.of(u -> scale * Math.pow(u, exponent)));
    }

    @Override
    public boolean isSampledFromLimit() {
        return limit().isPresent();
    }
}
