package @package@;

import org.sgdyn.spi.ClassTarget;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/**
 * @formula@, with the logit r and the label y. Value and gradient are all that a loss needs; its Gaussian moments come by
 * quadrature unless it gives them in closed form.
 *
 * @param width @parameterMeaning@, &gt; 0
 */
public record @Class@(double width) implements Loss {

    /** Reads the parameters; what is read here is what {@code sgdyn describe} shows. */
    static @Class@ of(Parameters parameters) {
        return new @Class@(parameters.number("width", Range.POSITIVE, 1.0));
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double value(ClassTarget target, double[] r, double[] teacher, double noise) {
        double residual = (r[0] - target.label()) / width;
        // sqrt(1 + x^2) - 1 without cancellation
        return width * width * residual * residual / (1 + Math.sqrt(1 + residual * residual));
    }

    @Override
    public void gradient(ClassTarget target, double[] r, double[] teacher, double noise, double[] gradient) {
        double residual = (r[0] - target.label()) / width;
        gradient[0] = width * residual / Math.sqrt(1 + residual * residual);
    }

    // A loss that classifies says how, for the statistic error: override decisionRule(), such as
    //     return DecisionRule.SIGN;
}
