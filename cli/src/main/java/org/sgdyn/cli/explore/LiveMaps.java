package org.sgdyn.cli.explore;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.KeyPath;
import org.sgdyn.sweep.Grid;
import org.sgdyn.sweep.Sweep;
import org.sgdyn.sweep.SweepReader;

/** Maps of experiments over one or two of their numbers, as a sweep measures them. Thread-safe. */
final class LiveMaps {

    /** How long one request computes points; the page asks for the rest. */
    private static final long NANOS = 300_000_000;

    /** Latest maps, a few hundred kilobytes each. */
    private static final int MOST = 16;

    private final LiveTheory theory;
    private final Catalog catalog;
    private final Latest<MapWork> byText = new Latest<>(MOST);
    private final Latest<MapWork> byContent = new Latest<>(MOST);

    LiveMaps(LiveTheory theory, Catalog catalog) {
        this.theory = theory;
        this.catalog = catalog;
    }

    /**
     * Computes some points.
     *
     * @param body see {@link MapQuestion}
     * @param turn ends the work; what was computed until then is told
     * @return axes and measures, where no points are asked for; else {@code points}; or problems
     * @throws Refusal if there is no answer, with the reason
     */
    Map<String, Object> answer(String body, Turns.Turn turn) throws Refusal {
        long end = System.nanoTime() + NANOS;
        return LiveTheory.told(answer -> {
            MapQuestion question = MapQuestion.of(body);
            MapWork work = work(question);
            if (question.points().isEmpty()) {
                answer.putAll(work.outline());
                answer.put("id", work.identity());
                answer.put("at", present(work.sweep(), question.experiment()));
            } else {
                answer.putAll(work.values(
                        question.points(),
                        (settings, columns) -> theory.readPoint(settings, columns, turn),
                        turn::isOver,
                        end));
            }
        });
    }

    /**
     * Sets an experiment's numbers to those of a point.
     *
     * @param body see {@link MapQuestion}, with one point
     * @return {@code text}, or problems
     * @throws Refusal if there is no answer, with the reason
     */
    Map<String, Object> place(String body) throws Refusal {
        return LiveTheory.told(answer -> {
            MapQuestion question = MapQuestion.of(body);
            Sweep sweep = sweep(question);
            int point = question.points().isEmpty() ? -1 : question.points().get(0);
            if (point < 0 || point >= sweep.size()) {
                throw new Refusal(Refusal.BAD_REQUEST, "one point of the map is needed");
            }
            ConfigNode.Mapping wanted =
                    new Grid(sweep.axes(), sweep.grid().formulas(), question.experiment()).settings(point);
            List<KeyPath> keys = Stream.concat(
                            sweep.axes().stream().flatMap(axis -> axis.keys().stream()),
                            sweep.grid().formulas().stream().map(Grid.Assignment::key))
                    .toList();
            answer.put("text", new NumbersInText(question.text(), question.experiment()).set(keys, wanted));
        });
    }

    private MapWork work(MapQuestion question) {
        String text = question.text() + '\n' + question.sweep().plain();
        Optional<MapWork> known = byText.find(text);
        if (known.isPresent()) {
            return known.get();
        }
        Sweep sweep = sweep(question);
        MapWork work = byContent.findOrKeep(MapWork.identity(sweep), () -> MapWork.of(sweep, catalog));
        byText.keep(text, work);
        return work;
    }

    private Sweep sweep(MapQuestion question) {
        ConfigNode.Mapping experiment = LiveTheory.ofTheory(question.experiment());
        return SweepReader.outline(question.root(experiment), theory.directory(experiment), catalog);
    }

    /** Where the experiment itself lies on the axes; NaN where formulas alone read an axis. */
    private static List<Double> present(Sweep sweep, ConfigNode.Mapping experiment) {
        return sweep.axes().stream()
                .map(axis -> axis.keys().stream()
                        .findFirst()
                        .flatMap(key -> key.find(experiment))
                        .map(ConfigNode::plain)
                        .filter(Number.class::isInstance)
                        .map(Number.class::cast)
                        .map(Number::doubleValue)
                        .orElse(Double.NaN))
                .toList();
    }
}
