package org.sgdyn.spectra;

import java.util.List;
import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SpectrumLimit;

/**
 * A piecewise constant spectrum: lambda_rho = values[k] for the first k with u = rho / d &lt;= fractions[0] + ... +
 * fractions[k]. A boundary that falls on a mode within rounding counts as reaching it; the last block takes the rest.
 */
public final class BlocksSpectrum implements CovarianceSpectrum {

    private static final double SUM_TOLERANCE = 1e-9;
    static final Range FRACTION = new Range(0, true, 1, false);

    private final double[] values;
    private final double[] ends;

    private BlocksSpectrum(double[] values, double[] ends) {
        this.values = values;
        this.ends = ends;
    }

    /**
     * From eigenvalues and sizes of the blocks.
     *
     * @param values the eigenvalue of each block, &gt;= 0
     * @param fractions the fraction of modes in each block, &gt; 0
     * @return the spectrum
     * @throws IllegalArgumentException unless there are as many values as fractions, values &gt;= 0, fractions &gt; 0 and
     *     their sum is 1 within 1e-9
     */
    public static BlocksSpectrum of(List<Double> values, List<Double> fractions) {
        if (values.isEmpty() || values.size() != fractions.size()) {
            throw new IllegalArgumentException("values and fractions must be as many and at least one, found "
                    + values.size() + " values and " + fractions.size() + " fractions");
        }
        double[] ends = new double[fractions.size()];
        double sum = 0;
        for (int k = 0; k < ends.length; k++) {
            Modes.require("values", values.get(k), Range.NON_NEGATIVE);
            sum += Modes.require("fractions", fractions.get(k), FRACTION);
            ends[k] = sum;
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException("fractions must sum to 1 within 1e-9, found " + sum);
        }
        return new BlocksSpectrum(
                values.stream().mapToDouble(Double::doubleValue).toArray(), ends);
    }

    @Override
    public double eigenvalue(int mode, int dimension) {
        int block = 0;
        while (block < ends.length - 1 && !Modes.isUpTo(ends[block], mode, dimension)) {
            block++;
        }
        return values[block];
    }

    @Override
    public Optional<SpectrumLimit> limit() {
        return Optional.of(SpectrumLimit.of(
                u -> {
                    int block = 0;
                    while (block < ends.length - 1 && u > ends[block]) {
                        block++;
                    }
                    return values[block];
                },
                ends));
    }

    @Override
    public boolean isSampledFromLimit() {
        return true;
    }
}
