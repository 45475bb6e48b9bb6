package org.sgdyn.model;

/**
 * An average of the iterate over time, which does not act back on it: Y &lt;- Y + (a / d) (X - Y) from Y = X_0, or the mean of X from a
 * time on, Y = X before it.
 *
 * @param kind which
 * @param value the rate a &gt; 0 of an exponential average; the start t_0 &gt;= 0 of a tail average
 */
public record IterateAverage(Kind kind, double value) {

    /** Which averages there are. */
    public enum Kind {
        /** The mean from a time on (Polyak-Ruppert). */
        TAIL,
        /** Exponentially weighted, of rate a in units of 1 / t: decay 1 - a / d a step. */
        EXPONENTIAL
    }

    /**
     * How fast the kept vector takes the iterate up: dz/dt = pull x - decay z, with z the mean times its length for a tail.
     *
     * @param time t
     * @return the rate at which x enters
     */
    public double pull(double time) {
        return kind == Kind.EXPONENTIAL ? value : time >= value ? 1 : 0;
    }

    /**
     * How fast the kept vector forgets.
     *
     * @return the rate at which z leaves
     */
    public double decay() {
        return kind == Kind.EXPONENTIAL ? value : 0;
    }

    /**
     * What the kept vector starts at, in units of X_0.
     *
     * @return 1 for an exponential average, 0 for a tail
     */
    public double start() {
        return kind == Kind.EXPONENTIAL ? 1 : 0;
    }

    /**
     * The factor that makes the average of the kept vector.
     *
     * @param time t
     * @return 1 / (t - t_0) for a tail; 0 as long as the average is the iterate itself
     */
    public double factor(double time) {
        if (kind == Kind.EXPONENTIAL) {
            return 1;
        }
        return time > value ? 1 / (time - value) : 0;
    }

    /**
     * Where its motion has a jump.
     *
     * @return the times
     */
    public double[] breakpoints() {
        return kind == Kind.TAIL ? new double[] {value} : new double[0];
    }
}
