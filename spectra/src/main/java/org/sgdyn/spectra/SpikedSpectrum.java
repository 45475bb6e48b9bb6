package org.sgdyn.spectra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SpectrumLimit;

/**
 * Outliers on top of a bulk: lambda_rho = bulk_rho + the values of the spikes at rho. As with {@link RankOneSpectrum}, a
 * spike adds to what is there; two spikes on one mode add up.
 *
 * @param bulk the spectrum underneath
 * @param spikes the outliers
 */
public record SpikedSpectrum(CovarianceSpectrum bulk, List<Spike> spikes) implements CovarianceSpectrum {

    /**
     * One outlier.
     *
     * @param index its mode, 1..d, or 0 for the last mode
     * @param value what it adds to the bulk's eigenvalue, &gt;= 0
     */
    public record Spike(int index, double value) {

        /**
         * Checks the ranges.
         *
         * @throws IllegalArgumentException unless index &gt;= 0 and value &gt;= 0
         */
        public Spike {
            Modes.require("index", index, Range.NON_NEGATIVE);
            Modes.require("value", value, Range.NON_NEGATIVE);
        }
    }

    /** Copies the spikes. */
    public SpikedSpectrum {
        spikes = List.copyOf(spikes);
    }

    @Override
    public double eigenvalue(int mode, int dimension) {
        double eigenvalue = bulk.eigenvalue(mode, dimension);
        for (Spike spike : spikes) {
            if (Modes.isAt(spike.index, mode, dimension)) {
                eigenvalue += spike.value;
            }
        }
        return eigenvalue;
    }

    @Override
    public Optional<SpectrumLimit> limit() {
        return bulk.limit().map(under -> {
            Map<Integer, Double> outliers = new HashMap<>(under.outliers());
            for (Spike spike : spikes) {
                outliers.merge(spike.index, under.eigenvalueAt(spike.index) + spike.value, (a, b) -> a + spike.value);
            }
            return new SpectrumLimit(under.bulk(), under.breakpoints(), under.singularities(), outliers);
        });
    }

    @Override
    public boolean isSampledFromLimit() {
        return bulk.isSampledFromLimit();
    }
}
