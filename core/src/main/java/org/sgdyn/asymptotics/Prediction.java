package org.sgdyn.asymptotics;

import java.util.List;

/**
 * What theory says about t to infinity.
 *
 * @param family a phrase that names the case and its law
 * @param notes sentences: exponents, assumptions, what else holds
 * @param claims the numbers
 */
public record Prediction(String family, List<String> notes, List<Claim> claims) {

    /** What a number is. */
    public enum Kind {
        /** The limit of the curve; infinite if it grows without bound. */
        LIMIT,
        /** q in curve - limit ~ t^-q. */
        APPROACH,
        /** The limit of t times the curve. */
        TIMES_T,
        /** The limit of the slope d log curve / d log t. */
        EXPONENT,
        /** The curve itself at the end of the integration. */
        AT_END,
        /** The slope d log curve / d log t at the end of the integration. */
        SLOPE_AT_END
    }

    /**
     * A number.
     *
     * @param column the curve, as the statistics name it
     * @param kind what the number is
     * @param value the number
     */
    public record Claim(String column, Kind kind, double value) {}
}
