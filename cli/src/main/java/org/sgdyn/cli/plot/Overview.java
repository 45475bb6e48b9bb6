package org.sgdyn.cli.plot;

import java.awt.geom.Rectangle2D;
import java.util.Comparator;
import java.util.List;
import org.sgdyn.experiment.ExperimentResult;
import org.sgdyn.experiment.ExperimentResult.CurveResult;

/** One page with the risk of many experiments, in rows, under one legend. */
public final class Overview {

    private static final double PANEL_WIDTH = 262;
    private static final double PANEL_HEIGHT = 224;
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
        double width = columns * PANEL_WIDTH + 2 * MARGIN;
        int replicates = results.stream().mapToInt(Figure::replicates).max().orElse(0);
        Legend legend = Legend.of(curves, replicates, width - 2 * MARGIN);
        double height = rows * PANEL_HEIGHT + legend.height() + 3 * MARGIN;
        return Figure.of(width, height, graphics -> {
            for (int k = 0; k < results.size(); k++) {
                ExperimentResult result = results.get(k);
                int row = k / columns;
                Rectangle2D area = new Rectangle2D.Double(
                        MARGIN + (k % columns) * PANEL_WIDTH, MARGIN + row * PANEL_HEIGHT, PANEL_WIDTH, PANEL_HEIGHT);
                Panel.of(result, "risk", name -> Math.max(0, curves.indexOf(name)))
                        .draw(graphics, area, result.experiment().name(), true, true);
            }
            double top = rows * PANEL_HEIGHT + 2 * MARGIN;
            legend.draw(graphics, new Rectangle2D.Double(MARGIN, top, width - 2 * MARGIN, legend.height()));
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
