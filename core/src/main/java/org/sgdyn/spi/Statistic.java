package org.sgdyn.spi;

import java.util.List;

/**
 * A curve, or a few of them: a function of the order parameters only. Theory and simulation both produce order parameters,
 * so one function draws both. Immutable and thread-safe.
 */
public interface Statistic {

    /**
     * Whether the statistic means something for this problem (the error of a loss that does not classify does not).
     *
     * @param parameters order parameters at the start
     * @return true if it applies
     */
    default boolean applies(OrderParameters parameters) {
        return true;
    }

    /**
     * The names of the columns, in the order of {@link #evaluate}.
     *
     * @param parameters order parameters at the start
     * @return one name or more, each unique among all statistics of a run; class numbers are 1-based
     */
    List<String> columns(OrderParameters parameters);

    /**
     * The values.
     *
     * @param parameters the order parameters at one time
     * @param values receives one value per column, from position offset on
     * @param offset the first position
     */
    void evaluate(OrderParameters parameters, double[] values, int offset);
}
