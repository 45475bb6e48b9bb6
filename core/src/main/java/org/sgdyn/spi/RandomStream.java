package org.sgdyn.spi;

/** A stream of random numbers split from the experiment's seed; the same seed gives the same numbers everywhere. */
public interface RandomStream {

    /**
     * The next draw from N(0, 1).
     *
     * @return a standard normal number
     */
    double normal();

    /**
     * The next draw from the uniform distribution on [0, 1).
     *
     * @return a uniform number
     */
    double uniform();
}
