package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.plot.ResultCharts;
import org.sgdyn.cli.report.ChartData;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.execution.Share;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.model.Trajectory;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.simulation.Replicates;

/** Simulates the replicates of an experiment, and tells what those that are finished show so far. Thread-safe. */
final class SimulationJob {

    /** A page that has not asked for so long is closed: browsers let hidden pages ask once a minute. */
    private static final long ABANDONED_NANOS = 150_000_000_000L;

    private final Experiment experiment;
    private final ExperimentResult theory;
    private final List<Kept> kept;
    private final int total;
    private volatile boolean isCancelled;
    private volatile long asked = System.nanoTime();
    private volatile String trouble = "";
    private volatile @Nullable ExperimentResult result;

    /** The replicates of a curve, in their order. */
    private static final class Kept implements ReplicateStore {

        private final ConcurrentSkipListMap<Integer, Trajectory> finished = new ConcurrentSkipListMap<>();

        @Override
        public Optional<Trajectory> find(int replicate) {
            return Optional.ofNullable(finished.get(replicate));
        }

        @Override
        public void keep(int replicate, Trajectory trajectory) {
            finished.put(replicate, trajectory);
        }
    }

    /**
     * A job that has not begun.
     *
     * @param experiment an experiment with a simulation
     * @param theory what its theory gives
     */
    SimulationJob(Experiment experiment, ExperimentResult theory) {
        this.experiment = experiment;
        this.theory = theory;
        kept = experiment.curves().stream().map(curve -> new Kept()).toList();
        total = experiment.simulation().orElseThrow().replicates() * kept.size();
    }

    /** Does the work; what goes wrong is told by {@link #progress}. */
    void run() {
        BooleanSupplier isOver = () -> isCancelled || System.nanoTime() - asked > ABANDONED_NANOS;
        RunListener ending = new RunListener() {
            @Override
            public boolean isCancelled() {
                return isOver.getAsBoolean();
            }
        };
        // A processor is left for curves.
        LocalExecutor executor =
                LocalExecutor.of(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
        try {
            ExperimentRunner.compute(experiment, ending, executor, Share.ALL, kept::get);
            result = ExperimentRunner.run(experiment, ending, executor, TheoryCheck.NONE, kept::get);
        } catch (CancellationException over) {
            trouble = "cancelled";
        } catch (OutOfMemoryError tooLarge) {
            trouble = "the simulation does not fit into memory";
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError fault) {
            trouble = LiveTheory.words(fault);
        }
    }

    void cancel() {
        isCancelled = true;
    }

    boolean isOver() {
        return result != null || !trouble.isEmpty();
    }

    /** Theory and simulation, as a run has them, once all replicates are finished. */
    Optional<ExperimentResult> result() {
        return Optional.ofNullable(result);
    }

    /**
     * How far it is.
     *
     * @param seen how many replicates the page shows
     * @return {@code done}, {@code total}, {@code over}, {@code trouble} in words if there is any, and {@code charts} if there is more to
     *     show
     */
    Map<String, Object> progress(int seen) {
        asked = System.nanoTime();
        boolean isOver = isOver();
        List<List<Trajectory>> finished =
                kept.stream().map(each -> List.copyOf(each.finished.values())).toList();
        int done = finished.stream().mapToInt(List::size).sum();
        Map<String, Object> progress = new LinkedHashMap<>();
        progress.put("done", done);
        progress.put("total", total);
        progress.put("over", isOver);
        if (!trouble.isEmpty()) {
            progress.put("trouble", trouble);
        }
        if (done > seen) {
            progress.put("charts", charts(finished));
        }
        return progress;
    }

    private List<Object> charts(List<List<Trajectory>> finished) {
        List<CurveResult> curves = new ArrayList<>();
        IntStream.range(0, kept.size())
                .forEach(c -> curves.add(with(theory.curves().get(c), finished.get(c))));
        return ResultCharts.of(new ExperimentResult(experiment, curves)).stream()
                .<Object>map(chart -> ChartData.of(chart, TheoryText.MOST_POINTS))
                .toList();
    }

    private CurveResult with(CurveResult curve, List<Trajectory> replicates) {
        return new CurveResult(
                curve.name(),
                curve.theory(),
                curve.solution(),
                curve.theorySeconds(),
                replicates.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Replicates.summarise(replicates, experiment.outputTimes())),
                0,
                Optional.empty(),
                Optional.empty(),
                curve.spectralError(),
                curve.momentError(),
                Optional.empty(),
                Optional.empty());
    }
}
