package org.sgdyn.spi;

/**
 * An interval that a number must lie in; bounds may be infinite, the number itself may not.
 *
 * @param low the lower bound
 * @param lowOpen whether the lower bound itself is excluded
 * @param high the upper bound
 * @param highOpen whether the upper bound itself is excluded
 * @since 0.1
 */
public record Range(double low, boolean lowOpen, double high, boolean highOpen) {

    /** Every finite number. */
    public static final Range ANY = new Range(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

    /** Numbers &gt; 0. */
    public static final Range POSITIVE = above(0);

    /** Numbers &gt;= 0. */
    public static final Range NON_NEGATIVE = atLeast(0);

    /** Numbers from 0 to 1, both included. */
    public static final Range UNIT = closed(0, 1);

    /**
     * Numbers &gt; low.
     *
     * @param low the excluded bound
     * @return the range
     */
    public static Range above(double low) {
        return new Range(low, true, Double.POSITIVE_INFINITY, true);
    }

    /**
     * Numbers &gt;= low.
     *
     * @param low the included bound
     * @return the range
     */
    public static Range atLeast(double low) {
        return new Range(low, false, Double.POSITIVE_INFINITY, true);
    }

    /**
     * Numbers from low to high, both included.
     *
     * @param low the lower bound
     * @param high the upper bound
     * @return the range
     */
    public static Range closed(double low, double high) {
        return new Range(low, false, high, false);
    }

    /**
     * Whether a number is finite and inside.
     *
     * @param x the number
     * @return true if so
     */
    public boolean contains(double x) {
        return Double.isFinite(x) && (lowOpen ? x > low : x >= low) && (highOpen ? x < high : x <= high);
    }

    /**
     * A number inside, used as a placeholder after an error was recorded.
     *
     * @return 1, 0 or a point near a bound
     */
    public double sample() {
        if (contains(1)) {
            return 1;
        }
        if (contains(0)) {
            return 0;
        }
        if (Double.isInfinite(low)) {
            return high - 1;
        }
        return Double.isInfinite(high) ? low + 1 : low + (high - low) / 2;
    }

    /**
     * The rule in words: "must be a finite number", "must be &gt; 0", "must be &gt;= 0 and &lt;= 1".
     *
     * @return the rule
     */
    public String rule() {
        String lower = Double.isInfinite(low) ? "" : (lowOpen ? "> " : ">= ") + plain(low);
        String upper = Double.isInfinite(high) ? "" : (highOpen ? "< " : "<= ") + plain(high);
        if (lower.isEmpty() && upper.isEmpty()) {
            return "must be a finite number";
        }
        return "must be " + lower + (lower.isEmpty() || upper.isEmpty() ? "" : " and ") + upper;
    }

    private static String plain(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }
}
