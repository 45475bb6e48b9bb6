package org.sgdyn.simulation;

/** Samples one after another. One thread at a time. */
interface SampleStream {

    /**
     * The next sample.
     *
     * @param time when it is drawn
     * @param features receives a, d numbers
     * @param from where a starts
     * @return the class of the mixture that it comes from, or one of those that have its label; 0-based
     */
    int next(double time, double[] features, int from);
}
