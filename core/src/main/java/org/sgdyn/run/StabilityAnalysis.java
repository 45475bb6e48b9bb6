package org.sgdyn.run;

import org.sgdyn.dynamics.Stability;
import org.sgdyn.experiment.Experiment;

/** The critical learning rate of an experiment. */
public final class StabilityAnalysis {

    /** The shortest horizon of the bisection. */
    private static final double SHORTEST_HORIZON = 1000;

    private StabilityAnalysis() {}

    /**
     * Finds the critical learning rate; the experiment's own learning rates do not matter. The horizon of a bisection is the
     * experiment's end, at least t = 1000.
     *
     * @param experiment the experiment
     * @param listener told of the search, as of one replicate; asked whether to end
     * @return the critical learning rate and how it was found
     * @throws java.util.concurrent.CancellationException if the listener ends the search
     */
    public static Stability of(Experiment experiment, RunListener listener) {
        double end = experiment.times().get(experiment.times().size() - 1);
        listener.phase(experiment.name() + ": critical learning rate");
        Stability stability = Stability.of(
                experiment.problem(experiment.curves().get(0)),
                experiment.integrator(),
                Math.max(SHORTEST_HORIZON, end),
                listener::isCancelled);
        listener.replicateFinished(1, 1);
        return stability;
    }
}
