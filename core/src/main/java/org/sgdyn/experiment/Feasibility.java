package org.sgdyn.experiment;

import java.util.Locale;
import java.util.Optional;
import org.sgdyn.dynamics.StateLayout;
import org.sgdyn.experiment.Experiment.Homogenized;
import org.sgdyn.experiment.Experiment.Simulation;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.Integrator;

/** Finds, before it is tried, what no machine could compute or what this one has no memory for. */
final class Feasibility {

    /** Coordinates of features that all runs together may draw: some three years of one processor. */
    private static final double MOST_COORDINATES = 1e16;

    /** Copies of the state that are kept beside those of the integrator: at the start, at the last time, and where it is read. */
    private static final int STATES = 3;

    private static final double MEBIBYTE = 1 << 20;

    private Feasibility() {}

    /** An obstacle, and the key of the experiment that it follows from. */
    record Obstacle(String key, String message) {}

    /** Coordinates of features, or entries of the diffusion, that all runs of the simulation draw; 0 without one. */
    static double coordinates(Experiment experiment) {
        if (experiment.simulation().isEmpty()) {
            return 0;
        }
        Simulation simulation = experiment.simulation().get();
        double end = experiment.times().get(experiment.times().size() - 1);
        double d = experiment.dimension().orElseThrow();
        double steps = simulation.method() instanceof Homogenized homogenized ? end / homogenized.step() : end * d;
        return simulation.replicates() * (double) experiment.curves().size() * steps * d;
    }

    /** Looks at an experiment whose modes are not built yet. */
    static Optional<Obstacle> beforeModes(Experiment experiment) {
        double coordinates = coordinates(experiment);
        if (coordinates > MOST_COORDINATES) {
            return Optional.of(new Obstacle(
                    "simulation",
                    String.format(
                            Locale.ROOT,
                            "would draw %.1e random numbers, and %.0e take years; lower time.end, the dimension or the"
                                    + " replicates",
                            coordinates,
                            MOST_COORDINATES)));
        }
        if (experiment.dimension().isEmpty() || experiment.mixture().isSampled()) {
            return Optional.empty();
        }
        double vectors = 2.0 * experiment.classes().size()
                + experiment.loss().outputs()
                + experiment.loss().teacherOutputs();
        return beyondMemory(
                "dimension",
                "the eigenvalues and vectors of all modes",
                vectors * experiment.dimension().getAsInt());
    }

    /** Looks at a problem whose dynamics is not built yet. */
    static Optional<Obstacle> onModes(LearningProblem problem, Integrator integrator) {
        ModeTable modes = problem.modes();
        double outputs = modes.outputs();
        double state = StateLayout.numbers(problem);
        String key = outputs > 1 ? "classes" : "dimension";
        if (modes.dense().isPresent()) {
            key = MixtureReader.KEY;
        }
        if (state > Integer.MAX_VALUE / 2.0) {
            return Optional.of(new Obstacle(
                    key,
                    String.format(
                            Locale.ROOT,
                            "give the theory a state of %.1e numbers, more than an array holds; lower "
                                    + (modes.dense().isPresent() ? "mixture.block" : "them"),
                            state)));
        }
        double closedForms = problem.loss().quadraticCurvature().isPresent() || outputs <= 3 ? 0 : modes.classes();
        double matrices = outputs * outputs * (3.0 * modes.spectra() + closedForms);
        return beyondMemory(key, "the theory", (STATES + integrator.states()) * state + matrices);
    }

    private static Optional<Obstacle> beyondMemory(String key, String what, double numbers) {
        double need = Double.BYTES * numbers;
        double heap = Runtime.getRuntime().maxMemory();
        return need <= heap
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        key,
                        String.format(
                                        Locale.ROOT,
                                        "at this size %s would take at least %.0f MiB of memory, and there are %.0f; lower "
                                                + (key.equals(MixtureReader.KEY)
                                                        ? "mixture.block"
                                                        : "the dimension or the number of classes"),
                                        what,
                                        need / MEBIBYTE,
                                        heap / MEBIBYTE)
                                + MemoryNeed.advice(need)));
    }
}
