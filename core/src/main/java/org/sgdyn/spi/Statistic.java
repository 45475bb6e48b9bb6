package org.sgdyn.spi;

import java.util.List;
import java.util.Optional;

/**
 * A curve, or a few of them: a function of the order parameters only. Theory and simulation both produce order parameters,
 * so one function draws both. Immutable and thread-safe.
 *
 * @since 0.1
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
     * Whether the statistic looks at single modes, as {@link ModeParameters#of} shows them; false unless overridden. One that does
     * is not computed where the state does not consist of modes.
     *
     * @return true if it does
     * @since 0.2
     */
    default boolean readsModes() {
        return false;
    }

    /**
     * Whether the statistic is computed when the experiment does not choose; true unless overridden. One that is costly or has
     * very many columns may wait to be asked for by name.
     *
     * @param parameters order parameters at the start
     * @return true if it is shown by default
     */
    default boolean shownByDefault(OrderParameters parameters) {
        return true;
    }

    /**
     * Positions u = rho / d that no group of modes may straddle, for statistics that look at where modes lie; none unless
     * overridden.
     *
     * @return the positions in (0, 1)
     */
    default double[] cuts() {
        return new double[0];
    }

    /**
     * Whether the statistic looks at modes that no {@link #cuts} can tell apart, so that at finite d every mode must stay on its
     * own instead of being a share of a quadrature node; false unless overridden.
     *
     * @param averageEigenvalues the mixture-average eigenvalues on the nodes, in the order of u
     * @param dimension d
     * @return true if single modes are needed
     */
    default boolean needsSingleModes(double[] averageEigenvalues, int dimension) {
        return false;
    }

    /**
     * The names of the columns, in the order of {@link #evaluate}.
     *
     * @param parameters order parameters at the start
     * @return one name or more, each unique among all statistics of a run; class numbers are 1-based
     */
    List<String> columns(OrderParameters parameters);

    /**
     * The same columns with their meaning: by their names alone unless overridden.
     *
     * @param parameters order parameters at the start
     * @return as many columns as {@link #columns} gives, of the same names
     * @since 0.2
     */
    default List<Column> table(OrderParameters parameters) {
        return columns(parameters).stream().map(Column::of).toList();
    }

    /**
     * The values.
     *
     * @param parameters the order parameters at one time
     * @param values receives one value per column, from position offset on
     * @param offset the first position
     */
    void evaluate(OrderParameters parameters, double[] values, int offset);

    /**
     * Whether it reads covariances of different outputs, or probabilities of the largest of them. Where no statistic does, losses whose
     * outputs move by themselves leave those covariances out, and {@link OrderParameters#logitCovariance} of two outputs is NaN.
     *
     * @return true unless overridden
     * @since 0.2
     */
    default boolean readsOutputsTogether() {
        return true;
    }

    /**
     * What it takes to have a meaning, for the message where it has none, as the end of "has no meaning for these classes: it takes";
     * empty unless overridden, where loss, labels and algorithm are to blame.
     *
     * @return such as "dimension: infinite"
     * @since 0.2
     */
    default Optional<String> requirement() {
        return Optional.empty();
    }
}
