package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.RandomStream;

/** What is simulated. Immutable and thread-safe; each replicate starts a dynamics of its own. */
public final class Algorithm {

    private final Start start;
    private final Optional<Samples> test;

    private Algorithm(Start start, Optional<Samples> test) {
        this.start = start;
        this.test = test;
    }

    /** Starts one replicate. */
    @FunctionalInterface
    private interface Start {
        Dynamics with(LearningProblem problem, ModeOrderParameters parameters, RandomStream random);
    }

    /** Samples of a replicate. */
    @FunctionalInterface
    private interface Source {
        SampleStream with(LearningProblem problem, RandomStream random);
    }

    /**
     * One-pass SGD.
     *
     * @param law the law of the features' independent coordinates
     * @param rotation Q, if those are not the modes but mixed by Q
     * @return the algorithm
     */
    public static Algorithm sgd(FeatureLaw law, Optional<Rotation> rotation) {
        return new Algorithm(
                start((problem, random) -> new MixtureStream(problem, law, rotation, random)), Optional.empty());
    }

    /**
     * One-pass SGD on real samples, each pass in an order of its own.
     *
     * @param training the samples, in the basis of the problem's modes
     * @param test the samples that risk and error are measured on
     * @return the algorithm
     */
    public static Algorithm realSgd(Samples training, Samples test) {
        return new Algorithm(
                start((problem, random) -> new ShuffledSamples(training, problem, random)), Optional.of(test));
    }

    private static Start start(Source source) {
        return (problem, parameters, random) -> {
            SampleStream stream = source.with(problem, random);
            if (!problem.training().hasPlainStep()) {
                return new RuleSgd(problem, parameters, stream, random);
            }
            return BlockedSgd.pays(problem)
                    ? new BlockedSgd(problem, parameters, SampleBlock.of(problem, stream, random))
                    : new OnePassSgd(problem, parameters, stream, random);
        };
    }

    /**
     * Homogenized SGD, a diffusion on the iterate.
     *
     * @param step the length of its steps in units of t, &gt; 0
     * @return the algorithm
     */
    public static Algorithm homogenized(double step) {
        return new Algorithm(
                (problem, parameters, random) -> new HomogenizedSgd(problem, parameters, step, random),
                Optional.empty());
    }

    Dynamics start(LearningProblem problem, ModeOrderParameters parameters, RandomStream random) {
        return start.with(problem, parameters, random);
    }

    /**
     * The order parameters that statistics of this algorithm's iterates are computed from: exact values of the mixture, or those
     * of samples.
     *
     * @param problem what is learned and how
     * @param parameters the order parameters of the problem
     * @return a view that moves along with them
     */
    public OrderParameters reported(LearningProblem problem, ModeOrderParameters parameters) {
        return test.map(samples -> (OrderParameters) new SampleParameters(problem, parameters, samples))
                .orElseGet(parameters::reported);
    }
}
