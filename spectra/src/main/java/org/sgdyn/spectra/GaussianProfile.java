package org.sgdyn.spectra;

import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;

/**
 * A random direction: v_rho = norm z_rho / sqrt(d), z_rho independent draws from N(0, 1). The squared norm has mean norm^2 and
 * standard deviation norm^2 sqrt(2 / d).
 *
 * @param norm the root mean square norm, &gt;= 0
 */
public record GaussianProfile(double norm) implements Profile {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless norm &gt;= 0
     */
    public GaussianProfile {
        Modes.require("norm", norm, Range.NON_NEGATIVE);
    }

    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        double deviation = norm / Math.sqrt(dimension);
        return IntStream.range(0, dimension)
                .mapToDouble(k -> deviation * random.normal())
                .toArray();
    }

    @Override
    public boolean isRandom() {
        return true;
    }

    @Override
    public Optional<ProfileLimit> limit() {
        return Optional.of(ProfileLimit.gaussian(u -> norm));
    }
}
