package org.sgdyn.spectra;

import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SpectrumLimit;

/**
 * A flat spectrum with one outlier: lambda_rho = base, plus spike on one mode.
 *
 * @param spike what the outlier adds, &gt;= 0
 * @param index the outlier's mode, 1..d, or 0 for the last mode
 * @param base the eigenvalue of all modes, &gt;= 0
 */
public record RankOneSpectrum(double spike, int index, double base) implements CovarianceSpectrum {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless spike &gt;= 0, index &gt;= 0 and base &gt;= 0
     */
    public RankOneSpectrum {
        Modes.require("spike", spike, Range.NON_NEGATIVE);
        Modes.require("index", index, Range.NON_NEGATIVE);
        Modes.require("base", base, Range.NON_NEGATIVE);
    }

    @Override
    public double eigenvalue(int mode, int dimension) {
        return Modes.isAt(index, mode, dimension) ? base + spike : base;
    }

    @Override
    public Optional<SpectrumLimit> limit() {
        return Optional.of(new SpectrumLimit(u -> base, new double[0], new double[0], Map.of(index, base + spike)));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
