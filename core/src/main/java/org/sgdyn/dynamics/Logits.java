package org.sgdyn.dynamics;

/**
 * The few numbers through which the modes meet, read off a state: per class i the logits' mean m_i and covariance B_i, those of the
 * teacher's logits behind those of the iterate's. One thread at a time.
 */
interface Logits {

    /** Reads m_i and B_i off a state. */
    void read(double[] state);

    /** The number of logits of a class, l + l*. */
    int size();

    /** m_i as last read, length l + l*. */
    double[] mean(int i);

    /** B_i as last read, (l + l*) x (l + l*) row-major; classes of one spectrum share it. */
    double[] covariance(int i);

    /** B_k of a spectrum as last read. */
    double[] spectrumCovariance(int k);
}
