package org.sgdyn.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.sgdyn.asymptotics.Estimate;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.plugin.PluginFault;
import org.sgdyn.plugin.PluginLoader;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Location;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.Outcome;

/**
 * Computes a grid point from its data alone. Serialized and read again, as in another process, it loads the plug-ins there, from
 * the class path and from the directory it was given.
 */
public final class SweepWorker implements Executor.Work<SweepTask, SweepRow> {

    private static final long serialVersionUID = 1L;

    /** The directory of plug-ins; empty for none. */
    private final String plugins;

    private transient volatile @Nullable Catalog catalog;

    private SweepWorker(Catalog catalog, String plugins) {
        this.catalog = catalog;
        this.plugins = plugins;
    }

    /**
     * A worker.
     *
     * @param catalog the parts that experiments name
     * @param plugins the directory of plug-in jars that brought some of them, for other processes
     * @return the worker
     */
    public static SweepWorker of(Catalog catalog, Optional<Path> plugins) {
        return new SweepWorker(
                catalog, plugins.map(path -> path.toAbsolutePath().toString()).orElse(""));
    }

    /** Troubles of a point are its outcome, whatever they are: one point never ends a sweep. A point that is cancelled has none. */
    @Override
    public SweepRow apply(SweepTask task) {
        try {
            Location place = new Location("point " + (task.index() + 1), 0, 0);
            Experiment experiment = ExperimentReader.read(
                    ConfigNode.of(task.settings(), place), Path.of(task.directory()), catalog(), task.columns());
            ExperimentResult result = ExperimentRunner.run(
                    experiment, RunListener.SILENT, 1, TheoryCheck.NONE, curve -> ReplicateStore.NONE);
            return row(task, result);
        } catch (OutOfMemoryError e) {
            return new SweepRow(task.index(), List.of(), "the point does not fit into memory");
        } catch (CancellationException ended) {
            throw ended;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            String message = PluginFault.of(e)
                    .orElse(e.getMessage() == null ? e.getClass().getName() : e.getMessage());
            return new SweepRow(
                    task.index(), List.of(), message.lines().findFirst().orElse(""));
        }
    }

    private Catalog catalog() {
        Catalog known = catalog;
        if (known == null) {
            synchronized (this) {
                known = catalog;
                if (known == null) {
                    known = PluginLoader.load(plugins.isEmpty() ? Optional.empty() : Optional.of(Path.of(plugins)))
                            .catalog();
                    catalog = known;
                }
            }
        }
        return known;
    }

    private static SweepRow row(SweepTask task, ExperimentResult result) {
        List<SweepRow.Curve> curves = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (CurveResult curve : result.curves()) {
            List<Double> values = new ArrayList<>();
            List<Double> uncertainties = new ArrayList<>();
            for (Measure measure : task.measures()) {
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
