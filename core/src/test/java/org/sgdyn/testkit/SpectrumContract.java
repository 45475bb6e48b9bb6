package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.spi.CovarianceSpectrum;

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
}
