package org.sgdyn.solvers;

import java.util.Optional;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.UpdateRule;

/**
 * AdaGrad: each entry divided by the root of the sum of its squared gradients,
 *
 * <pre>
 * v &lt;- v + G o G / d,   X &lt;- X - (gamma / d) G / (v + epsilon)^{1/2},   v_0 = 0
 * </pre>
 *
 * <p>Units: with entries of a gradient of order 1, v and epsilon are of order 1. Epsilon stands under the root and is positive, since
 * the noise of the first steps would be infinite without. With one isotropic covariance and one output this is {@link
 * AdagradNormLearningRate} with offset^2 = epsilon.
 *
 * <p>Source: Duchi, Hazan and Singer (2011), with diagonal matrices.
 *
 * @param epsilon &gt; 0
 * @param gradient what every sample's gradient goes through first, a rule of shape alone without noise
 */
public record Adagrad(double epsilon, UpdateRule gradient) implements OverGradient, SecondMoment {

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException unless epsilon &gt; 0 and the inner rule is one of shape alone without noise
     */
    public Adagrad {
        Require.inside("epsilon", epsilon, Range.POSITIVE);
        Require.noiselessShapeAlone("gradient", gradient);
    }

    @Override
    public Optional<SecondMoment> secondMoment() {
        return Optional.of(this);
    }

    @Override
    public double forgetting() {
        return 0;
    }

    @Override
    public double scale(double secondMoment) {
        return new RootScale(epsilon, true).scale(secondMoment);
    }

    @Override
    public double slope(double secondMoment) {
        return new RootScale(epsilon, true).slope(secondMoment);
    }
}
