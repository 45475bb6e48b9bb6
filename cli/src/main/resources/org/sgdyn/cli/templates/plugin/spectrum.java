package @package@;

import java.util.Optional;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SpectrumLimit;

/**
 * @formula@, at the position u = rho / d of mode rho.
 *
 * @param rate @parameterMeaning@, &gt;= 0
 */
public record @Class@(double rate) implements CovarianceSpectrum {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("rate", Range.NON_NEGATIVE, 1.0));
    }

    @Override
    public double eigenvalue(int mode, int dimension) {
        return at((double) mode / dimension);
    }

    /** The same as d grows to infinity; leave it out if there is no limit. */
    @Override
    public Optional<SpectrumLimit> limit() {
        return Optional.of(SpectrumLimit.of(this::at));
    }

    private double at(double u) {
        return Math.exp(-rate * u);
    }
}
