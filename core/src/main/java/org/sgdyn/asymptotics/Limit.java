package org.sgdyn.asymptotics;

/**
 * What a curve tends to as t grows, by extrapolation; see {@link LateTime#limit}.
 *
 * @param verdict which of the possibilities the curve shows
 * @param value the limit: 0 if the curve vanishes, infinite if it grows; the best guess, possibly NaN, if undecided
 * @param uncertainty how far off the value may be; infinite if undecided or growing
 * @param approachExponent q &gt; 0 in f - limit ~ t^-q; NaN where no approach shows (converged, growing, undecided)
 */
public record Limit(Verdict verdict, double value, double uncertainty, double approachExponent) {

    /** Which of the possibilities the curve shows. */
    public enum Verdict {
        /** It tends to a limit other than 0. */
        NONZERO,
        /** It falls towards 0, at least like a power of t. */
        VANISHING,
        /** Its magnitude grows like log t or faster. */
        GROWING,
        /** Nothing can be said: too few points, no late regime yet, or an approach so slow that 0 and a limit look alike. */
        UNDECIDED
    }

    static Limit undecided(double guess) {
        return new Limit(Verdict.UNDECIDED, guess, Double.POSITIVE_INFINITY, Double.NaN);
    }
}
