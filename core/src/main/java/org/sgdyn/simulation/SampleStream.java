package org.sgdyn.simulation;

/** Samples one after another. One thread at a time. */
interface SampleStream {

    /**
     * The next sample.
     *
     * @param time when it is drawn
     * @param features receives a, length d
     * @return the class of the mixture that it comes from, or one of those that have its label; 0-based
     */
    int next(double time, double[] features);
}
