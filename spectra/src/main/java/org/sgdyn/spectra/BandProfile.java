package org.sgdyn.spectra;

import java.util.Optional;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;

/**
 * Constant on a band of modes: v_rho = amplitude / sqrt(d) where from &lt; u &lt;= to, u = rho / d, else 0. A boundary that
 * falls on a mode within rounding counts as reaching it, so that bands that touch share no mode and leave none out.
 *
 * @param from the lower end, from 0 to 1
 * @param to the upper end, from 0 to 1
 * @param amplitude any finite number
 */
public record BandProfile(double from, double to, double amplitude) implements Profile {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless 0 &lt;= from &lt; to &lt;= 1 and the amplitude is finite
     */
    public BandProfile {
        Modes.require("from", from, Range.UNIT);
        Modes.require("to", to, Range.UNIT);
        Modes.require("amplitude", amplitude, Range.ANY);
        if (!(from < to)) {
            throw new IllegalArgumentException("from must be < to, found from " + from + " to " + to);
        }
    }

    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        double[] coordinates = new double[dimension];
        double value = amplitude / Math.sqrt(dimension);
        for (int mode = 1; mode <= dimension; mode++) {
            if (Modes.isUpTo(to, mode, dimension) && !Modes.isUpTo(from, mode, dimension)) {
                coordinates[mode - 1] = value;
            }
        }
        return coordinates;
    }

    @Override
    public Optional<ProfileLimit> limit() {
        return Optional.of(ProfileLimit.of(u -> u > from && u <= to ? amplitude : 0, from, to));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
