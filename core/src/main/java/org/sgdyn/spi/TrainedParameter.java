package org.sgdyn.spi;

/**
 * A number theta of order 1 that is trained beside the iterate X, such as a bias or an output weight:
 *
 * <pre>theta &lt;- theta - (gamma eta / d) d Psi / d theta.</pre>
 *
 * <p>As d grows theta becomes deterministic, d theta / dt = -gamma eta sum_i p_i E d Psi_i / d theta, and everything else is taken at
 * the present theta. No ridge shrinks it.
 *
 * @param name the column that it is reported in, unique among those of a run
 * @param meaning what it is, in words
 * @param initial where it starts
 * @param rate eta &gt;= 0, relative to the learning rate; at 0 it stays where it is
 * @since 0.2
 */
public record TrainedParameter(String name, String meaning, double initial, double rate) {

    /** Checks the numbers. */
    public TrainedParameter {
        if (!Double.isFinite(initial)) {
            throw new IllegalArgumentException(name + " must start at a finite number, not " + initial);
        }
        if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the rate of " + name + " must be >= 0 and finite, not " + rate);
        }
    }
}
