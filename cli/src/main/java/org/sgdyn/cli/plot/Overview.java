package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;
import org.sgdyn.experiment.Experiment.Simulation;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.statistics.Quantity;

/** One page with the risk of many experiments, in rows, under one legend. */
public final class Overview {

    private Overview() {}

    /**
     * Composes the page. A colour stands for the same curve in all panels.
     *
     * @param results the results, row after row
     * @param columns the number of panels in a row where there is room
     * @param titles what stands above the panels of experiments, by their names; above others the title of their own figures, or else
     *     their names
     * @return the page
     */
    public static Figure of(List<ExperimentResult> results, int columns, Map<String, String> titles) {
        List<String> curves = CurveOrder.of(results.stream()
                .map(result -> result.curves().stream().map(CurveResult::name).toList())
                .toList());
        Optional<Simulation> simulation = results.stream()
                .flatMap(result -> result.experiment().simulation().stream())
                .max(Comparator.comparingInt(Simulation::replicates));
        boolean isPlain = results.stream().allMatch(ResultCharts::isPlain);
        Kind kind = simulation.isPresent() ? Kind.CURVE : Kind.LINE;
        List<Entry> shared = IntStream.range(0, curves.size())
                .mapToObj(c -> new Entry(kind, new Tint.Category(c), curves.get(c)))
                .toList();
        List<Entry> styles = new ArrayList<>(Legend.styles(
                curves.isEmpty() ? Optional.of(new Tint.Category(0)) : Optional.empty(), simulation, isPlain));
        results.stream()
                .flatMap(result -> Endings.of(result).stream().map(words -> title(result, titles) + ", " + words))
                .forEach(words -> styles.add(new Entry(Kind.NOTE, new Tint.Neutral(), words)));
        List<Block> blocks = results.stream()
                .map(result -> Block.of(ResultCharts.of(
                        result,
                        title(result, titles),
                        Quantity.RISK.word(),
                        curve -> Math.max(0, curves.indexOf(curve)))))
                .toList();
        return Figure.of("", blocks, columns, shared, styles).sharingAxes();
    }

    private static String title(ExperimentResult result, Map<String, String> titles) {
        String name = result.experiment().name();
        return Optional.ofNullable(titles.get(name))
                .or(() -> result.experiment().figure().title().filter(own -> !own.isBlank()))
                .orElse(name);
    }
}
