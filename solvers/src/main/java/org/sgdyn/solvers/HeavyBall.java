package org.sgdyn.solvers;

import java.util.OptionalInt;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

/**
 * SGD along an average V of the last d / theta gradients G, Polyak's heavy ball with the momentum beta = 1 - theta / d,
 *
 * <pre>
 * V &lt;- V + (theta / d) (G - V),   X &lt;- X - (gamma / d) V,   V_0 = 0
 * </pre>
 *
 * <p>Units: theta and V are of order 1; theta &lt; d in simulations. A momentum beta &lt; 1 that does not depend on d averages over
 * too few samples to be seen: it is {@code sgd} with the same gamma (or gamma / (1 - beta), where V &lt;- beta V + G). Gradients at
 * the look-ahead of Nesterov make no difference as d grows.
 *
 * <p>Source: B. T. Polyak (1964); as d grows, arXiv:2106.03696.
 *
 * @param decay theta, &gt; 0
 * @param gradient what every sample's gradient goes through first, a rule of shape alone
 */
public record HeavyBall(double decay, UpdateRule gradient) implements UpdateRule, Memory {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless decay &gt; 0 and the inner rule is one of shape alone
     */
    public HeavyBall {
        Require.inside("decay", decay, Range.POSITIVE);
        Require.shapeAlone("gradient", gradient);
    }

    @Override
    public GradientShape shape() {
        return gradient.shape();
    }

    @Override
    public double gradientNoise() {
        return gradient.gradientNoise();
    }

    @Override
    public Memory memory() {
        return this;
    }

    @Override
    public int slots() {
        return 2;
    }

    @Override
    public void at(double time, double rate, double[] transition, double[] gain) {
        transition[0] = 0;
        transition[1] = -rate;
        transition[2] = 0;
        transition[3] = -decay;
        gain[0] = 0;
        gain[1] = -decay;
    }

    @Override
    public OptionalInt velocity() {
        return OptionalInt.of(1);
    }
}
