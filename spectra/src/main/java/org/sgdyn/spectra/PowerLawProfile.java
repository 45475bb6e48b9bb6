package org.sgdyn.spectra;

import java.util.Optional;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;

/**
 * A power of the mode's position: v_rho = amplitude u^exponent / sqrt(d), u = rho / d. Its squared norm tends to
 * amplitude^2 / (2 exponent + 1) as d grows if exponent &gt; -1/2, and to infinity otherwise.
 *
 * @param exponent any finite number
 * @param amplitude any finite number
 */
public record PowerLawProfile(double exponent, double amplitude) implements Profile {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless both are finite
     */
    public PowerLawProfile {
        Modes.require("exponent", exponent, Range.ANY);
        Modes.require("amplitude", amplitude, Range.ANY);
    }

    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        double[] coordinates = new double[dimension];
        double scale = amplitude / Math.sqrt(dimension);
        for (int mode = 1; mode <= dimension; mode++) {
            coordinates[mode - 1] = scale * Math.pow((double) mode / dimension, exponent);
        }
        return coordinates;
    }

    @Override
    public Optional<ProfileLimit> limit() {
        return exponent <= -0.5
                ? Optional.empty()
                : Optional.of(ProfileLimit.of(u -> amplitude * Math.pow(u, exponent)));
    }

    @Override
    public boolean isSampledFromLimit() {
        return limit().isPresent();
    }
}
