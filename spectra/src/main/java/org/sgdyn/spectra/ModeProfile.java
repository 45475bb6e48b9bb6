package org.sgdyn.spectra;

import java.util.Optional;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;

/**
 * All mass on one mode: v_rho = amplitude on mode {@code index}, else 0. Not divided by sqrt(d): the vector's norm is
 * |amplitude|.
 *
 * @param index the mode, 1..d, or 0 for the last mode
 * @param amplitude any finite number
 */
public record ModeProfile(int index, double amplitude) implements Profile {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless index &gt;= 0 and the amplitude is finite
     */
    public ModeProfile {
        Modes.require("index", index, Range.NON_NEGATIVE);
        Modes.require("amplitude", amplitude, Range.ANY);
    }

    /**
     * The vector.
     *
     * @throws IllegalArgumentException if index &gt; dimension
     */
    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        Modes.require("index", index, Range.closed(0, dimension));
        double[] coordinates = new double[dimension];
        coordinates[index == 0 ? dimension - 1 : index - 1] = amplitude;
        return coordinates;
    }

    @Override
    public Optional<ProfileLimit> limit() {
        return Optional.of(ProfileLimit.outlier(index, amplitude));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
