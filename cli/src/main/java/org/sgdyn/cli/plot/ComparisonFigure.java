package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import org.sgdyn.cli.plot.Legend.Entry;

/** The figure of several results over each other. */
public final class ComparisonFigure {

    private ComparisonFigure() {}

    /**
     * Draws results over each other, a row for each of their curves.
     *
     * @param results the results, at least one
     * @param columns the statistics to show; if empty risk, and error or squared norm
     * @return the figure
     */
    public static Figure of(List<ComparedResult> results, List<String> columns) {
        List<String> shown =
                columns.isEmpty() ? ResultCharts.chief(results.get(0).theory().columns()) : columns;
        boolean simulated =
                results.stream().anyMatch(result -> result.simulation().isPresent());
        List<Entry> styles = simulated
                ? Legend.styles(new Tint.Neutral(), "simulation, mean of the replicates", true)
                : new ArrayList<>();
        return Figure.of("comparison", ComparedResult.charts(results, shown), styles, shown.size());
    }
}
