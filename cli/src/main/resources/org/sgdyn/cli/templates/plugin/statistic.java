package @package@;

import java.util.List;
import java.util.stream.IntStream;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Statistic;

/**
 * @formula@ of every class i, from the logit's mean m_i and variance B_i. One function draws the curve of theory and of
 * simulation.
 *
 * @param floor @parameterMeaning@, &gt; 0
 */
public record @Class@(double floor) implements Statistic {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("floor", Range.POSITIVE, 1.0e-12));
    }

    /** A column per class; its name is unique among all statistics of a run. */
    @Override
    public List<String> columns(OrderParameters parameters) {
        return IntStream.rangeClosed(1, parameters.classes())
                .mapToObj(i -> "@column@_" + i)
                .toList();
    }

    @Override
    public void evaluate(OrderParameters parameters, double[] values, int offset) {
        for (int i = 0; i < parameters.classes(); i++) {
            double mean = parameters.logitMean(i, 0);
            values[offset + i] = mean * mean / (parameters.logitCovariance(i, 0, 0) + floor);
        }
    }
}
