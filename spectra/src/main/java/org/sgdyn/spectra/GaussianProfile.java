package org.sgdyn.spectra;

import java.util.Optional;
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
        double[] coordinates = new double[dimension];
        double deviation = norm / Math.sqrt(dimension);
        for (int k = 0; k < dimension; k++) {
            coordinates[k] = deviation * random.normal();
        }
        return coordinates;
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
