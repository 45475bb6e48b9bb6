package org.sgdyn.sweep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A grid point to be computed, as data.
 *
 * @param index its number in the grid, 0-based
 * @param settings the experiment with the point's values in it, as an experiment file holds them
 * @param directory what the paths of the experiment's data files are relative to
 * @param measures what is wanted
 */
public record SweepTask(
        int index, LinkedHashMap<String, Object> settings, String directory, ArrayList<Measure> measures)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The experiment's columns that the measures read. */
    List<String> columns() {
        return measures.stream()
                .flatMap(measure -> measure.statistic().names().stream())
                .distinct()
                .toList();
    }
}
