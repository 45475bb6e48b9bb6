package org.sgdyn.spectra;

import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SpectrumLimit;

/**
 * Clean modes without variance, then noisy ones: lambda_rho = 0 where u = rho / d &lt;= zeroFraction, else value
 * (arXiv:2510.14074, the zero-one model). A boundary that falls on a mode within rounding counts as reaching it.
 *
 * @param zeroFraction the fraction of clean modes, from 0 to 1
 * @param value the eigenvalue of the others, &gt;= 0
 */
public record ZeroOneSpectrum(double zeroFraction, double value) implements CovarianceSpectrum {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless 0 &lt;= zeroFraction &lt;= 1 and value &gt;= 0
     */
    public ZeroOneSpectrum {
        Modes.require("zeroFraction", zeroFraction, Range.UNIT);
        Modes.require("value", value, Range.NON_NEGATIVE);
    }

    @Override
    public double eigenvalue(int mode, int dimension) {
        return Modes.isUpTo(zeroFraction, mode, dimension) ? 0 : value;
    }

    @Override
    public Optional<SpectrumLimit> limit() {
        return Optional.of(SpectrumLimit.of(u -> u <= zeroFraction ? 0 : value, zeroFraction));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
