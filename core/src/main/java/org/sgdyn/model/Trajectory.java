package org.sgdyn.model;

import java.io.Serializable;
import java.util.List;
import org.sgdyn.spi.Outcome;

/**
 * Curves over time. If the outcome is not complete the trajectory ends early: only times reached are there.
 *
 * @param columns the names of the curves, {@code learning_rate} first; time is not among them
 * @param times the times reached
 * @param values values[k][c]: curve c at times[k]
 * @param outcome how it ended
 */
@SuppressWarnings("ArrayRecordComponent") // numeric data; compared nowhere
public record Trajectory(List<String> columns, double[] times, double[][] values, Outcome outcome)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * One curve.
     *
     * @param column its name
     * @return its values at {@link #times}
     * @throws IllegalArgumentException if there is no curve of that name
     */
    public double[] curve(String column) {
        int c = columns.indexOf(column);
        if (c < 0) {
            throw new IllegalArgumentException("no curve " + column + " among " + columns);
        }
        double[] curve = new double[times.length];
        for (int k = 0; k < curve.length; k++) {
            curve[k] = values[k][c];
        }
        return curve;
    }
}
