package org.sgdyn.spi;

/**
 * A stream of random numbers split from the experiment's seed; the same seed gives the same numbers everywhere.
 *
 * @since 0.1
 */
public interface RandomStream {

    /**
     * The next draw from N(0, 1).
     *
     * @return a standard normal number
     */
    double normal();

    /**
     * Fills a slice with the next draws from N(0, 1), the same as by as many calls of {@link #normal}.
     *
     * @param target receives the numbers
     * @param from the first index
     * @param to the index after the last
     */
    default void fillNormals(double[] target, int from, int to) {
        for (int k = from; k < to; k++) {
            target[k] = normal();
        }
    }

    /**
     * The next draw from the uniform distribution on [0, 1).
     *
     * @return a uniform number
     */
    double uniform();
}
