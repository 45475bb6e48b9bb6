package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.SpectrumLimit;

/** What every {@link CovarianceSpectrum} must satisfy; extend it and hand out the spectrum under test. */
public abstract class SpectrumContract {

    /** For subclasses. */
    protected SpectrumContract() {}

    /**
     * The spectrum under test.
     *
     * @param dimension the d that it will be asked for, which only tabulated spectra depend on
     * @return an equal spectrum at every call
     */
    protected abstract CovarianceSpectrum spectrum(int dimension);

    /**
     * Every eigenvalue of a covariance is a finite number &gt;= 0.
     *
     * @param dimension d
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 150, 1000})
    final void eigenvaluesAreFiniteAndNotNegative(int dimension) {
        CovarianceSpectrum spectrum = spectrum(dimension);
        for (int mode = 1; mode <= dimension; mode++) {
            assertThat(spectrum.eigenvalue(mode, dimension))
                    .as("eigenvalue of mode %d of %d", mode, dimension)
                    .isFinite()
                    .isNotNegative();
        }
    }

    /**
     * The eigenvalue is a function of mode and dimension alone: any order of calls and any instance give the same bits.
     *
     * @param dimension d
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 150, 1000})
    final void eigenvaluesDoNotDependOnTheOrderOfCalls(int dimension) {
        CovarianceSpectrum spectrum = spectrum(dimension);
        double[] upwards = new double[dimension];
        for (int mode = 1; mode <= dimension; mode++) {
            upwards[mode - 1] = spectrum.eigenvalue(mode, dimension);
        }
        CovarianceSpectrum other = spectrum(dimension);
        for (int mode = dimension; mode >= 1; mode--) {
            assertThat(spectrum.eigenvalue(mode, dimension))
                    .as("again, mode %d", mode)
                    .isEqualTo(upwards[mode - 1]);
            assertThat(other.eigenvalue(mode, dimension))
                    .as("other instance, mode %d", mode)
                    .isEqualTo(upwards[mode - 1]);
        }
    }

    /**
     * A spectrum that calls itself sampled from its limit is: on every mode away from outliers and breakpoints.
     *
     * @param dimension d
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 150, 1000})
    final void aSampledSpectrumIsItsLimitOnTheModes(int dimension) {
        CovarianceSpectrum spectrum = spectrum(dimension);
        assumeTrue(spectrum.isSampledFromLimit(), "the spectrum is not sampled from its limit");
        SpectrumLimit limit = spectrum.limit().orElseThrow();
        for (int mode = 1; mode <= dimension; mode++) {
            double u = (double) mode / dimension;
            boolean outlier = limit.outliers().containsKey(mode)
                    || (mode == dimension && limit.outliers().containsKey(0));
            // Which side of a breakpoint a mode on it belongs to may depend on rounding.
            boolean edge = Arrays.stream(limit.breakpoints()).anyMatch(b -> Math.abs(u - b) < 1e-8);
            if (!outlier && !edge) {
                // The same function at the same u, evaluated in another order at most.
                assertThat(spectrum.eigenvalue(mode, dimension))
                        .as("mode %d of %d", mode, dimension)
                        .isCloseTo(limit.bulk().applyAsDouble(u), withinPercentage(1e-10));
            }
        }
    }

    /** If there is a limit, the eigenvalues of a large dimension lie on its bulk, and on its outliers where it has any. */
    @Test
    final void largeDimensionsApproachTheLimit() {
        int dimension = 100_000;
        CovarianceSpectrum spectrum = spectrum(dimension);
        assumeTrue(spectrum.limit().isPresent(), "the spectrum has no limit");
        SpectrumLimit limit = spectrum.limit().orElseThrow();
        for (int mode = 17; mode < dimension; mode += 997) {
            double u = (double) mode / dimension;
            boolean nearJump = Arrays.stream(limit.breakpoints()).anyMatch(b -> Math.abs(u - b) < 2e-5);
            if (!nearJump && !limit.outliers().containsKey(mode)) {
                // A quantile or a sampled function may differ from its limit by the spacing of the modes.
                assertThat(spectrum.eigenvalue(mode, dimension))
                        .as("eigenvalue at u = %s", u)
                        .isCloseTo(
                                limit.bulk().applyAsDouble(u),
                                within(1e-3 * (1 + limit.bulk().applyAsDouble(u))));
            }
        }
        limit.outliers()
                .forEach((index, eigenvalue) -> assertThat(
                                spectrum.eigenvalue(index == 0 ? dimension : index, dimension))
                        .as("outlier %d", index)
                        .isCloseTo(eigenvalue, within(1e-3 * (1 + eigenvalue))));
    }
}
