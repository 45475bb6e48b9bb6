package @package@;

import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;

/**
 * @formula@: mean 0 and variance 1, and skewed
 * unless p = 1/2.
 *
 * @param probability @parameterMeaning@, &gt; 0 and &lt; 1
 */
public record @Class@(double probability) implements FeatureLaw {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("probability", new Range(0, true, 1, true), 0.25));
    }

    /** One number of the stream per coordinate, so that slices do not matter. */
    @Override
    public void fill(RandomStream random, double[] target, int from, int to) {
        double odds = (1 - probability) / probability;
        for (int k = from; k < to; k++) {
            target[k] = random.uniform() < probability ? Math.sqrt(odds) : -Math.sqrt(1 / odds);
        }
    }
}
