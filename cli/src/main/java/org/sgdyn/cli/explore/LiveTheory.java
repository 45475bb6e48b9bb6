package org.sgdyn.cli.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.plot.ResultCharts;
import org.sgdyn.cli.report.ChartData;
import org.sgdyn.cli.result.ProblemAnswer;
import org.sgdyn.dynamics.Stability;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.experiment.ReadFiles;
import org.sgdyn.experiment.Remarks;
import org.sgdyn.plugin.PluginFault;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.StabilityAnalysis;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Executor;

/** Solves the theory of an experiment's text, and tells its curves, its critical learning rate or its problems. Thread-safe. */
final class LiveTheory {

    /** Of the memory that there is, one answer may take this part. */
    private static final int SHARES_OF_MEMORY = 4;

    private static final long MEBIBYTE = 1 << 20;

    private final Catalog catalog;
    private final Path directory;
    private final FileRule files;
    private final Form form;
    private final ReadFiles known = new ReadFiles();
    private final KnownCurves curves = new KnownCurves();

    LiveTheory(Catalog catalog, Path directory, FileRule files) {
        this.catalog = catalog;
        this.directory = directory;
        this.files = files;
        form = new Form(catalog);
    }

    /** Puts what is asked for into an answer. */
    private interface Work {
        void into(Map<String, Object> answer) throws Refusal;
    }

    /**
     * Solves.
     *
     * @param text the experiment's YAML text
     * @param wantsForm whether its numbers and parts are wanted, too
     * @param turn ends the work
     * @return curves or problems, ready to be written as JSON
     * @throws CancellationException if the turn is over
     * @throws Refusal if there is no answer, with the reason
     */
    Map<String, Object> answer(String text, boolean wantsForm, Turns.Turn turn) throws Refusal {
        return told(answer -> {
            ConfigNode.Mapping root = TheoryText.tree(text);
            if (wantsForm) {
                answer.put("form", form.of(root));
            }
            solve(read(root, turn), curves.of(root), turn, answer);
        });
    }

    /**
     * Finds the critical learning rate.
     *
     * @param text the experiment's YAML text
     * @param turn ends the work
     * @return {@code critical}, null if there is none, and {@code method}; or problems
     * @throws CancellationException if the turn is over
     * @throws Refusal if there is no answer, with the reason
     */
    Map<String, Object> critical(String text, Turns.Turn turn) throws Refusal {
        return told(answer -> {
            Stability stability = StabilityAnalysis.of(read(TheoryText.tree(text), turn), endingWith(turn));
            answer.put("critical", stability.criticalLearningRate().orElse(Double.NaN));
            answer.put("method", stability.method());
        });
    }

    private static Map<String, Object> told(Work work) throws Refusal {
        Map<String, Object> answer = new LinkedHashMap<>();
        try {
            work.into(answer);
        } catch (InvalidExperimentException invalid) {
            answer.putAll(ProblemAnswer.of(invalid.problems()));
        } catch (OutOfMemoryError tooLarge) {
            throw tooLarge();
        } catch (CancellationException over) {
            throw over;
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError fault) {
            throw new Refusal(
                    Refusal.INTERNAL,
                    PluginFault.of(fault)
                            .orElse("internal error, please report it with the experiment: " + fault)
                            .lines()
                            .findFirst()
                            .orElse("internal error"));
        }
        return answer;
    }

    private Experiment read(ConfigNode.Mapping root, Turns.Turn turn) throws Refusal {
        ConfigNode.Mapping shown = TheoryText.ofTheory(root, files);
        long share = Runtime.getRuntime().maxMemory() / SHARES_OF_MEMORY;
        if (TheoryText.isLarge(shown)
                && ExperimentSize.bytesOfModes(ExperimentReader.outline(shown, directory, catalog)) > share) {
            throw tooLarge();
        }
        Experiment experiment = ExperimentReader.read(shown, directory, catalog, known);
        if (ExperimentSize.of(experiment, 1).bytes() > share) {
            throw tooLarge();
        }
        if (turn.isOver()) {
            throw new CancellationException();
        }
        return experiment;
    }

    private static RunListener endingWith(Turns.Turn turn) {
        return new RunListener() {
            @Override
            public boolean isCancelled() {
                return turn.isOver();
            }
        };
    }

    private static void solve(Experiment experiment, Executor executor, Turns.Turn turn, Map<String, Object> answer) {
        ExperimentResult result = ExperimentRunner.run(
                experiment, endingWith(turn), executor, TheoryCheck.SKETCH, curve -> ReplicateStore.NONE);
        List<String> remarks = new ArrayList<>(Remarks.of(experiment));
        for (CurveResult curve : result.curves()) {
            if (!curve.theory().outcome().isComplete()) {
                remarks.add((curve.name().isEmpty() ? "" : curve.name() + ": ")
                        + curve.theory().outcome().kind().name().toLowerCase(Locale.ROOT) + ": "
                        + curve.theory().outcome().message());
            }
        }
        answer.put("name", experiment.name());
        answer.put("remarks", remarks);
        answer.put(
                "charts",
                ResultCharts.of(result).stream()
                        .map(chart -> ChartData.of(chart, TheoryText.MOST_POINTS))
                        .toList());
    }

    private static Refusal tooLarge() {
        return new Refusal(
                Refusal.TOO_MUCH,
                "the theory needs more than a quarter of the "
                        + Runtime.getRuntime().maxMemory() / MEBIBYTE
                        + " MiB of memory; lower the dimension, or run it by sgdyn run");
    }
}
