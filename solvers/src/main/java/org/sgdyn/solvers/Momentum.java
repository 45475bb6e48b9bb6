package org.sgdyn.solvers;

import java.util.OptionalInt;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.UpdateRule;

/**
 * The general momentum of one slot, of which {@link HeavyBall} and {@link Dana} are special cases,
 *
 * <pre>
 * V &lt;- V + (1 / d) (iota G - theta V),   X &lt;- X - (gamma / d) (alpha G + eta V),   V_0 = 0
 * </pre>
 *
 * <p>with alpha, eta, iota, theta numbers of order 1 or functions of time. If eta and iota are constant, only their product is seen
 * in X.
 *
 * <p>Source: arXiv:2106.03696; arXiv:2505.16098.
 *
 * @param direct alpha
 * @param weight eta
 * @param input iota
 * @param decay theta
 * @param gradient what every sample's gradient goes through first, a rule of shape alone
 */
public record Momentum(
        LearningRate direct, LearningRate weight, LearningRate input, LearningRate decay, UpdateRule gradient)
        implements UpdateRule, Memory {

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
