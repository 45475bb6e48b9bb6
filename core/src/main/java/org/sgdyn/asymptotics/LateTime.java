package org.sgdyn.asymptotics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.sgdyn.asymptotics.Limit.Verdict;

/**
 * What the end of a curve f(t) says about t to infinity. Pure functions of the times and values; everything happens in
 * x = log t.
 *
 * <p>Of a curve they use its last stretch of finite values at t &gt; 0: earlier NaN (a cosine at a zero start) does no harm, and a
 * curve that ends in NaN tells nothing. Times must increase strictly.
 */
public final class LateTime {

    /** Curves are taken to be good to this relative error, a little above the default integrator's tolerance. */
    private static final double RESOLUTION = 1e-7;

    /** The local slope is that of a cubic over this much of the end, in x: half a decade. */
    private static final double SLOPE_WINDOW = 0.5 * Math.log(10);

    /** Exponents are fitted over two decades, and not over more than this share of what there is. */
    private static final double EXPONENT_WINDOW = 2 * Math.log(10);

    private static final double EXPONENT_SHARE = 0.5;

    /** The four points of an extrapolation are a decade apart, and cover not more than three eighths of what there is. */
    private static final double SPACING = Math.log(10);

    private static final double SPACING_SHARE = 0.125;

    /** An uncertainty this many times the expected remainder, so that 1 / (t log t) is not taken for a limit. */
    private static final double CAUTION = 2;

    /** Earlier windows end up to this many spacings before the curve. */
    private static final double EARLIEST = 3;

    /** The most that earlier windows may cause of uncertainty, in distances from the end of the curve to its limit. */
    private static final double MOST_DISTANCES = 10;

    /** Growth is believed where the three steps that show it cover two decades. */
    private static final double GROWTH_SPACING = 2 * Math.log(10) / 3;

    /** Below this share of its own fall by which the extrapolated log |f| still falls, log |f| has a limit. */
    private static final double SETTLING = 0.75;

    /** A curve that turns, or rises and falls, within this relative range counts as settled. */
    private static final double RIPPLE = 1e-3;

    private final double[] x;
    private final double[] f;

    private LateTime(double[] times, double[] values) {
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times for " + values.length + " values");
        }
        int from = times.length;
        while (from > 0 && times[from - 1] > 0 && Double.isFinite(values[from - 1])) {
            from--;
        }
        x = Arrays.stream(times, from, times.length).map(Math::log).toArray();
        f = Arrays.copyOfRange(values, from, values.length);
    }

    /**
     * The local slope d log |f| / d log t at the end: that of the cubic in log t through log |f| at four points of the last half
     * decade (or, where points are sparse, the last four). The uncertainty is the difference to the parabola through the last
     * three, which is the larger error of the two, and what an error of 1e-7 in the curve does.
     *
     * @param times t, strictly increasing
     * @param values f(t)
     * @return the slope; NaN with fewer than four usable points, or if f has a zero or changes its sign among them
     */
    public static Estimate localSlope(double[] times, double[] values) {
        LateTime end = new LateTime(times, values);
        int n = end.x.length;
        if (n < 4) {
            return Estimate.NONE;
        }
        int inside = n - end.firstWithin(SLOPE_WINDOW);
        int stride = Math.max(1, (inside - 1) / 3);
        double[] u = new double[4];
        double[] y = new double[4];
        for (int k = 0; k < 4; k++) {
            int at = n - 1 - k * stride;
            if (!(end.f[at] * end.f[n - 1] > 0)) {
                return Estimate.NONE;
            }
            u[k] = end.x[at] - end.x[n - 1];
            y[k] = Math.log(Math.abs(end.f[at]));
        }
        // Newton's divided differences; the slope at u[0] = 0 of y0 + a u + b u (u - u1) + c u (u - u1)(u - u2).
        double a1 = (y[1] - y[0]) / (u[1] - u[0]);
        double a2 = (y[2] - y[1]) / (u[2] - u[1]);
        double a3 = (y[3] - y[2]) / (u[3] - u[2]);
        double b1 = (a2 - a1) / (u[2] - u[0]);
        double b2 = (a3 - a2) / (u[3] - u[1]);
        double cubic = (b2 - b1) / (u[3] - u[0]) * u[1] * u[2];
        return new Estimate(a1 - b1 * u[1] + cubic, Math.abs(cubic) + 4 * RESOLUTION / Math.abs(u[1]));
    }

    /**
     * The exponent p of f ~ t^p at the end: the least-squares slope of log |f| over log t in the last two decades, or the last half
     * (in log t) of a shorter curve. Model: a pure power. The uncertainty is the standard error of the slope plus the change of the
     * slope from the first to the second half of the window, so that a curve whose slope still drifts says so.
     *
     * @param times t, strictly increasing
     * @param values f(t)
     * @return the exponent; NaN with fewer than four usable points in the window, or if f has a zero or changes its sign in it
     */
    public static Estimate exponent(double[] times, double[] values) {
        LateTime end = new LateTime(times, values);
        int n = end.x.length;
        if (n < 4) {
            return Estimate.NONE;
        }
        double window = Math.min(EXPONENT_WINDOW, EXPONENT_SHARE * (end.x[n - 1] - end.x[0]));
        int from = Math.min(end.firstWithin(window), n - 4);
        for (int k = from; k < n; k++) {
            if (!(end.f[k] * end.f[n - 1] > 0)) {
                return Estimate.NONE;
            }
        }
        int middle = (from + n) / 2;
        Estimate whole = end.line(from, n);
        double drift = Math.abs(
                end.line(from, middle + 1).value() - end.line(middle, n).value());
        return new Estimate(whole.value(), whole.uncertainty() + drift);
    }

    /** The least-squares line through log |f| on from..to-1 and its standard error; two points have none. */
    private Estimate line(int from, int to) {
        int count = to - from;
        double meanX = Arrays.stream(x, from, to).average().orElseThrow();
        double meanY = Arrays.stream(f, from, to)
                .map(v -> Math.log(Math.abs(v)))
                .average()
                .orElseThrow();
        double square = 0;
        double product = 0;
        for (int k = from; k < to; k++) {
            square += (x[k] - meanX) * (x[k] - meanX);
            product += (x[k] - meanX) * (Math.log(Math.abs(f[k])) - meanY);
        }
        double slope = product / square;
        double scatter = 0;
        for (int k = from; k < to; k++) {
            double residual = Math.log(Math.abs(f[k])) - meanY - slope * (x[k] - meanX);
            scatter += residual * residual;
        }
        return new Estimate(slope, count > 2 ? Math.sqrt(scatter / (count - 2) / square) : 0);
    }

    /**
     * The limit of f by extrapolation from f_0 = f(T) at the end and f_k = f(T r^-k), k = 1, 2, 3, with r = 10, or less if the
     * curve has fewer than eight decades.
     *
     * <p>Model: f = A + c t^-q. Its limit is A_0 = f_0 - (f_0 - f_1)^2 / (f_0 - 2 f_1 + f_2) (Aitken), exact if the model is, and so
     * is A_1 from f_1, f_2, f_3. Where the model is not exact, A moves along with f by the share rho = |A_0 - A_1| / |f_0 - f_1|,
     * and if it goes on doing so it ends (f_0 - A_0) rho / (1 - rho) away. Twice that is the uncertainty; for
     * f = A + c t^-q + c' t^-2q the true error is smaller by a factor of four or more. A curve of one sign is also extrapolated as
     * log |f| = log A + c t^-q, as a risk exp(-M / 2) is whose exponent approaches its limit like a power; the model of smaller rho
     * counts, and the difference of the two goes into the uncertainty, as does what an error of 1e-7 in the curve does.
     *
     * <p>rho may be small by chance, where A turns, as it does before a curve is late. So the extrapolation is tried on the curve's own
     * past: from the windows that end 1/2, 1, ..., 3 spacings earlier it would have given A_j, having missed the share
     * |A_j - A| / |f_j - A| of the way that was left. The uncertainty is at least twice the largest of these shares, though not more
     * than ten, times |f_0 - A|. Of the limits read off 270 curves of 20 experiments at t = 1 to 1e8 and called nonzero, the curves
     * at t = 1e10 contradict 3 %, and 10 % without this; most of what remains are curves that rest for decades before they move on.
     *
     * <p>Verdicts. Nonzero: A differs from 0 by more than its uncertainty, or log |f| settles (rho &lt; 3/4 for it; it is 1 for
     * powers of log t, and more for powers of t; the uncertainty of A may then still exceed A), or the curve does not move any more.
     * Vanishing: a curve of one sign, assumed to keep it, that falls at least like a power (A_0 beyond 0, which is where log |f|
     * over log t is concave or straight), or whose limit is at most half of what is left and may be 0; t^-p (log t)^k is one for
     * p &gt; 0. Growing: |f| grows without slowing down in log t, over two decades. Undecided: everything else, among them
     * 1 / log t, which no finite stretch tells from a limit, and curves that are not monotone at the end.
     *
     * @param times t, strictly increasing; at least four usable ones
     * @param values f(t)
     * @return the limit
     */
    public static Limit limit(double[] times, double[] values) {
        LateTime end = new LateTime(times, values);
        int n = end.x.length;
        if (n < 4) {
            return Limit.undecided(n == 0 ? Double.NaN : end.f[n - 1]);
        }
        return end.limit();
    }

    private Limit limit() {
        int n = x.length;
        double step = Math.min(SPACING, SPACING_SHARE * (x[n - 1] - x[0]));
        double[] at = new double[4];
        for (int k = 0; k < 4; k++) {
            at[k] = k == 0 ? f[n - 1] : interpolate(x[n - 1] - k * step);
        }
        double noise = RESOLUTION * Math.abs(at[0]);
        double late = at[0] - at[1];
        double early = at[1] - at[2];
        if (Math.abs(late) <= noise && Math.abs(early) <= noise) {
            return new Limit(at[0] == 0 ? Verdict.VANISHING : Verdict.NONZERO, at[0], noise, Double.NaN);
        }
        if (at[0] == 0) {
            return new Limit(Verdict.VANISHING, 0, Math.abs(late), Double.NaN);
        }
        if (!(late * early > 0)) {
            double range = Arrays.stream(at).max().orElseThrow()
                    - Arrays.stream(at).min().orElseThrow();
            return range <= RIPPLE * Math.abs(at[0])
                    ? new Limit(Verdict.NONZERO, at[0], range, Double.NaN)
                    : Limit.undecided(at[0]);
        }
        if (Math.abs(late) >= Math.abs(early)) {
            return late * at[0] > 0 && step >= GROWTH_SPACING
                    ? new Limit(
                            Verdict.GROWING,
                            Math.copySign(Double.POSITIVE_INFINITY, late),
                            Double.POSITIVE_INFINITY,
                            Double.NaN)
                    : Limit.undecided(at[0]);
        }
        return slowingDown(at, noise, step);
    }

    private Limit slowingDown(double[] at, double noise, double step) {
        double late = at[0] - at[1];
        double early = at[1] - at[2];
        double exponent = Math.log(early / late) / step;
        boolean oneSign = Arrays.stream(at).allMatch(v -> v * at[0] > 0);
        boolean falls = oneSign && late * at[0] < 0;
        Extrapolation plain = Extrapolation.of(at);
        if (falls && plain.limit * at[0] <= 0) {
            return new Limit(Verdict.VANISHING, 0, Math.abs(plain.limit), exponent);
        }
        double limit = plain.limit;
        double uncertainty = plain.remainder();
        boolean byLogarithm = false;
        boolean logarithmSettles = false;
        if (oneSign) {
            Extrapolation logs = Extrapolation.of(
                    Arrays.stream(at).map(v -> Math.log(Math.abs(v))).toArray());
            double other = Math.copySign(Math.exp(logs.limit), at[0]);
            byLogarithm = logs.share < plain.share;
            if (byLogarithm) {
                limit = other;
                uncertainty = Math.abs(other) * Math.expm1(logs.remainder());
            }
            // Where logarithms do not slow down (a growing curve can do that), the second model has no say.
            uncertainty += Double.isNaN(other) ? 0 : Math.abs(plain.limit - other);
            logarithmSettles = falls && logs.share < SETTLING;
        }
        double gain = early / (early - late);
        uncertainty += noise * (1 + 4 * gain * gain);
        if (logarithmSettles || Math.abs(limit) > uncertainty) {
            double share = Math.min(MOST_DISTANCES, CAUTION * missed(limit, step, byLogarithm));
            double honest = Math.max(uncertainty, share * Math.abs(at[0] - limit));
            return logarithmSettles || Math.abs(limit) > honest
                    ? new Limit(Verdict.NONZERO, limit, honest, exponent)
                    : Limit.undecided(limit);
        }
        if (falls && Math.abs(limit) + uncertainty < 0.5 * Math.abs(at[0])) {
            return new Limit(Verdict.VANISHING, 0, Math.abs(limit) + uncertainty, exponent);
        }
        return Limit.undecided(limit);
    }

    /** The largest share of the way left that extrapolation from earlier windows misses; infinite if one of them gives nothing. */
    private double missed(double limit, double step, boolean byLogarithm) {
        double largest = 0;
        for (double before = 0.5; before <= EARLIEST; before += 0.5) {
            double[] at = new double[3];
            for (int k = 0; k < 3; k++) {
                double value = interpolate(x[x.length - 1] - (before + k) * step);
                at[k] = byLogarithm ? Math.log(value / limit) : value - limit;
            }
            double share = byLogarithm
                    ? Math.expm1(aitken(at[0], at[1], at[2])) / Math.expm1(at[0])
                    : aitken(at[0], at[1], at[2]) / at[0];
            largest = Double.isNaN(share) ? Double.POSITIVE_INFINITY : Math.max(largest, Math.abs(share));
        }
        return largest;
    }

    /**
     * Aitken's extrapolation of a sequence, the latest value first.
     *
     * @param limit A_0
     * @param distance |f_0 - A_0|
     * @param share rho, infinite if the earlier three values have no limit
     */
    private record Extrapolation(double limit, double distance, double share) {

        static Extrapolation of(double[] at) {
            double limit = aitken(at[0], at[1], at[2]);
            double share = Math.abs(limit - aitken(at[1], at[2], at[3])) / Math.abs(at[0] - at[1]);
            return new Extrapolation(
                    limit, Math.abs(at[0] - limit), Double.isNaN(share) ? Double.POSITIVE_INFINITY : share);
        }

        /** How far the limit may still move. */
        double remainder() {
            return share < 1 ? CAUTION * distance * share / (1 - share) : Double.POSITIVE_INFINITY;
        }
    }

    /** The limit of c + geometric sequence through three values, the latest first; NaN unless differences shrink. */
    private static double aitken(double latest, double middle, double earliest) {
        double late = latest - middle;
        double early = middle - earliest;
        return late * early > 0 && Math.abs(late) < Math.abs(early)
                ? latest - late * late / (late - early)
                : Double.NaN;
    }

    /**
     * The first time at which f reaches a level, from whichever side it starts. Between two points log |f| is linear in log t where
     * f and the level share a sign, else f is; next to t = 0 the time itself replaces its logarithm.
     *
     * @param times t, strictly increasing, the first &gt;= 0
     * @param values f(t); points with NaN are passed over
     * @param level the level
     * @return the time; empty if the curve never reaches the level
     */
    public static OptionalDouble timeToReach(double[] times, double[] values, double level) {
        int before = -1;
        for (int k = 0; k < times.length; k++) {
            double above = values[k] - level;
            if (Double.isNaN(above)) {
                continue;
            }
            if (above == 0) {
                return OptionalDouble.of(times[k]);
            }
            if (before >= 0 && above * (values[before] - level) < 0) {
                return OptionalDouble.of(crossing(times[before], values[before], times[k], values[k], level));
            }
            before = k;
        }
        return OptionalDouble.empty();
    }

    private static double crossing(double t0, double f0, double t1, double f1, double level) {
        double share =
                f0 * level > 0 && f1 * level > 0 ? Math.log(level / f0) / Math.log(f1 / f0) : (level - f0) / (f1 - f0);
        return t0 > 0 ? t0 * Math.pow(t1 / t0, share) : t0 + share * (t1 - t0);
    }

    /** The first point not further than a stretch of x from the end. */
    private int firstWithin(double stretch) {
        double edge = x[x.length - 1] - stretch * (1 + 1e-9);
        int k = x.length - 1;
        while (k > 0 && x[k - 1] >= edge) {
            k--;
        }
        return k;
    }

    /** f at x, by the polynomial through the six points around it: of log |f| where these share a sign. */
    private double interpolate(double at) {
        int above = Arrays.binarySearch(x, at);
        if (above >= 0) {
            return f[above];
        }
        int count = Math.min(6, x.length);
        int from = Math.max(0, Math.min(x.length - count, -above - 1 - count / 2));
        double[] y = Arrays.copyOfRange(f, from, from + count);
        boolean logs = Arrays.stream(y).allMatch(v -> v * y[0] > 0);
        double sign = Math.signum(y[0]);
        double sum = 0;
        for (int j = 0; j < count; j++) {
            double weight = 1;
            for (int k = 0; k < count; k++) {
                weight *= k == j ? 1 : (at - x[from + k]) / (x[from + j] - x[from + k]);
            }
            sum += weight * (logs ? Math.log(sign * y[j]) : y[j]);
        }
        return logs ? sign * Math.exp(sum) : sum;
    }
}
