package org.sgdyn.agreement;

/**
 * How far the mean of runs may lie beside the theory without being a departure, see this package.
 *
 * @param deviations 3 r, in standard deviations of a replicate, &gt;= 0
 * @param relative epsilon, in parts of the theory's value, &gt;= 0
 */
public record Allowance(double deviations, double relative) {

    /** How many times s r a mean may lie beside the theory. */
    private static final double BIAS = 3;

    /**
     * What is granted to a simulation.
     *
     * @param dimension d
     * @param step h, the length in t of a simulated step that the theory takes to be short; 0 if it takes none so
     * @param steepest by which part of itself, per unit of h, a step moves an output along the strongest direction of a class
     * @return the allowance
     */
    public static Allowance of(int dimension, double step, double steepest) {
        double root = Math.sqrt(dimension);
        return new Allowance(BIAS * Math.max(1 / root, step * root), step * steepest);
    }

    /** The allowance of the logarithm of values that scatter by a deviation. */
    double ofLogarithm(double deviation) {
        return deviation * (deviations + deviation) + relative;
    }

    /** That of values as they are. */
    double of(double deviation, double theory) {
        return deviation * deviations + relative * Math.abs(theory);
    }
}
