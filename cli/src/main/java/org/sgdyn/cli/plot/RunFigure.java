package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;
import org.sgdyn.run.ExperimentResult;

/** The figure of one experiment. */
public final class RunFigure {

    private RunFigure() {}

    /**
     * Draws a result.
     *
     * @param result the result
     * @return the figure of what {@link ResultCharts#of(ExperimentResult)} chooses
     */
    public static Figure of(ExperimentResult result) {
        List<Chart> charts = ResultCharts.of(result);
        boolean named = result.curves().stream().anyMatch(curve -> !curve.name().isEmpty())
                || charts.get(0).curves().size() > 1;
        Optional<Tint> only = named ? Optional.empty() : Optional.of(new Tint.Category(0));
        List<Entry> styles =
                new ArrayList<>(Legend.styles(only, result.experiment().simulation(), ResultCharts.isPlain(result)));
        Stream.concat(ResultCharts.troubles(result).stream(), ResultCharts.leftOut(result).stream())
                .forEach(words -> styles.add(new Entry(Kind.NOTE, new Tint.Neutral(), words)));
        return Figure.of(result.experiment().name(), charts, styles, charts.size() == 4 ? 2 : 3);
    }
}
