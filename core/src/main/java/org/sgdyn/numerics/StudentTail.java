package org.sgdyn.numerics;

import org.apache.commons.math3.distribution.TDistribution;

/** The two tails of Student's t distribution. Immutable and thread-safe. */
public final class StudentTail {

    private final TDistribution distribution;

    /**
     * A distribution.
     *
     * @param degrees its degrees of freedom, &gt; 0
     */
    public StudentTail(double degrees) {
        // Nothing is drawn from it.
        distribution = new TDistribution(null, degrees);
    }

    /**
     * The probability of both tails.
     *
     * @param value c &gt;= 0
     * @return P(|t| &gt; c), to a relative error of about 1e-9 as far as numbers reach
     */
    public double beyond(double value) {
        return 2 * distribution.cumulativeProbability(-value);
    }
}
