package @package@;

import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.LossGeometry;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/**
 * @formula@. A rule may also read the accumulated squared gradient norm and the landscape, see {@link LearningRate}.
 *
 * @param value @parameterMeaning@, &gt;= 0
 */
public record @Class@(double value) implements LearningRate {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("value", Range.NON_NEGATIVE, 1.0));
    }

    @Override
    public double value(double time, double accumulated, LossGeometry geometry) {
        return value / (1 + Math.log1p(time));
    }
}
