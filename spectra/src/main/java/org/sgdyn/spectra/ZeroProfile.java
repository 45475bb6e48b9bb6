package org.sgdyn.spectra;

import java.util.Optional;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;

/** The zero vector. */
public record ZeroProfile() implements Profile {

    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        return new double[dimension];
    }

    @Override
    public Optional<ProfileLimit> limit() {
        return Optional.of(ProfileLimit.gaussian(u -> 0));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
