package @package@;

import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

/**
 * @formula@, for the gradient psi of a sample in its l logits and its features a. A rule may also map the features, scale every entry
 * and remember, see {@link UpdateRule}.
 *
 * @param threshold @parameterMeaning@, &gt; 0
 */
public record @Class@(double threshold) implements UpdateRule {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("threshold", Range.POSITIVE, 0.25));
    }

    /** One function for theory and simulation; with piece(...) for where it has kinks, theory would be faster. */
    @Override
    public GradientShape shape() {
        return (squaredFeature, psi) -> {
            double norm = 0;
            for (double component : psi) {
                norm = Math.hypot(norm, component);
            }
            double length = Math.min(norm, threshold / Math.sqrt(squaredFeature)) / Math.sqrt(psi.length);
            for (int j = 0; j < psi.length; j++) {
                psi[j] = length * Math.signum(psi[j]);
            }
        };
    }
}
