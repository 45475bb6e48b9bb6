package @package@;

import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.testkit.SpectrumContract;

class @Class@Test extends SpectrumContract {
    @Override
    protected CovarianceSpectrum spectrum(int dimension) {
        return new @Class@(1.0);
    }
}
