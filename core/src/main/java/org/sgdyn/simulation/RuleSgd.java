package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sgdyn.dynamics.LinearStep;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.FeatureMap;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.spi.SecondMoment;
import org.sgdyn.spi.StepScale;
import org.sgdyn.spi.UpdateRule;

/**
 * One-pass SGD by any {@link UpdateRule} at finite dimension d, in the common eigenbasis. With b samples of summed gradient
 * G = sum phi(a) (x) psi^ + b delta X, all at the same iterate, a step at time t to t + b / d is, entry by entry,
 *
 * <pre>
 * v &lt;- v + (omega / d) ( G^2 - b v ),   or   v &lt;- v + G^2 / d
 * S_a &lt;- S_a + (b / d) sum_c T_ac S_c - (1 / d) e_a G,   a = 1, 2, ...
 * X &lt;- X + P(v) [ (b / d) sum_c T_0c S_c - (1 / d) e_0 G ]   ( - (gamma b / d) delta X for a ridge outside of the scale)
 * </pre>
 *
 * <p>with the other vectors S_c as they have just become, but as they were for batches of b = zeta d, where the order counts, and
 * for a memory that says so.
 */
final class RuleSgd extends SgdState implements SingleSteps {

    private final SampleGradient sample;
    private final RandomStream random;
    private final UpdateRule rule;
    private final LinearStep step;
    private final FeatureMap map;
    private final boolean isMapped;
    private final @Nullable GeneralPosition position;
    private final @Nullable SecondMoment second;
    private final boolean isSimultaneous;
    private final double coupledRidge;
    private final int vectors;
    /** phi(a) of a sample. */
    private final double[] mapped;
    /** G, output by output. */
    private final double[] summed;
    /** v, output by output; empty without a second moment. */
    private final double[] moments;

    private final double[] noise;
    private final double[] transition;
    private final double[] gain;
    /** The vectors' entries on a mode before and after a step. */
    private final double[] before;

    private final double[] after;
    private double time;

    RuleSgd(LearningProblem problem, ModeOrderParameters parameters, SampleStream stream, RandomStream random) {
        super(problem, parameters);
        this.random = random;
        rule = problem.training().rule();
        step = LinearStep.of(problem.training());
        map = rule.features();
        isMapped = map != FeatureMap.LINEAR;
        second = rule.secondMoment().orElse(null);
        isSimultaneous =
                problem.training().batchFraction().isPresent() || rule.memory().isSimultaneous();
        coupledRidge = rule.decouplesRidge() ? 0 : problem.ridge();
        vectors = step.vectors();
        position =
                isMapped && map.basis() == FeatureMap.Basis.DELOCALIZED ? GeneralPosition.of(dimension, random) : null;
        sample = new SampleGradient(problem, layout, trained, stream, random);
        mapped = isMapped ? new double[dimension] : sample.features;
        summed = new double[outputs * dimension];
        moments = new double[second == null ? 0 : outputs * dimension];
        noise = new double[rule.gradientNoise() > 0 ? dimension : 0];
        transition = new double[vectors * vectors];
        gain = new double[vectors];
        before = new double[vectors];
        after = new double[vectors];
    }

    @Override
    public boolean advance(double start) {
        for (int k = 0; k < batch; k++) {
            if (!sample.draw(start, state)) {
                return false;
            }
            if (isMapped) {
                mapFeatures();
            }
            for (int j = 0; j < outputs; j++) {
                int g = j * dimension;
                double psi = sample.gradient[j];
                if (k == 0) {
                    for (int s = 0; s < dimension; s++) {
                        summed[g + s] = psi * mapped[s];
                    }
                } else {
                    Kernels.add(summed, g, psi, mapped, 0, dimension);
                }
            }
        }
        if (noise.length > 0) {
            addNoise();
        }
        if (problem.learningRate().accumulates()) {
            accumulate(Kernels.dot(summed, summed, 0, summed.length));
        }
        double rate = rate(start);
        time = start + (double) batch / dimension;
        step.at(problem.training().batchFraction().isPresent() ? start : time, rate, transition, gain);
        double share = (double) batch / dimension;
        for (int j = 0; j < outputs; j++) {
            if (coupledRidge > 0) {
                Kernels.add(summed, j * dimension, batch * coupledRidge, state, layout.iterate(j), dimension);
            }
            move(j, share, rule.decouplesRidge() ? share * rate * problem.ridge() : 0);
        }
        trained.move(time, share, batch, transition, gain, state);
        return true;
    }

    private void mapFeatures() {
        System.arraycopy(sample.features, 0, mapped, 0, dimension);
        if (position != null) {
            position.apply(mapped);
        }
        map.apply(mapped);
        if (position != null) {
            position.applyTransposed(mapped);
        }
    }

    private void addNoise() {
        double deviation = Math.sqrt(batch * rule.gradientNoise());
        for (int j = 0; j < outputs; j++) {
            random.fillNormals(noise, 0, dimension);
            Kernels.add(summed, j * dimension, deviation, noise, 0, dimension);
        }
    }

    /** The step of one output. */
    private void move(int j, double share, double decoupledRidge) {
        int g = j * dimension;
        int x = layout.iterate(j);
        double perSample = 1.0 / dimension;
        if (vectors == 2 && second == null && !isSimultaneous) {
            moveTwo(x, layout.mean(1, j), g, share, decoupledRidge);
            return;
        }
        double forgetting = second == null ? 0 : second.forgetting();
        double feed = second == null ? 0 : second.feed();
        double correction = second == null ? 1 : second.correction(time);
        for (int s = 0; s < dimension; s++) {
            double gradient = summed[g + s];
            for (int a = 0; a < vectors; a++) {
                before[a] = state[layout.mean(a, j) + s];
            }
            for (int a = 1; a < vectors; a++) {
                double sum = 0;
                for (int c = 0; c < vectors; c++) {
                    sum += transition[a * vectors + c] * before[c];
                }
                after[a] = before[a] + share * sum - perSample * gain[a] * gradient;
                state[layout.mean(a, j) + s] = after[a];
            }
            double sum = transition[0] * before[0];
            double[] others = isSimultaneous ? before : after;
            for (int c = 1; c < vectors; c++) {
                sum += transition[c] * others[c];
            }
            double move = share * sum - perSample * gain[0] * gradient;
            if (second != null) {
                double v = moments[g + s];
                v += perSample * (feed * gradient * gradient - batch * forgetting * v);
                moments[g + s] = v;
                move *= second.scale(correction * v);
            }
            state[x + s] = before[0] + move - decoupledRidge * before[0];
        }
    }

    /** The same for an iterate and one vector beside it: a plain loop, which the JIT turns into vector instructions. */
    private void moveTwo(int x, int v, int g, double share, double decoupledRidge) {
        double keep = 1 + share * transition[0] - decoupledRidge;
        double fromVector = share * transition[1];
        double fromIterate = share * transition[2];
        double keepVector = 1 + share * transition[3];
        double push = -gain[0] / dimension;
        double pushVector = -gain[1] / dimension;
        for (int s = 0; s < dimension; s++) {
            double moved = keepVector * state[v + s] + fromIterate * state[x + s] + pushVector * summed[g + s];
            state[x + s] = keep * state[x + s] + fromVector * moved + push * summed[g + s];
            state[v + s] = moved;
        }
    }

    @Override
    public Optional<StepScale> stepScale() {
        if (second == null || time == 0) {
            return Optional.empty();
        }
        double correction = second.correction(time);
        double sum = 0;
        double smallest = Double.POSITIVE_INFINITY;
        double largest = 0;
        for (double v : moments) {
            double p = second.scale(correction * v);
            sum += p;
            smallest = Math.min(smallest, p);
            largest = Math.max(largest, p);
        }
        return Optional.of(new StepScale(sum / moments.length, smallest, largest));
    }

    @Override
    public Optional<String> notANumber(double at) {
        Optional<String> ofSample = sample.notANumber();
        if (ofSample.isPresent()) {
            return ofSample;
        }
        if (Arrays.stream(mapped).anyMatch(Double::isNaN)) {
            return Optional.of("a coordinate of the algorithm's features");
        }
        return notANumberOfRate();
    }
}
