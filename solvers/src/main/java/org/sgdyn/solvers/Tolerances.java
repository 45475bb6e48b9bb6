package org.sgdyn.solvers;

import java.util.Map;
import java.util.function.Function;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.Range;

/**
 * What an adaptive integrator aims at: the root mean square over the components of (local error)_k / (absolute + relative
 * |y_k|) is kept below 1 in every step, the absolute tolerance multiplied by {@link org.sgdyn.spi.OdeSystem#sizes}.
 *
 * @param relative the relative tolerance, &gt; 0 and &lt; 1
 * @param absolute the absolute tolerance, &gt; 0
 * @param maximumSteps the limit on steps, &gt;= 1
 * @param maximumEvaluations the limit on evaluations of the right-hand side, &gt;= 1
 */
public record Tolerances(double relative, double absolute, long maximumSteps, long maximumEvaluations) {

    /** From one on, a step may be all error. */
    private static final Range RELATIVE = new Range(0, true, 1, true);

    /** Below it rounding takes over. */
    private static final double SMALLEST_RELATIVE = 1e-14;

    private static final int DEFAULT_STEPS = 1_000_000;
    private static final int DEFAULT_EVALUATIONS = 10_000_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException unless both tolerances are &gt; 0, the relative one &lt; 1 and both limits &gt;= 1
     */
    public Tolerances {
        Require.inside("relativeTolerance", relative, RELATIVE);
        Require.inside("absoluteTolerance", absolute, Range.POSITIVE);
        Require.inside("maximumSteps", (double) maximumSteps, Range.atLeast(1));
        Require.inside("maximumEvaluations", (double) maximumEvaluations, Range.atLeast(1));
    }

    /**
     * Tolerances with the default limits of a million steps and ten million evaluations.
     *
     * @param relative the relative tolerance, &gt; 0
     * @param absolute the absolute tolerance, &gt; 0
     * @return the tolerances
     */
    public static Tolerances of(double relative, double absolute) {
        return new Tolerances(relative, absolute, DEFAULT_STEPS, DEFAULT_EVALUATIONS);
    }

    /** Both tolerances divided by a factor; the relative one stays between rounding and 1/2. */
    Tolerances refined(double factor) {
        return new Tolerances(
                Math.min(0.5, Math.max(SMALLEST_RELATIVE, relative / factor)),
                Math.max(Double.MIN_NORMAL, absolute / factor),
                maximumSteps,
                maximumEvaluations);
    }

    /** The same after so many steps and evaluations; at least one of each is left. */
    Tolerances without(long steps, long evaluations) {
        return new Tolerances(
                relative, absolute, Math.max(1, maximumSteps - steps), Math.max(1, maximumEvaluations - evaluations));
    }

    /** What {@link #refined} makes smaller, by name. */
    Map<String, Double> settings() {
        return Map.of("relativeTolerance", relative, "absoluteTolerance", absolute);
    }

    /** Creates an integrator from the parameters of {@link #of(Parameters)}. */
    static PartFactory<Integrator> factory(Function<Tolerances, Integrator> method) {
        return parameters -> method.apply(of(parameters));
    }

    /** The same with other defaults of both tolerances. */
    static PartFactory<Integrator> factory(
            Function<Tolerances, Integrator> method, double defaultRelative, double defaultAbsolute) {
        return parameters -> method.apply(of(parameters, defaultRelative, defaultAbsolute));
    }

    /**
     * From {@code relativeTolerance} (1e-8), {@code absoluteTolerance} (1e-10) {@code maximumSteps} (1000000) and {@code maximumEvaluations} (10000000).
     *
     * @param parameters the parameters
     * @return the tolerances
     */
    public static Tolerances of(Parameters parameters) {
        return of(parameters, 1e-8, 1e-10);
    }

    private static Tolerances of(Parameters parameters, double defaultRelative, double defaultAbsolute) {
        return new Tolerances(
                parameters.number("relativeTolerance", RELATIVE, defaultRelative),
                parameters.number("absoluteTolerance", Range.POSITIVE, defaultAbsolute),
                parameters.integer("maximumSteps", Range.atLeast(1), DEFAULT_STEPS),
                parameters.integer("maximumEvaluations", Range.atLeast(1), DEFAULT_EVALUATIONS));
    }
}
