package org.sgdyn.solvers;

import java.util.OptionalInt;
import org.sgdyn.spi.GradientShape;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.UpdateRule;

/**
 * Dimension-adapted Nesterov acceleration with a constant weight: a step along the gradient G and along its sum V, which forgets
 * more slowly the longer it runs,
 *
 * <pre>
 * V &lt;- V + (1 / d) ( G - delta / (t + t_0) V ),   X &lt;- X - (gamma / d) (G + eta V),   V_0 = 0
 * </pre>
 *
 * <p>Units: eta, delta, t_0 and V are of order 1. With the steps of the paper, y &lt;- (1 - delta / (1 + k)) y + g and theta &lt;-
 * theta - gamma_2 g - gamma_3 y, gamma = d gamma_2, eta = d gamma_3 / gamma_2 and t_0 = 1 / d.
 *
 * <p>Source: arXiv:2505.16098; arXiv:2106.03696.
 *
 * @param weight eta, &gt;= 0
 * @param decay delta, &gt; 0
 * @param offset t_0, &gt; 0
 * @param gradient what every sample's gradient goes through first, a rule of shape alone
 */
public record Dana(double weight, double decay, double offset, UpdateRule gradient) implements UpdateRule, Memory {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless weight &gt;= 0, decay &gt; 0, offset &gt; 0 and the inner rule is one of shape alone
     */
    public Dana {
        Require.inside("weight", weight, Range.NON_NEGATIVE);
        Require.inside("decay", decay, Range.POSITIVE);
        Require.inside("offset", offset, Range.POSITIVE);
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
        transition[1] = -rate * weight;
        transition[2] = 0;
        transition[3] = -decay / (time + offset);
        gain[0] = rate;
        gain[1] = -1;
    }

    @Override
    public OptionalInt velocity() {
        return OptionalInt.of(1);
    }
}
