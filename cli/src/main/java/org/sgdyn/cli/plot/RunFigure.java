package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.cli.plot.Chart.Range;
import org.sgdyn.cli.plot.Chart.Runs;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;
import org.sgdyn.figure.FigureSettings;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;

/** The figure of one experiment. */
public final class RunFigure {

    private RunFigure() {}

    /**
     * Draws a result.
     *
     * @param result the result
     * @return the figure that the experiment asks for, else of what {@link ResultCharts#of(ExperimentResult)} chooses
     */
    public static Figure of(ExperimentResult result) {
        return of(result, result.curves().stream().map(CurveResult::name).toList());
    }

    /**
     * Draws one of several results.
     *
     * @param result the result
     * @param names the names of the curves of all of them, each of which has the same colour in all figures
     * @return the figure that the experiment asks for, else of what {@link ResultCharts#of(ExperimentResult)} chooses
     */
    public static Figure of(ExperimentResult result, List<String> names) {
        FigureSettings settings = result.experiment().figure();
        ToIntFunction<String> colours = name -> Math.max(0, names.indexOf(name));
        List<Chart> chosen = settings.panels().isEmpty()
                ? ResultCharts.of(result, colours)
                : settings.panels().stream()
                        .map(panel -> ResultCharts.of(result, panel, colours))
                        .toList();
        List<Chart> charts = chosen.stream().map(chart -> styled(chart, result)).toList();
        boolean named = result.curves().stream().anyMatch(curve -> !curve.name().isEmpty())
                || charts.get(0).curves().size() > 1;
        Optional<Tint> only = named
                ? Optional.empty()
                : Optional.of(charts.get(0).curves().get(0).tint());
        List<Entry> styles =
                new ArrayList<>(Legend.styles(only, result.experiment().simulation(), ResultCharts.isPlain(result)));
        if (settings.runs() == FigureSettings.Runs.NONE) {
            styles.removeIf(entry -> entry.kind() == Kind.BAND);
        } else if (settings.runs() == FigureSettings.Runs.BARS) {
            styles.replaceAll(
                    entry -> entry.kind() == Kind.BAND ? new Entry(Kind.BAR, entry.tint(), entry.text()) : entry);
        }
        if (!settings.markers()) {
            styles.removeIf(entry -> entry.kind() == Kind.MARKER);
        }
        Stream.concat(
                        Endings.of(result).stream(),
                        settings.panels().isEmpty() ? ResultCharts.leftOut(result).stream() : Stream.empty())
                .forEach(words -> styles.add(new Entry(Kind.NOTE, new Tint.Neutral(), words)));
        int columns = settings.columns().orElse(charts.size() == 4 ? 2 : 3);
        Figure figure = Figure.of(settings.title().orElse(result.experiment().name()), charts, styles, columns);
        return settings.letters() ? figure.lettered() : figure;
    }

    /** The page that an experiment asks for. */
    public static Page page(FigureSettings settings) {
        return new Page(
                settings.width().isPresent() ? settings.width() : Page.COLUMN.width(),
                settings.height(),
                settings.fontSize().orElse(Page.FONT_SIZE));
    }

    /** A chart with the names, colours, marks and horizontal axis that an experiment asks for. */
    private static Chart styled(Chart chart, ExperimentResult result) {
        FigureSettings settings = result.experiment().figure();
        List<Curve> curves = chart.curves().stream()
                .map(curve -> styled(curve, result, settings))
                .toList();
        return new Chart(chart.title(), chart.x().adjusted(settings.time()), chart.y(), curves);
    }

    private static Curve styled(Curve curve, ExperimentResult result, FigureSettings settings) {
        Curve styled = curve;
        for (int c = 0; c < result.curves().size(); c++) {
            String name = result.curves().get(c).name();
            boolean isIts = curve.name().equals(name)
                    || (!name.isEmpty() && curve.name().startsWith(name + ": "));
            if (isIts && c < settings.colours().size()) {
                styled = styled.tinted(
                        new Tint.Coloured(curve.tint(), settings.colours().get(c)));
            }
            if (isIts && c < settings.labels().size()) {
                styled = styled.named(settings.labels().get(c) + curve.name().substring(name.length()));
            }
        }
        return styled.withRuns(runs -> new Runs(
                runs.x(),
                settings.markers()
                        ? runs.mean()
                        : DoubleStream.of(runs.mean()).map(mean -> Double.NaN).toArray(),
                runs.lower(),
                runs.upper(),
                switch (settings.runs()) {
                    case BANDS -> Range.BAND;
                    case BARS -> Range.BARS;
                    case NONE -> Range.NONE;
                }));
    }
}
