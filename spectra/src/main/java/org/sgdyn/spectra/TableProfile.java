package org.sgdyn.spectra;

import org.sgdyn.spi.Profile;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;

/** Coordinates as given, not rescaled: v_rho is row rho of a column of d numbers. */
public final class TableProfile implements Profile {

    private final double[] values;

    private TableProfile(double[] values) {
        this.values = values;
    }

    /**
     * From the coordinates themselves.
     *
     * @param values d finite numbers, copied
     * @return the profile
     * @throws IllegalArgumentException unless all are finite
     */
    public static TableProfile of(double... values) {
        for (double value : values) {
            Modes.require("each coordinate", value, Range.ANY);
        }
        return new TableProfile(values.clone());
    }

    /**
     * The column.
     *
     * @throws IllegalArgumentException unless the dimension is the number of rows
     */
    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        Modes.requireRows(values.length, dimension);
        return values.clone();
    }
}
