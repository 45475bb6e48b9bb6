package org.sgdyn.asymptotics;

/**
 * A number read off a curve.
 *
 * @param value the best value; NaN if the curve does not tell
 * @param uncertainty how far off it may be, &gt;= 0; NaN if the value is
 */
public record Estimate(double value, double uncertainty) {

    /** What a curve of too few points says. */
    static final Estimate NONE = new Estimate(Double.NaN, Double.NaN);
}
