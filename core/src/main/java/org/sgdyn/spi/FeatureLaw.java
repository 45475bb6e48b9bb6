package org.sgdyn.spi;

/**
 * The law of the coordinates z_1, ..., z_d behind a simulated sample a = mu_i + K_i^{1/2} z: independent, of mean 0 and variance
 * 1. Only the simulation reads it; the theory is that of Gaussian features. Immutable and thread-safe.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface FeatureLaw {

    /**
     * Fills a slice with independent draws of mean 0 and variance 1. What they are must depend on the stream alone, not on how
     * the coordinates are cut into slices.
     *
     * @param random the only source of randomness
     * @param target receives the numbers
     * @param from the first index
     * @param to the index after the last
     */
    void fill(RandomStream random, double[] target, int from, int to);
}
