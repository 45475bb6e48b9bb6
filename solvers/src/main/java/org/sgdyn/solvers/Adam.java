package org.sgdyn.solvers;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.sgdyn.spi.Memory;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.UpdateRule;

/**
 * Adam, RMSprop (without momentum) and AdamW (with a decoupled ridge), each entry divided by the root of its gradient's second
 * moment over the last d / omega samples, beta_2 = 1 - omega / d and beta_1 = 1 - theta / d,
 *
 * <pre>
 * v &lt;- v + (omega / d) (G o G - v),   V &lt;- V + (theta / d) (G - V),   v_0 = V_0 = 0
 * X &lt;- X - (gamma / d) P(v^) V^,   v^ = v / (1 - exp(-omega t)),   V^ = V / (1 - exp(-theta t))
 * P(v) = 1 / (v^{1/2} + epsilon),   or 1 / (v + epsilon)^{1/2} with epsilon inside
 * </pre>
 *
 * <p>where v^ = v and V^ = V without bias correction, V^ = G without momentum. Units: entries of a gradient, v, omega, theta and
 * epsilon are of order 1; beta_2 = 0.999 at d = 1000 is omega = 1. A momentum beta_1 &lt; 1 that does not depend on d is none, as
 * for {@link Momentum}. The ridge is part of G, as in PyTorch's {@code weight_decay}, unless it is decoupled.
 *
 * <p>Without bias correction and epsilon, P is infinite at the start, and the noise that comes from there too: P^2 is as 1 / t. That
 * is refused.
 *
 * <p>Source: arXiv:1412.6980; arXiv:1711.05101 (the decoupled ridge).
 *
 * @param momentumDecay theta, &gt; 0; empty for no momentum
 * @param secondMomentDecay omega, &gt; 0
 * @param epsilon &gt;= 0; &gt; 0 without bias correction
 * @param epsilonInside whether epsilon stands under the root
 * @param biasCorrection whether v and V are divided by what they have seen
 * @param decouplesRidge whether the ridge stands outside of the scale and the momentum
 * @param gradient what every sample's gradient goes through first, a rule of shape alone without noise
 */
public record Adam(
        OptionalDouble momentumDecay,
        double secondMomentDecay,
        double epsilon,
        boolean epsilonInside,
        boolean biasCorrection,
        boolean decouplesRidge,
        UpdateRule gradient)
        implements OverGradient, SecondMoment {

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless the decays are &gt; 0, epsilon is &gt;= 0, and &gt; 0 without bias correction, and the
     *     inner rule is one of shape alone without noise
     */
    public Adam {
        momentumDecay.ifPresent(decay -> Require.inside("momentumDecay", decay, Range.POSITIVE));
        Require.inside("secondMomentDecay", secondMomentDecay, Range.POSITIVE);
        Require.inside("epsilon", epsilon, Range.NON_NEGATIVE);
        Require.noiselessShapeAlone("gradient", gradient);
        if (!biasCorrection && epsilon == 0) {
            throw new IllegalArgumentException(
                    "epsilon must be > 0 where biasCorrection is false: the second moment starts"
                            + " at 0, and the noise of the first steps would be infinite");
        }
    }

    @Override
    public Optional<SecondMoment> secondMoment() {
        return Optional.of(this);
    }

    @Override
    public double forgetting() {
        return secondMomentDecay;
    }

    @Override
    public boolean isBiasCorrected() {
        return biasCorrection;
    }

    @Override
    public double scale(double secondMoment) {
        return new RootScale(epsilon, epsilonInside).scale(secondMoment);
    }

    @Override
    public double slope(double secondMoment) {
        return new RootScale(epsilon, epsilonInside).slope(secondMoment);
    }

    @Override
    public Memory memory() {
        if (momentumDecay.isEmpty()) {
            return Memory.NONE;
        }
        double decay = momentumDecay.getAsDouble();
        return biasCorrection ? new CorrectedMomentum(decay) : Momentum.heavyBall(decay, UpdateRule.SGD);
    }

    /**
     * The memory of a heavy ball whose V is divided by 1 - exp(-theta t) where X takes it.
     *
     * @param decay theta
     */
    private record CorrectedMomentum(double decay) implements Memory {

        @Override
        public int slots() {
            return 2;
        }

        @Override
        public void at(double time, double rate, double[] transition, double[] gain) {
            transition[0] = 0;
            transition[1] = rate / Math.expm1(-decay * time);
            transition[2] = 0;
            transition[3] = -decay;
            gain[0] = 0;
            gain[1] = -decay;
        }

        @Override
        public OptionalInt velocity() {
            return OptionalInt.of(1);
        }

        @Override
        public boolean isSingularAtStart() {
            return true;
        }

        /** For small t, V / (theta t) is the mean of the gradients so far: its expectation is F, and V grows with its sum. */
        @Override
        public void atStart(double rate, double[] transition, double[] gain, double[] noise) {
            transition[0] = 0;
            transition[1] = 0;
            transition[2] = 0;
            transition[3] = -decay;
            gain[0] = rate;
            gain[1] = -decay;
            noise[0] = 2 * rate * rate;
            noise[1] = -rate * decay;
            noise[2] = -rate * decay;
            noise[3] = decay * decay;
        }
    }
}
