package org.sgdyn.simulation;

import java.util.Arrays;
import java.util.Optional;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.RandomStream;

/**
 * One-pass SGD at finite dimension d, in the common eigenbasis (arXiv:2510.14074). Step k = 0, 1, ...:
 *
 * <pre>
 * class i with probability p_i,  a = mu_i + K_i^{1/2} z,  r = X^T a,  r* = X*^T a
 * X &lt;- X - (gamma_k / d) [ a (x) grad_r Psi_i(r, r*, eps) + delta X ]
 * </pre>
 *
 * <p>and {@link TrainedStep} for what is trained beside X. With a batch of b samples the step is (gamma_k b / d) [ mean of their gradients + delta X ], all taken at the same iterate.
 * Time counts samples: t = samples / d. Rules that accumulate add the squared norm of the batch's summed gradient, divided by
 * d^2, before the step. z is standard normal in the theory, and of any {@link org.sgdyn.spi.FeatureLaw} here. Modes on which a class has no
 * variance draw no random numbers.
 */
final class OnePassSgd extends SgdState implements SingleSteps {

    private final SampleGradient sample;
    private final double[] features;
    private final double[] gradient;
    /** The batch's summed gradient a (x) grad_r Psi, output by output; unused for batches of one. */
    private final double[] summed;

    /**
     * SGD at its start.
     *
     * @param problem what is learned and how, every mode a group of its own
     * @param parameters order parameters of the problem, for rules that read them
     * @param stream the samples
     * @param random the replicate's own stream
     */
    OnePassSgd(LearningProblem problem, ModeOrderParameters parameters, SampleStream stream, RandomStream random) {
        super(problem, parameters);
        sample = new SampleGradient(problem, layout, trained, stream, random);
        features = sample.features;
        gradient = sample.gradient;
        summed = new double[batch == 1 ? 0 : outputs * dimension];
    }

    @Override
    public boolean advance(double time) {
        return batch == 1 ? advanceBySample(time) : advanceByBatch(time);
    }

    /** The gradient a (x) g of one sample is never formed: one pass over the iterate's columns applies it. */
    private boolean advanceBySample(double time) {
        if (!sample.draw(time, state)) {
            return false;
        }
        if (problem.learningRate().accumulates()) {
            accumulate(Kernels.dot(gradient, gradient, 0, outputs) * Kernels.dot(features, features, 0, dimension));
        }
        double rate = rate(time) / dimension;
        double keep = 1 - rate * problem.ridge();
        for (int j = 0; j < outputs; j++) {
            combine(keep, state, layout.iterate(j), -rate * gradient[j], features, 0);
        }
        trained.descend(rate, state);
        return true;
    }

    private boolean advanceByBatch(double time) {
        for (int k = 0; k < batch; k++) {
            if (!sample.draw(time, state)) {
                return false;
            }
            if (k == 0) {
                // Not before: if no sample can be drawn, the last batch's sum tells why.
                Arrays.fill(summed, 0);
            }
            for (int j = 0; j < outputs; j++) {
                combine(1, summed, j * dimension, gradient[j], features, 0);
            }
        }
        if (problem.learningRate().accumulates()) {
            accumulate(Kernels.dot(summed, summed, 0, summed.length));
        }
        double rate = rate(time) / dimension;
        double keep = 1 - rate * batch * problem.ridge();
        for (int j = 0; j < outputs; j++) {
            combine(keep, state, layout.iterate(j), -rate, summed, j * dimension);
        }
        trained.descend(rate, state);
        return true;
    }

    @Override
    public Optional<String> notANumber(double time) {
        Optional<String> ofSample = sample.notANumber();
        if (ofSample.isPresent()) {
            return ofSample;
        }
        if (Arrays.stream(summed).anyMatch(Double::isNaN)) {
            return Optional.of("the loss's gradient at a sample of a batch");
        }
        return notANumberOfRate();
    }

    /** The dimension's numbers of y become keep y + factor x: a plain loop, which the JIT turns into vector instructions. */
    private void combine(double keep, double[] y, int fromY, double factor, double[] x, int fromX) {
        int n = dimension;
        for (int s = 0; s < n; s++) {
            y[fromY + s] = keep * y[fromY + s] + factor * x[fromX + s];
        }
    }
}
