package @package@;

import java.util.Optional;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.Range;

/**
 * @formula@, at the position u = rho / d of mode rho.
 *
 * @param amplitude @parameterMeaning@
 */
public record @Class@(double amplitude) implements Profile {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("amplitude", Range.ANY, 1.0));
    }

    @Override
    public double[] coordinates(int dimension, RandomStream random) {
        double[] coordinates = new double[dimension];
        for (int mode = 1; mode <= dimension; mode++) {
            coordinates[mode - 1] = at((double) mode / dimension) / Math.sqrt(dimension);
        }
        return coordinates;
    }

    /** The same as d grows to infinity, without the 1 / sqrt(d); leave it out if there is no limit. */
    @Override
    public Optional<ProfileLimit> limit() {
        return Optional.of(ProfileLimit.of(this::at));
    }

    private double at(double u) {
        return amplitude * Math.sin(Math.PI * u);
    }
}
