package org.sgdyn.spectra;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.testkit.SpectrumContract;

/** The contract of spectra, for each of them. */
class SpectrumContractsTest {

    @Nested
    class Isotropic extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            return new IsotropicSpectrum(2.5);
        }
    }

    @Nested
    class ZeroOne extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            return new ZeroOneSpectrum(0.3, 2);
        }
    }

    @Nested
    class PowerLaw extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            return new PowerLawSpectrum(-1.5, 2);
        }
    }

    @Nested
    class RankOne extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            return new RankOneSpectrum(5, 0, 0.5);
        }
    }

    @Nested
    class Spiked extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            return new SpikedSpectrum(
                    new PowerLawSpectrum(1, 1),
                    List.of(new SpikedSpectrum.Spike(1, 3), new SpikedSpectrum.Spike(0, 7)));
        }
    }

    @Nested
    class Blocks extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            return BlocksSpectrum.of(List.of(1.0, 0.0, 4.0), List.of(0.1, 0.2, 0.7));
        }
    }

    @Nested
    class MarchenkoPasturWide extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            return new MarchenkoPasturSpectrum(0.5, 1);
        }
    }

    @Nested
    class MarchenkoPasturTall extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            return new MarchenkoPasturSpectrum(3, 2);
        }
    }

    @Nested
    class Table extends SpectrumContract {
        @Override
        protected CovarianceSpectrum spectrum(int dimension) {
            double[] values = new double[dimension];
            for (int k = 0; k < dimension; k++) {
                values[k] = k % 3;
            }
            return TableSpectrum.of(values);
        }
    }
}
