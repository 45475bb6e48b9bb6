package org.sgdyn.spi;

/**
 * Creates a part of an experiment from its parameters.
 *
 * @param <T> the kind of part: {@link Loss}, {@link CovarianceSpectrum}, {@link Profile}, {@link Integrator},
 *     {@link LearningRate}, {@link UpdateRule}, {@link FeatureLaw}, {@link Statistic} or {@link Executor}
 * @since 0.1
 */
@FunctionalInterface
public interface PartFactory<T> {

    /**
     * Creates the part. A key that the factory does not read is reported to the user as unknown; a missing or unusable
     * value is reported by {@link Parameters} itself, which then hands out a placeholder within the range, so that all
     * problems of a file are found at once.
     *
     * @param parameters the part's parameters
     * @return an immutable, thread-safe part
     * @throws IllegalArgumentException if the parameters contradict each other; the message states the rule
     */
    T create(Parameters parameters);
}
