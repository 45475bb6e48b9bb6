package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgdyn.dynamics.Statistics;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.experiment.ExperimentResult.CurveResult;
import org.sgdyn.experiment.ExperimentResult.Gap;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.Trajectory;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.simulation.Replicates;

/** Runs an experiment: theory, then simulation, for each of its curves. */
public final class ExperimentRunner {

    /** Theory and identical replicates this close agree: the integrator's tolerance lies below. */
    private static final double EQUAL = 1e-6;

    private static final String RISK = "risk";

    private static final double NANOS_PER_SECOND = 1e9;

    private ExperimentRunner() {}

    /**
     * Runs an experiment on all processors.
     *
     * @param experiment the experiment
     * @param listener follows the run
     * @return the result; trouble in the numerics is part of it
     */
    public static ExperimentResult run(Experiment experiment, RunListener listener) {
        return run(experiment, listener, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs an experiment; the result does not depend on the number of threads.
     *
     * @param experiment the experiment
     * @param listener follows the run
     * @param threads how many replicates are simulated at a time, &gt;= 1
     * @return the result; trouble in the numerics is part of it
     */
    public static ExperimentResult run(Experiment experiment, RunListener listener, int threads) {
        List<CurveResult> curves = new ArrayList<>();
        for (Curve curve : experiment.curves()) {
            curves.add(run(experiment, curve, listener, threads));
        }
        return new ExperimentResult(experiment, List.copyOf(curves));
    }

    private static CurveResult run(Experiment experiment, Curve curve, RunListener listener, int threads) {
        String suffix = curve.name().isEmpty() ? "" : ": " + curve.name();
        double[] times =
                experiment.times().stream().mapToDouble(Double::doubleValue).toArray();
        LearningProblem problem = experiment.problem(curve, Mixtures.merged(experiment));
        listener.phase("theory" + suffix);
        long start = System.nanoTime();
        TheorySolver.Result theory =
                TheorySolver.solve(problem, experiment.integrator(), times, experiment.statistics());
        double theorySeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        OptionalDouble spectralError = Mixtures.usesQuadrature(experiment)
                ? OptionalDouble.of(spectralError(experiment, curve, problem, times, theory.trajectory()))
                : OptionalDouble.empty();
        if (experiment.simulation().isEmpty()) {
            return new CurveResult(
                    curve.name(),
                    theory.trajectory(),
                    theory.solution(),
                    theorySeconds,
                    Optional.empty(),
                    0,
                    Optional.empty(),
                    spectralError,
                    theory.momentError());
        }
        listener.phase("simulation" + suffix);
        start = System.nanoTime();
        int replicates = experiment.simulation().get().replicates();
        Ensemble ensemble = Replicates.run(
                experiment.problem(curve, Mixtures.modes(experiment)),
                times,
                experiment.statistics(),
                experiment.seed().orElseThrow(),
                replicates,
                threads,
                done -> listener.replicateFinished(done, replicates));
        double simulationSeconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        return new CurveResult(
                curve.name(),
                theory.trajectory(),
                theory.solution(),
                theorySeconds,
                Optional.of(ensemble),
                simulationSeconds,
                gap(theory.trajectory(), ensemble),
                spectralError,
                theory.momentError());
    }

    /** Solves again with twice the spectral nodes: the largest relative change of the risk. */
    private static double spectralError(
            Experiment experiment, Curve curve, LearningProblem problem, double[] times, Trajectory theory) {
        LearningProblem finer = experiment.problem(curve, Mixtures.merged(experiment, 2 * Mixtures.NODES_PER_PANEL));
        if (finer.modes().groups() == problem.modes().groups()) {
            // All nodes merged into a few groups: sums over them are exact whatever the nodes.
            return 0;
        }
        double[] fine = risk(finer, experiment, times);
        double[] coarse = theory.columns().contains(RISK) ? theory.curve(RISK) : risk(problem, experiment, times);
        double largest = 0;
        for (int k = 0; k < Math.min(fine.length, coarse.length); k++) {
            double change = Math.abs(fine[k] - coarse[k]);
            largest = Math.max(largest, change == 0 ? 0 : change / Math.abs(fine[k]));
        }
        return largest;
    }

    private static double[] risk(LearningProblem problem, Experiment experiment, double[] times) {
        return TheorySolver.solve(problem, experiment.integrator(), times, List.of(Statistics.risk()))
                .trajectory()
                .curve(RISK);
    }

    /** The largest |theory - mean| / standard error over all curves and times at which replicates differ. */
    static Optional<Gap> gap(Trajectory theory, Ensemble simulation) {
        Gap largest = null;
        int reached = Math.min(theory.times().length, simulation.times().length);
        for (int k = 0; k < reached; k++) {
            for (int c = 0; c < theory.columns().size(); c++) {
                double difference = Math.abs(theory.values()[k][c] - simulation.mean()[k][c]);
                double deviation = simulation.deviation()[k][c];
                if (deviation == 0 && difference <= EQUAL * Math.max(1, Math.abs(theory.values()[k][c]))) {
                    continue;
                }
                // Infinite where all replicates agree on another value than the theory's.
                double standardErrors =
                        difference / (deviation / Math.sqrt(simulation.counts()[k]));
                if (!Double.isNaN(standardErrors) && (largest == null || standardErrors > largest.standardErrors())) {
                    largest = new Gap(
                            theory.columns().get(c),
                            theory.times()[k],
                            theory.values()[k][c],
                            simulation.mean()[k][c],
                            standardErrors,
                            difference / deviation);
                }
            }
        }
        return Optional.ofNullable(largest);
    }
}
