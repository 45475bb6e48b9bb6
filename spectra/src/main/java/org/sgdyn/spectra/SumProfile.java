package org.sgdyn.spectra;

import java.util.List;
import java.util.Optional;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;

/**
 * The sum of profiles. Random parts draw from the one stream in their order, so two of them are independent.
 *
 * @param parts the summands; the sum of none is zero
 */
public record SumProfile(List<Profile> parts) implements Profile {

    /** Copies the list. */
    public SumProfile {
        parts = List.copyOf(parts);
    }

    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        double[] sum = new double[dimension];
        for (Profile part : parts) {
            double[] summand = part.coordinates(dimension, random);
            for (int k = 0; k < dimension; k++) {
                sum[k] += summand[k];
            }
        }
        return sum;
    }

    @Override
    public boolean isRandom() {
        return parts.stream().anyMatch(Profile::isRandom);
    }

    @Override
    public Optional<ProfileLimit> limit() {
        Optional<ProfileLimit> sum = Optional.of(ProfileLimit.gaussian(u -> 0));
        for (Profile part : parts) {
            sum = sum.flatMap(before -> part.limit().map(before::plus));
        }
        return sum;
    }

    @Override
    public boolean isSampledFromLimit() {
        return parts.stream().allMatch(Profile::isSampledFromLimit);
    }
}
