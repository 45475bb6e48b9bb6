package org.sgdyn.solvers;

import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

/**
 * Momentum: a step along the gradient G and along a velocity V that takes gradients up and forgets them,
 *
 * <pre>
 * V &lt;- V + (1 / d) (iota G - theta V),   X &lt;- X - (gamma / d) (alpha G + eta V),   V_0 = 0
 * </pre>
 *
 * <p>with alpha, eta, iota, theta numbers of order 1 or functions of time. If eta and iota are constant, only their product is seen
 * in X.
 *
 * <ul>
 *   <li>{@link #heavyBall Polyak's heavy ball}: alpha = 0, eta = 1, iota = theta, an average of the last d / theta gradients,
 *       beta = 1 - theta / d. A momentum beta &lt; 1 that does not depend on d averages over too few samples to be seen: it is
 *       {@code sgd} with the same gamma (or gamma / (1 - beta), where V &lt;- beta V + G). Gradients at the look-ahead of Nesterov
 *       make no difference as d grows.
 *   <li>{@link #dana Dimension-adapted Nesterov acceleration} with a constant weight: alpha = 1, iota = 1, theta = delta / (t +
 *       t_0). With the steps of the paper, y &lt;- (1 - delta / (1 + k)) y + g and theta &lt;- theta - gamma_2 g - gamma_3 y,
 *       gamma = d gamma_2, eta = d gamma_3 / gamma_2 and t_0 = 1 / d.
 * </ul>
 *
 * <p>Source: B. T. Polyak (1964); as d grows, arXiv:2106.03696; arXiv:2505.16098.
 *
 * @param direct alpha
 * @param weight eta
 * @param input iota
 * @param decay theta
 * @param gradient what every sample's gradient goes through first, a rule of shape alone
 */
public record Momentum(
        LearningRate direct, LearningRate weight, LearningRate input, LearningRate decay, UpdateRule gradient)
        implements OverGradient, Memory {

    /**
     * Checks the schedules.
     *
     * @throws IllegalArgumentException unless all four are functions of time alone and the inner rule is one of shape alone
     */
    public Momentum {
        Require.schedule("direct", direct);
        Require.schedule("weight", weight);
        Require.schedule("input", input);
        Require.schedule("decay", decay);
        Require.shapeAlone("gradient", gradient);
    }

    /**
     * Polyak's heavy ball.
     *
     * @param decay theta = d (1 - beta), &gt; 0
     * @param gradient what every sample's gradient goes through first
     * @return the rule
     * @throws IllegalArgumentException unless decay &gt; 0 and the inner rule is one of shape alone
     */
    public static Momentum heavyBall(double decay, UpdateRule gradient) {
        Require.inside("decay", decay, Range.POSITIVE);
        LearningRate rate = LearningRate.of(decay);
        return new Momentum(LearningRate.of(0), LearningRate.of(1), rate, rate, gradient);
    }

    /**
     * Dimension-adapted Nesterov acceleration.
     *
     * @param weight eta, &gt;= 0
     * @param decay delta, &gt; 0
     * @param offset t_0, &gt; 0
     * @param gradient what every sample's gradient goes through first
     * @return the rule
     * @throws IllegalArgumentException unless weight &gt;= 0, decay &gt; 0, offset &gt; 0 and the inner rule is one of shape alone
     */
    public static Momentum dana(double weight, double decay, double offset, UpdateRule gradient) {
        Require.inside("weight", weight, Range.NON_NEGATIVE);
        Require.inside("decay", decay, Range.POSITIVE);
        Require.inside("offset", offset, Range.POSITIVE);
        LearningRate one = LearningRate.of(1);
        LearningRate forgetting = (time, accumulated, geometry) -> decay / (time + offset);
        return new Momentum(one, LearningRate.of(weight), one, forgetting, gradient);
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
        transition[1] = -rate * weight.at(time);
        transition[2] = 0;
        transition[3] = -decay.at(time);
        gain[0] = rate * direct.at(time);
        gain[1] = -input.at(time);
    }

    @Override
    public OptionalInt velocity() {
        return OptionalInt.of(1);
    }

    @Override
    public double[] breakpoints() {
        return Stream.of(direct, weight, input, decay)
                .flatMapToDouble(schedule -> DoubleStream.of(schedule.breakpoints()))
                .sorted()
                .distinct()
                .toArray();
    }
}
