package org.sgdyn.spectra;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;

/**
 * The same on every mode: v_rho = amplitude / sqrt(d), a vector of norm |amplitude|.
 *
 * @param amplitude any finite number
 */
public record ConstantProfile(double amplitude) implements Profile {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless the amplitude is finite
     */
    public ConstantProfile {
        Modes.require("amplitude", amplitude, Range.ANY);
    }

    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        double[] coordinates = new double[dimension];
        Arrays.fill(coordinates, amplitude / Math.sqrt(dimension));
        return coordinates;
    }

    @Override
    public Optional<ProfileLimit> limit() {
        return Optional.of(ProfileLimit.of(u -> amplitude));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
