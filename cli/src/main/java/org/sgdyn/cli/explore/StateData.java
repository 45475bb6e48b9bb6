package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.sgdyn.cli.plot.Tint;
import org.sgdyn.cli.report.ChartData;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Statistic;

/** What of a curve's state the page shows at the time under the pointer: observes it while the theory is solved, and tells it as data. */
final class StateData {

    private static final int DIGITS = 5;

    /** Energies are many numbers at each time. */
    private static final int MOST_ENERGY_TIMES = 41;

    private final Question.View view;
    private final LogitObserver logits;
    private final EnergyObserver energy = new EnergyObserver();

    StateData(Question.View view) {
        this.view = view;
        logits = new LogitObserver(view);
    }

    /** What observes the state. */
    List<Statistic> observers() {
        return view.wantsEnergy() ? List.of(logits, energy) : List.of(logits);
    }

    /**
     * What was observed.
     *
     * @param result the result of an experiment with the observers
     * @return times, the names of curves, the laws of logits and the energies, ready to be written as JSON
     */
    Map<String, Object> data(ExperimentResult result) {
        List<CurveResult> curves = result.curves();
        int shown = Math.min(view.curve(), curves.size() - 1);
        Trajectory theory = curves.get(shown).theory();
        LogitObserver.Found found = logits.found();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("times", numbers(theory.times()));
        map.put("curves", curves.stream().map(CurveResult::name).toList());
        map.put("curve", shown);
        map.put("classes", found.classes());
        map.put("outputs", found.outputs());
        map.put("logit", found.logit());
        map.put("minus", found.minus());
        map.put("isDecided", isDecided(result.experiment().loss().decisionRule(), found));
        map.put("laws", laws(theory, found));
        if (energy.bins().count() > 0) {
            map.put("energy", energies(theory));
        }
        return map;
    }

    /** Whether the sign of what is shown decides: of a single logit, or of which of two is larger. */
    private static boolean isDecided(DecisionRule rule, LogitObserver.Found found) {
        return rule == DecisionRule.SIGN || (rule == DecisionRule.LARGEST_LOGIT && found.minus() > 0);
    }

    private static List<Object> laws(Trajectory theory, LogitObserver.Found found) {
        Map<Integer, List<Object>> parts = new LinkedHashMap<>();
        for (int i = 0; i < found.parts().size(); i++) {
            LogitObserver.Part part = found.parts().get(i);
            Map<String, Object> law = new LinkedHashMap<>();
            law.put("share", part.share());
            law.put("mean", numbers(theory.curve(LogitObserver.MEAN + i)));
            law.put("variance", numbers(theory.curve(LogitObserver.VARIANCE + i)));
            parts.computeIfAbsent(part.classIndex(), index -> new ArrayList<>()).add(law);
        }
        List<Object> laws = new ArrayList<>();
        parts.forEach((index, own) -> {
            Map<String, Object> law = new LinkedHashMap<>();
            law.put("name", "class " + (index + 1));
            law.putAll(ChartData.look(new Tint.Category(index)));
            law.put("parts", own);
            laws.add(law);
        });
        return laws;
    }

    private Map<String, Object> energies(Trajectory theory) {
        EigenvalueBins bins = energy.bins();
        int last = theory.times().length - 1;
        int stride = Math.max(1, (last + MOST_ENERGY_TIMES - 1) / (MOST_ENERGY_TIMES - 1));
        int[] places = IntStream.rangeClosed(0, last)
                .filter(k -> (last - k) % stride == 0)
                .toArray();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("places", IntStream.of(places).boxed().toList());
        map.put("eigenvalues", ofBins(bins.count(), bins::eigenvalue));
        map.put("shares", ofBins(bins.count(), bins::share));
        map.put("mean", ofBins(theory, EnergyObserver.ENERGY, bins.count(), places));
        map.put("spread", ofBins(theory, EnergyObserver.SPREAD, bins.count(), places));
        map.put("meanLook", ChartData.look(new Tint.Category(0)));
        map.put("spreadLook", ChartData.look(new Tint.Category(1)));
        return map;
    }

    private static List<Double> ofBins(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count)
                .mapToObj(b -> ChartData.rounded(value.applyAsDouble(b), DIGITS))
                .toList();
    }

    /** A list of numbers at some output times for each bin. */
    private static List<Object> ofBins(Trajectory theory, String prefix, int count, int[] places) {
        return IntStream.range(0, count)
                .<Object>mapToObj(b -> {
                    double[] all = theory.curve(prefix + b);
                    return numbers(IntStream.of(places).mapToDouble(k -> all[k]).toArray());
                })
                .toList();
    }

    private static List<Double> numbers(double[] values) {
        return IntStream.range(0, values.length)
                .mapToObj(k -> ChartData.rounded(values[k], DIGITS))
                .toList();
    }
}
