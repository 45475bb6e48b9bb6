package org.sgdyn.cli.plot;

import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.experiment.Experiment.Simulation;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.statistics.Quantity;

/** One page with the risk of many experiments, in rows, under one legend. */
public final class Overview {

    private static final double PANEL_WIDTH = 246;
    private static final double PANEL_HEIGHT = 212;
    private static final double MARGIN = 10;

    private Overview() {}

    /**
     * Composes the page. A colour stands for the same curve in all panels.
     *
     * @param results the results, row after row
     * @param columns the number of panels in a row
     * @return the page
     */
    public static Figure of(List<ExperimentResult> results, int columns) {
        List<String> curves = results.stream()
                .flatMap(result -> result.curves().stream())
                .map(CurveResult::name)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted(Comparator.comparingDouble(Overview::lastNumber))
                .toList();
        int rows = (results.size() + columns - 1) / columns;
        // The first column and the last row name the axes, and are larger by as much.
        double name = Panel.NAME_OF_AXIS;
        double width = columns * PANEL_WIDTH + name + 2 * MARGIN;
        Optional<Simulation> simulation = results.stream()
                .flatMap(result -> result.experiment().simulation().stream())
                .max(Comparator.comparingInt(Simulation::replicates));
        Legend legend = Legend.of(
                IntStream.range(0, curves.size())
                        .mapToObj(c -> new Legend.Entry(Legend.Kind.LINE, new Tint.Category(c), curves.get(c)))
                        .toList(),
                Legend.styles(
                        curves.isEmpty() ? Optional.of(new Tint.Category(0)) : Optional.empty(), simulation, true),
                width - 2 * MARGIN);
        double height = rows * PANEL_HEIGHT + name + legend.height() + 3 * MARGIN;
        return Figure.of(width, height, (graphics, theme) -> {
            for (int k = 0; k < results.size(); k++) {
                ExperimentResult result = results.get(k);
                int row = k / columns;
                int column = k % columns;
                boolean lowest = k + columns >= results.size();
                Rectangle2D area = new Rectangle2D.Double(
                        MARGIN + column * PANEL_WIDTH + (column > 0 ? name : 0),
                        MARGIN + row * PANEL_HEIGHT,
                        PANEL_WIDTH + (column > 0 ? 0 : name),
                        PANEL_HEIGHT + (lowest ? name : 0));
                Chart risk = ResultCharts.of(
                        result,
                        result.experiment().name(),
                        Quantity.RISK.word(),
                        curve -> Math.max(0, curves.indexOf(curve)));
                Panel.of(risk, theme).draw(graphics, area, lowest, column == 0);
            }
            double top = rows * PANEL_HEIGHT + name + 2 * MARGIN;
            legend.draw(graphics, new Rectangle2D.Double(MARGIN, top, width - 2 * MARGIN, legend.height()), theme);
        });
    }

    /** The number a name ends in, so that "learning rate 0.5" comes before "learning rate 2"; names without one come first. */
    private static double lastNumber(String name) {
        try {
            return Double.parseDouble(name.substring(name.lastIndexOf(' ') + 1));
        } catch (NumberFormatException noNumber) {
            return Double.NEGATIVE_INFINITY;
        }
    }
}
