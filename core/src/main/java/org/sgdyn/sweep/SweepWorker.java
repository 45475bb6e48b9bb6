package org.sgdyn.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.sgdyn.asymptotics.Estimate;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.plugin.PluginFault;
import org.sgdyn.plugin.PluginWork;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Outcome;

/** Computes grid points of a sweep from data alone, so that other processes can, too. */
public final class SweepWorker extends PluginWork<SweepTask, SweepRow> {

    private static final long serialVersionUID = 1L;

    /** Points are what is spread over threads; within one nothing is. */
    private static final LocalExecutor HERE = LocalExecutor.of(1);

    private final Grid grid;
    private final ArrayList<Measure> measures;
    private final String directory;
    /** The experiment's columns that the measures read. */
    private final ArrayList<String> columns;

    private SweepWorker(Sweep sweep, Catalog catalog) {
        super(catalog);
        grid = sweep.grid();
        measures = new ArrayList<>(sweep.measures());
        directory = sweep.directory().toAbsolutePath().toString();
        columns = new ArrayList<>(measures.stream()
                .flatMap(measure -> measure.statistic().names().stream())
                .distinct()
                .toList());
    }

    /**
     * A worker.
     *
     * @param sweep the sweep
     * @param catalog the parts that its experiments name
     * @return the worker
     */
    public static SweepWorker of(Sweep sweep, Catalog catalog) {
        return new SweepWorker(sweep, catalog);
    }

    /** Troubles of a point are its outcome, whatever they are: one point never ends a sweep. A point that is cancelled has none. */
    @Override
    public SweepRow apply(SweepTask task) {
        return row(
                task.index(),
                (settings, wanted) -> ExperimentReader.read(settings, Path.of(directory), catalog(), wanted),
                TheoryCheck.NONE,
                RunListener.SILENT);
    }

    /** How the experiment of a point is read. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads it.
         *
         * @param settings those of the point
         * @param columns the columns that the measures read
         * @return the experiment
         */
        Experiment read(ConfigNode.Mapping settings, List<String> columns);
    }

    /**
     * Computes a point whose experiment is read by the caller.
     *
     * @param index the point's number in the grid, 0-based
     * @param reader reads the experiment; what it throws is the outcome of the point
     * @param check how the theory's errors are measured
     * @param listener follows the run
     * @return the row
     * @throws CancellationException if the listener ends the run
     */
    public SweepRow row(int index, Reader reader, TheoryCheck check, RunListener listener) {
        SweepTask task = new SweepTask(index);
        try {
            Experiment experiment = reader.read(grid.settings(index), Collections.unmodifiableList(columns));
            ExperimentResult result =
                    ExperimentRunner.run(experiment, listener, HERE, check, curve -> ReplicateStore.NONE);
            return row(task, result);
        } catch (OutOfMemoryError e) {
            return failed(task, "the point does not fit into memory");
        } catch (CancellationException ended) {
            throw ended;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            String message = PluginFault.of(e)
                    .orElse(e.getMessage() == null ? e.getClass().getName() : e.getMessage());
            return failed(task, message.lines().findFirst().orElse(""));
        }
    }

    @Override
    public Optional<SweepRow> lost(SweepTask task, String why) {
        return Optional.of(failed(task, why));
    }

    private static SweepRow failed(SweepTask task, String why) {
        return new SweepRow(task.index(), List.of(), why);
    }

    private SweepRow row(SweepTask task, ExperimentResult result) {
        List<SweepRow.Curve> curves = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (CurveResult curve : result.curves()) {
            List<Double> values = new ArrayList<>();
            List<Double> uncertainties = new ArrayList<>();
            for (Measure measure : measures) {
                Estimate estimate = measure.of(curve);
                values.add(estimate.value());
                uncertainties.add(estimate.uncertainty());
            }
            curves.add(new SweepRow.Curve(curve.name(), values, uncertainties));
            String prefix = curve.name().isEmpty() ? "" : curve.name() + ": ";
            troubles(curve).forEach(words -> troubles.add(prefix + words));
        }
        return new SweepRow(
                task.index(), curves, troubles.isEmpty() ? SweepRow.COMPLETED : String.join("; ", troubles));
    }

    /** What went wrong in theory or simulation; an accuracy that is not met is no news where the theory does not finish. */
    private static List<String> troubles(CurveResult curve) {
        Outcome theory = curve.theory().outcome();
        if (!theory.isComplete()) {
            return List.of(words("theory", theory));
        }
        List<String> troubles = new ArrayList<>();
        curve.goal().filter(goal -> !goal.isMet()).ifPresent(goal -> troubles.add(goal.message()));
        curve.simulation().ifPresent(simulation -> {
            List<Outcome> troubled = simulation.outcomes().stream()
                    .filter(outcome -> !outcome.isComplete())
                    .toList();
            if (!troubled.isEmpty()) {
                troubles.add(troubled.size() + " of " + simulation.outcomes().size() + " replicates: "
                        + words("simulation", troubled.get(0)));
            }
        });
        return troubles;
    }

    private static String words(String what, Outcome outcome) {
        return what + " " + outcome.kind().name().toLowerCase(Locale.ROOT) + ": " + outcome.message();
    }
}
