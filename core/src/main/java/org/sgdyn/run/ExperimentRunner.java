package org.sgdyn.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentResult.Gap;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.simulation.Replicates;

/** Runs an experiment: theory, then simulation, for each of its curves. */
public final class ExperimentRunner {

    private static final double NANOS_PER_SECOND = 1e9;

    private ExperimentRunner() {}

    /**
     * Runs an experiment on all processors.
     *
     * @param experiment the experiment
     * @param listener follows the run
     * @return the result; trouble in the numerics is part of it
     * @throws java.util.concurrent.CancellationException if the listener ends the run
     */
    public static ExperimentResult run(Experiment experiment, RunListener listener) {
        return run(
                experiment,
                listener,
                Runtime.getRuntime().availableProcessors(),
                TheoryCheck.QUICK,
                curve -> ReplicateStore.NONE);
    }

    /**
     * Runs an experiment; the result does not depend on the number of threads.
     *
     * @param experiment the experiment
     * @param listener follows the run
     * @param threads how many replicates are simulated at a time, &gt;= 1
     * @param check how the theory's errors are measured
     * @param stores where the finished replicates of each curve, by its number, are kept and looked for
     * @return the result; trouble in the numerics is part of it
     * @throws java.util.concurrent.CancellationException if the listener ends the run
     */
    public static ExperimentResult run(
            Experiment experiment,
            RunListener listener,
            int threads,
            TheoryCheck check,
            IntFunction<ReplicateStore> stores) {
        List<CurveResult> curves = new ArrayList<>();
        for (int c = 0; c < experiment.curves().size(); c++) {
            Curve curve = experiment.curves().get(c);
            curves.add(run(experiment, curve, listener, threads, check, stores.apply(c)));
        }
        return new ExperimentResult(experiment, List.copyOf(curves));
    }

    private static CurveResult run(
            Experiment experiment,
            Curve curve,
            RunListener listener,
            int threads,
            TheoryCheck check,
            ReplicateStore store) {
        String suffix = curve.name().isEmpty() ? "" : ": " + curve.name();
        double[] times =
                experiment.times().stream().mapToDouble(Double::doubleValue).toArray();
        String phase = "theory" + suffix;
        listener.phase(phase);
        SolvedTheory solved = TheoryRun.solve(
                experiment, curve, check, attempt -> listener.phase(phase + ", " + attempt), listener::isCancelled);
        TheorySolver.Result theory = solved.result();
        if (experiment.simulation().isEmpty()) {
            return new CurveResult(
                    curve.name(),
                    theory.trajectory(),
                    theory.solution(),
                    solved.seconds(),
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    solved.spectralError(),
                    theory.momentError(),
                    solved.certificate(),
                    solved.goal());
        }
        listener.phase("simulation" + suffix);
        long start = System.nanoTime();
        int replicates = experiment.simulation().get().replicates();
        listener.replicatesFound((int) IntStream.range(0, replicates)
                .filter(k -> store.find(k).isPresent())
                .count());
        Ensemble ensemble = Replicates.run(
                experiment.algorithm(),
                experiment.problem(curve, experiment.mixture().single()),
                times,
                experiment.statistics(),
                experiment.seed().orElseThrow(),
                replicates,
                threads,
                store,
                listener::isCancelled,
                done -> listener.replicateFinished(done, replicates));
        double simulationSeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        return new CurveResult(
                curve.name(),
                theory.trajectory(),
                theory.solution(),
                solved.seconds(),
                Optional.of(ensemble),
                simulationSeconds,
                gap(theory.trajectory(), ensemble),
                solved.spectralError(),
                theory.momentError(),
                solved.certificate(),
                solved.goal());
    }

    /** The largest |theory - mean| / standard error over all curves and times at which replicates differ. */
    static Optional<Gap> gap(Trajectory theory, Ensemble simulation) {
        Gap largest = null;
        int reached = Math.min(theory.times().length, simulation.times().length);
        for (int k = 0; k < reached; k++) {
            for (int c = 0; c < theory.columns().size(); c++) {
                double standardErrors = simulation.standardErrors(k, c, theory.values()[k][c]);
                if (!Double.isNaN(standardErrors) && (largest == null || standardErrors > largest.standardErrors())) {
                    largest = new Gap(
                            theory.columns().get(c),
                            theory.times()[k],
                            theory.values()[k][c],
                            simulation.mean()[k][c],
                            standardErrors,
                            Math.abs(theory.values()[k][c] - simulation.mean()[k][c])
                                    / simulation.deviation()[k][c]);
                }
            }
        }
        return Optional.ofNullable(largest);
    }
}
