package @package@;

import org.sgdyn.spi.Activation;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/**
 * @formula@: smooth, and linear far from 0.
 *
 * @param sharpness @parameterMeaning@, &gt; 0
 */
public record @Class@(double sharpness) implements Activation {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("sharpness", Range.POSITIVE, 1.0));
    }

    @Override
    public double value(double logit) {
        double x = sharpness * logit;
        return (Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)))) / sharpness;
    }

    @Override
    public double derivative(double logit) {
        double e = Math.exp(-Math.abs(sharpness * logit));
        return (logit >= 0 ? 1 : e) / (1 + e);
    }
}
