package org.sgdyn.sweep;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * What a grid point gave.
 *
 * @param index its number in the grid, 0-based
 * @param curves a result per curve of the experiment; none if the point could not be computed at all
 * @param outcome how it went, in words
 */
public record SweepRow(int index, List<Curve> curves, String outcome) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The column of the table that says how a point ended. */
    public static final String OUTCOME = "outcome";

    /** The outcome of a point without trouble. */
    public static final String COMPLETED = "completed";

    /**
     * The measures of one curve.
     *
     * @param name the curve's name, empty for a plain experiment
     * @param values a value per measure, NaN where there is none
     * @param uncertainties the uncertainty of each, NaN where there is none
     */
    public record Curve(String name, List<Double> values, List<Double> uncertainties) implements Serializable {
        private static final long serialVersionUID = 1L;

        /** Copies the lists. */
        public Curve {
            values = List.copyOf(values);
            uncertainties = List.copyOf(uncertainties);
        }
    }

    /** Copies the list. */
    public SweepRow {
        curves = List.copyOf(curves);
    }

    /**
     * Whether the point was computed to its end.
     *
     * @return true if there was no trouble
     */
    public boolean isComplete() {
        return outcome.equals(COMPLETED);
    }

    /** The curves, or one without values where there are none, so that every point has a row in the table. */
    public List<Curve> curvesOrNone(int measures) {
        List<Double> none = Collections.nCopies(measures, Double.NaN);
        return curves.isEmpty() ? List.of(new Curve("", none, none)) : curves;
    }
}
