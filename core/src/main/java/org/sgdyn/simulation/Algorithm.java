package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Training;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.LearningRate;
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
            int size = BlockSize.of(problem);
            return size > 0
                    ? new BlockedSgd(problem, parameters, stream, random, Matrices.get(), size)
                    : new OnePassSgd(problem, parameters, stream, random);
        };
    }

    /**
     * How many samples SGD of an experiment multiplies at a time by {@link Matrices#get}, on which the last digits of its results
     * then depend.
     *
     * @param training the algorithm and what else is not plain SGD
     * @param rate gamma
     * @param outputs l
     * @param dimension d
     * @param batch the samples of a step
     * @return the number; 0 if samples are worked off one by one, with the same bits on all machines
     * @throws IllegalArgumentException if the property that chooses the linear algebra has an unknown value
     */
    public static int blockSize(Training training, LearningRate rate, int outputs, int dimension, int batch) {
        return BlockSize.of(training, rate, outputs, dimension, batch);
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
