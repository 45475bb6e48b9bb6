package org.sgdyn.sweep;

import java.util.Arrays;
import org.sgdyn.asymptotics.Estimate;
import org.sgdyn.asymptotics.LateTime;
import org.sgdyn.asymptotics.Limit;

/** What can be read off a curve f(t), given at the output times of an experiment. */
@SuppressWarnings("ImmutableEnumChecker") // readings hold no state
public enum MeasureKind {
    /** f at the last time. */
    FINAL((times, values, level) -> values[values.length - 1]),
    /** The largest f. */
    MAXIMUM((times, values, level) -> at(values, largest(values, 1))),
    /** The smallest f. */
    MINIMUM((times, values, level) -> at(values, largest(values, -1))),
    /** When f is largest. */
    ARGMAX((times, values, level) -> at(times, largest(values, 1))),
    /** When f is smallest. */
    ARGMIN((times, values, level) -> at(times, largest(values, -1))),
    /** The limit of f as t grows, see {@link LateTime#limit}. */
    LIMIT(true, (times, values, level) -> {
        Limit limit = LateTime.limit(times, values);
        return new Estimate(limit.value(), limit.uncertainty());
    }),
    /** The exponent p of f ~ t^p at late times, see {@link LateTime#exponent}. */
    EXPONENT(true, (times, values, level) -> LateTime.exponent(times, values)),
    /** The local slope d log |f| / d log t at the end, see {@link LateTime#localSlope}. */
    SLOPE(true, (times, values, level) -> LateTime.localSlope(times, values)),
    /**
     * The curvature d^2 log |f| / d (log t)^2 at the end, from the local slopes there and a decade before. A falling f with
     * negative curvature falls faster and faster as a power of t; with positive curvature it settles.
     */
    CURVATURE(true, (times, values, level) -> curvature(times, values)),
    /** The first time at which f reaches a level, see {@link LateTime#timeToReach}; NaN if it does not. */
    TIME_TO_LEVEL(
            (times, values, level) -> LateTime.timeToReach(times, values, level).orElse(Double.NaN));

    private final boolean estimates;
    private final Reading reading;

    /** A number without uncertainty. */
    MeasureKind(Exact exact) {
        this(false, (times, values, level) -> new Estimate(exact.of(times, values, level), Double.NaN));
    }

    MeasureKind(boolean estimates, Reading reading) {
        this.estimates = estimates;
        this.reading = reading;
    }

    /** The measure of a curve; NaN where it does not exist. */
    Estimate of(double[] times, double[] values, double level) {
        return reading.of(times, values, level);
    }

    /** Whether values come with an uncertainty. */
    boolean estimates() {
        return estimates;
    }

    /**
     * Whether the kind needs a level.
     *
     * @return true if so
     */
    public boolean needsLevel() {
        return this == TIME_TO_LEVEL;
    }

    /** Reads a number off a curve. */
    @FunctionalInterface
    private interface Exact {
        double of(double[] times, double[] values, double level);
    }

    /** Estimates a number by a curve. */
    @FunctionalInterface
    private interface Reading {
        Estimate of(double[] times, double[] values, double level);
    }

    private static Estimate curvature(double[] times, double[] values) {
        double decade = times[times.length - 1] / 10;
        int count = 0;
        while (count < times.length && times[count] <= decade * (1 + 1e-9)) {
            count++;
        }
        if (count == 0) {
            return new Estimate(Double.NaN, Double.NaN);
        }
        Estimate late = LateTime.localSlope(times, values);
        Estimate early = LateTime.localSlope(Arrays.copyOf(times, count), Arrays.copyOf(values, count));
        double distance = Math.log(times[times.length - 1] / times[count - 1]);
        return new Estimate(
                (late.value() - early.value()) / distance, (late.uncertainty() + early.uncertainty()) / distance);
    }

    private static double at(double[] array, int index) {
        return index < 0 ? Double.NaN : array[index];
    }

    /** The first index of the largest sign * value among those that are numbers; -1 if there is none. */
    private static int largest(double[] values, int sign) {
        int best = -1;
        for (int k = 0; k < values.length; k++) {
            if (!Double.isNaN(values[k]) && (best < 0 || sign * values[k] > sign * values[best])) {
                best = k;
            }
        }
        return best;
    }
}
