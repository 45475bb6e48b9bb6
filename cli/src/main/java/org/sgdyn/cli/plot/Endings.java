package org.sgdyn.cli.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.spi.Outcome;

/** What figures say of curves that did not reach the end. */
final class Endings {

    private static final int MOST_TROUBLES = 4;

    private Endings() {}

    /**
     * Which curves did not reach the end, and where they ended.
     *
     * @param result the result
     * @return a few words for each, such as "theory diverged at t = 12.5"
     */
    static List<String> of(ExperimentResult result) {
        List<String> troubles = new ArrayList<>();
        for (CurveResult curve : result.curves()) {
            String name = curve.name().isEmpty() ? "" : curve.name() + ": ";
            ended(List.of(curve.theory().outcome())).ifPresent(words -> troubles.add(name + "theory " + words));
            curve.simulation()
                    .flatMap(simulation -> ended(simulation.outcomes())
                            .map(words -> name + trouble(simulation) + " of "
                                    + simulation.outcomes().size() + " simulated runs " + words))
                    .ifPresent(troubles::add);
        }
        if (troubles.size() > MOST_TROUBLES) {
            int more = troubles.size() - MOST_TROUBLES;
            troubles.subList(MOST_TROUBLES, troubles.size()).clear();
            troubles.add("and " + more + " more that did not reach the end");
        }
        return troubles;
    }

    private static long trouble(Ensemble simulation) {
        return simulation.outcomes().stream()
                .filter(outcome -> !outcome.isComplete())
                .count();
    }

    /** How the first of those ended that did. */
    private static Optional<String> ended(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.isComplete())
                .min(Comparator.comparingDouble(Outcome::time))
                .map(outcome -> ending(outcome.kind()) + " at t = " + Labels.number(outcome.time()));
    }

    private static String ending(Outcome.Kind kind) {
        return switch (kind) {
            case DIVERGED -> "diverged";
            case NOT_A_NUMBER -> "became NaN";
            default -> "ended early";
        };
    }
}
