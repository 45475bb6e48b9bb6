package org.sgdyn.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.agreement.Allowance;
import org.sgdyn.dynamics.InitialPace;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.execution.Share;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.Experiment.Curve;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentResult.Gap;
import org.sgdyn.simulation.Ensemble;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.simulation.Replicates;
import org.sgdyn.spi.Executor;
import org.sgdyn.statistics.Quantity;

/** Runs an experiment: theory, then simulation, for each of its curves. */
public final class ExperimentRunner {

    private ExperimentRunner() {}

    /**
     * Runs an experiment by its own executor.
     *
     * @param experiment the experiment
     * @param listener follows the run
     * @return the result; trouble in the numerics is part of it
     * @throws java.util.concurrent.CancellationException if the listener ends the run
     */
    public static ExperimentResult run(Experiment experiment, RunListener listener) {
        return run(experiment, listener, experiment.executor(), TheoryCheck.QUICK, curve -> ReplicateStore.NONE);
    }

    /**
     * Runs an experiment; the result does not depend on who computes it.
     *
     * @param experiment the experiment
     * @param listener follows the run
     * @param executor works off the replicates of each curve, and the theory of the curves where there are several
     * @param check how the theory's errors are measured
     * @param stores where the finished replicates of each curve, by its number, are kept and looked for
     * @return the result; trouble in the numerics is part of it
     * @throws java.util.concurrent.CancellationException if the listener ends the run
     */
    public static ExperimentResult run(
            Experiment experiment,
            RunListener listener,
            Executor executor,
            TheoryCheck check,
            IntFunction<ReplicateStore> stores) {
        List<SolvedTheory> theories = theories(experiment, listener, executor, check);
        List<CurveResult> curves = new ArrayList<>();
        for (int c = 0; c < theories.size(); c++) {
            curves.add(result(experiment, c, theories.get(c), listener, executor, stores.apply(c)));
        }
        return new ExperimentResult(experiment, List.copyOf(curves));
    }

    /**
     * Computes the replicates of a share that stores lack, and nothing else.
     *
     * @param experiment an experiment with a simulation
     * @param listener follows the run
     * @param executor works off the replicates
     * @param share which of all replicates, counted over the curves, are to be computed
     * @param stores where the finished replicates of each curve, by its number, are kept and looked for
     * @throws java.util.concurrent.CancellationException if the listener ends the run
     */
    public static void compute(
            Experiment experiment,
            RunListener listener,
            Executor executor,
            Share share,
            IntFunction<ReplicateStore> stores) {
        for (int c = 0; c < experiment.curves().size(); c++) {
            simulate(experiment, c, listener, executor, share, stores.apply(c));
        }
    }

    /** The theory of each curve; that of a single one needs no executor. */
    private static List<SolvedTheory> theories(
            Experiment experiment, RunListener listener, Executor executor, TheoryCheck check) {
        int count = experiment.curves().size();
        String phase = "theory" + (count == 1 ? suffix(experiment.curves().get(0)) : "");
        listener.phase(phase);
        TheoryWork work = new TheoryWork(
                experiment, check, attempt -> listener.phase(phase + ", " + attempt), listener::isCancelled);
        SolvedTheory[] solved = new SolvedTheory[count];
        if (count == 1) {
            solved[0] = work.apply(0).theory();
        } else {
            executor.execute(
                    IntStream.range(0, count).boxed().toList(),
                    work,
                    each -> solved[each.curve()] = each.theory(),
                    listener::isCancelled);
        }
        return List.of(solved);
    }

    private static String suffix(Curve curve) {
        return curve.name().isEmpty() ? "" : ": " + curve.name();
    }

    /** The replicates of a curve that belong to a share. */
    private static Collection<Trajectory> simulate(
            Experiment experiment,
            int curve,
            RunListener listener,
            Executor executor,
            Share share,
            ReplicateStore store) {
        listener.phase("simulation" + suffix(experiment.curves().get(curve)));
        int replicates = experiment.simulation().orElseThrow().replicates();
        List<Integer> wanted = IntStream.range(0, replicates)
                .filter(k -> share.has((long) curve * replicates + k))
                .boxed()
                .toList();
        listener.replicatesFound(
                (int) wanted.stream().filter(k -> store.find(k).isPresent()).count());
        return Replicates.compute(
                executor,
                new SimulationWork(experiment, curve, listener::isCancelled),
                wanted,
                store,
                listener::isCancelled,
                done -> listener.replicateFinished(done, wanted.size()));
    }

    private static CurveResult result(
            Experiment experiment,
            int curve,
            SolvedTheory solved,
            RunListener listener,
            Executor executor,
            ReplicateStore store) {
        TheorySolver.Result theory = solved.result();
        Optional<Ensemble> ensemble = Optional.empty();
        Optional<Agreement> agreement = Optional.empty();
        double seconds = 0;
        if (experiment.simulation().isPresent()) {
            double[] times = experiment.outputTimes();
            long start = System.nanoTime();
            Collection<Trajectory> replicates = simulate(experiment, curve, listener, executor, Share.ALL, store);
            ensemble = Optional.of(Replicates.summarise(replicates, times));
            seconds = SolvedTheory.secondsSince(start);
            // No standard error counts what lies between a mixture and real samples.
            if (!experiment.isOnRealSamples()) {
                agreement = Optional.of(agreement(experiment, curve, theory.trajectory(), replicates));
            }
        }
        return new CurveResult(
                experiment.curves().get(curve).name(),
                theory.trajectory(),
                theory.solution(),
                solved.seconds(),
                ensemble,
                seconds,
                ensemble.filter(simulation -> !experiment.isOnRealSamples())
                        .flatMap(simulation -> gap(
                                theory.trajectory(),
                                simulation,
                                experiment.mixture().isExpectation())),
                agreement,
                solved.spectralError(),
                theory.momentError(),
                solved.certificate(),
                solved.goal());
    }

    private static Agreement agreement(
            Experiment experiment, int curve, Trajectory theory, Collection<Trajectory> replicates) {
        boolean isExpectation = experiment.mixture().isExpectation();
        boolean countsSteps =
                isExpectation || experiment.training().batchFraction().isPresent();
        double step = countsSteps ? 0 : experiment.simulatedStep().orElseThrow();
        InitialPace pace = InitialPace.of(experiment.problem(experiment.curves().get(curve)));
        double rate =
                Arrays.stream(theory.curve(Quantity.LEARNING_RATE.word())).max().orElse(0);
        return Agreement.of(
                theory,
                replicates,
                Allowance.of(experiment.dimension().orElseThrow(), step, rate * pace.steepest()),
                column -> isCompared(column, isExpectation));
    }

    /** Whether the mean over runs is what the theory says of a column. */
    private static boolean isCompared(String column, boolean isExpectation) {
        return !Quantity.isBeyondCompare(column) && (!isExpectation || Quantity.isLinearInProducts(column));
    }

    /** The largest |theory - mean| / standard error over all curves and times at which replicates differ, but for extremes of many. */
    static Optional<Gap> gap(Trajectory theory, Ensemble simulation, boolean isExpectation) {
        Gap largest = null;
        int reached = Math.min(theory.times().length, simulation.times().length);
        for (int k = 0; k < reached; k++) {
            for (int c = 0; c < theory.columns().size(); c++) {
                double standardErrors = simulation.standardErrors(k, c, theory.values()[k][c]);
                boolean isLarger =
                        !Double.isNaN(standardErrors) && (largest == null || standardErrors > largest.standardErrors());
                if (isLarger && isCompared(theory.columns().get(c), isExpectation)) {
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
