package org.sgdyn.settings;

import java.util.Optional;
import org.sgdyn.spi.Range;

/** Output times: t = 0, then an even grid on a linear or logarithmic scale. */
public final class TimeGrid {

    /** The number of times where none is given. */
    public static final int DEFAULT_POINTS = 101;

    private static final int MOST_POINTS = 10_000_000;

    private static final String START = "start";

    private TimeGrid() {}

    /**
     * Evenly spaced times.
     *
     * @param end the last time
     * @param points how many, t = 0 among them, &gt;= 2
     * @return t_k = end k / (points - 1), k = 0..points - 1
     */
    public static double[] linear(double end, int points) {
        double[] times = new double[points];
        for (int k = 1; k < points; k++) {
            times[k] = end * ((double) k / (points - 1));
        }
        times[points - 1] = end;
        return times;
    }

    /**
     * Times in equal ratios.
     *
     * @param start the first time after 0
     * @param end the last time
     * @param points how many, t = 0 among them, &gt;= 3
     * @return t_0 = 0 and t_k = start (end / start)^{(k - 1) / (points - 2)}, k = 1..points - 1
     */
    public static double[] logarithmic(double start, double end, int points) {
        double[] times = new double[points];
        for (int k = 1; k < points; k++) {
            times[k] = Spacing.LOG.at(start, end, k - 1, points - 2);
        }
        times[points - 1] = end;
        return times;
    }

    /**
     * Reads times, as {@code {end: 100.0, points: 101, spacing: linear}} or {@code {start: 0.01, end: 100.0, spacing: log}}.
     *
     * @param time the parameters of the object
     * @return the times, strictly increasing; some others after a problem
     */
    public static double[] read(NodeParameters time) {
        int before = time.problems();
        double end = time.number("end", Range.POSITIVE);
        boolean log = time.choice("spacing", Spacing.class, Spacing.LINEAR) == Spacing.LOG;
        int points = time.integer("points", Range.closed(log ? 3 : 2, MOST_POINTS), DEFAULT_POINTS);
        double start = 0;
        Optional<ConfigNode> startNode = time.child(START);
        if (log) {
            start = time.number(START, Range.POSITIVE);
            if (start >= end && time.problems() == before) {
                time.problem(startNode.orElseThrow(), time.path(START), "must be < end = " + end + ", not " + start);
            }
        } else if (startNode.isPresent()) {
            time.problem(startNode.get(), time.path(START), "goes with spacing: log only; linear times start at 0");
        }
        time.reportUnknownKeys();
        double[] times = log ? logarithmic(start, end, points) : linear(end, points);
        if (time.problems() == before && !isIncreasing(times)) {
            time.problem(
                    time.node(),
                    time.path(),
                    "numbers cannot tell " + points + " times from " + start + " to " + end + " apart");
        }
        return times;
    }

    private static boolean isIncreasing(double[] times) {
        for (int k = 1; k < times.length; k++) {
            if (!(times[k] > times[k - 1])) {
                return false;
            }
        }
        return true;
    }
}
