package org.sgdyn.cli.plot;

import java.util.Comparator;
import java.util.List;

/** Which colour stands for which curve in the figures of several experiments. */
public final class CurveOrder {

    private CurveOrder() {}

    /**
     * The order of curves.
     *
     * @param experiments the names of the curves of each experiment
     * @return all names, each once: those of a single experiment as they stand, of several by the numbers that they end in, so that
     *     "learning rate 0.5" comes before "learning rate 2", names without one first
     */
    public static List<String> of(List<List<String>> experiments) {
        if (experiments.size() == 1) {
            return experiments.get(0);
        }
        return experiments.stream()
                .flatMap(List::stream)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted(Comparator.comparingDouble(CurveOrder::lastNumber))
                .toList();
    }

    private static double lastNumber(String name) {
        try {
            return Double.parseDouble(name.substring(name.lastIndexOf(' ') + 1));
        } catch (NumberFormatException noNumber) {
            return Double.NEGATIVE_INFINITY;
        }
    }
}
