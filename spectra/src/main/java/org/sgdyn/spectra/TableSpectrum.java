package org.sgdyn.spectra;

import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Range;

/** Eigenvalues as given: lambda_rho is row rho of a column of d numbers. */
public final class TableSpectrum implements CovarianceSpectrum {

    private final double[] values;

    private TableSpectrum(double[] values) {
        this.values = values;
    }

    /**
     * From the eigenvalues themselves.
     *
     * @param values d numbers &gt;= 0, copied
     * @return the spectrum
     * @throws IllegalArgumentException unless all are &gt;= 0
     */
    public static TableSpectrum of(double... values) {
        for (double value : values) {
            Modes.require("each eigenvalue", value, Range.NON_NEGATIVE);
        }
        return new TableSpectrum(values.clone());
    }

    /**
     * Row rho of the table.
     *
     * @throws IllegalArgumentException unless the dimension is the number of rows
     */
    @Override
    public double eigenvalue(int mode, int dimension) {
        Modes.requireRows(values.length, dimension);
        return values[mode - 1];
    }
}
