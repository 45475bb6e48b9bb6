package org.sgdyn.cli.explore;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.cli.plot.ResultCharts;
import org.sgdyn.cli.report.ChartData;
import org.sgdyn.cli.result.ProblemAnswer;
import org.sgdyn.dynamics.Stability;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentReader;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.experiment.ReadFiles;
import org.sgdyn.experiment.Remarks;
import org.sgdyn.plugin.PluginFault;
import org.sgdyn.run.AsymptoticAnalysis;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.ExperimentResult.CurveResult;
import org.sgdyn.run.ExperimentRunner;
import org.sgdyn.run.RunListener;
import org.sgdyn.run.StabilityAnalysis;
import org.sgdyn.run.TheoryCheck;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.simulation.ReplicateStore;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.Executor;

/** Solves the theory of an experiment's text, and tells its curves, its critical learning rate or its problems. Thread-safe. */
final class LiveTheory {

    /** That a map's measure may be chosen of. */
    private static final int MOST_COLUMNS = 100;

    /** Of the memory that there is, one answer may take this part. */
    private static final int SHARES_OF_MEMORY = 4;

    private static final long MEBIBYTE = 1 << 20;

    private final Catalog catalog;
    private final GivenFiles files;
    private final Form form;
    private final DraftText draft;
    private final ReadFiles known = new ReadFiles();
    private final KnownCurves curves = new KnownCurves();

    LiveTheory(Catalog catalog, GivenFiles files) {
        this.catalog = catalog;
        this.files = files;
        form = new Form(catalog);
        draft = new DraftText(catalog);
    }

    /** Puts what is asked for into an answer. */
    interface Work {
        void into(Map<String, Object> answer) throws Refusal;
    }

    /**
     * Solves.
     *
     * @param text the experiment's YAML text
     * @param question what else is wanted
     * @param turn ends the work
     * @return curves or problems, ready to be written as JSON
     * @throws CancellationException if the turn is over
     * @throws Refusal if there is no answer, with the reason
     */
    Map<String, Object> answer(String text, Question question, Turns.Turn turn) throws Refusal {
        return told(answer -> {
            ConfigNode.Mapping root = TheoryText.tree(text);
            if (question.wantsForm()) {
                answer.put("form", form.of(root));
            }
            ConfigNode.Mapping solved = question.isDraft() ? draft.of(root) : root;
            Executor executor = curves.of(solved, String.valueOf(question.view()));
            solve(read(solved, turn), question, executor, turn, answer);
        });
    }

    /**
     * The form of a text.
     *
     * @param text the experiment's YAML text
     * @return see {@link Form#of}
     * @throws InvalidExperimentException if it is no tree
     */
    Map<String, Object> form(String text) {
        return form.of(TheoryText.tree(text));
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

    /**
     * Finds what a curve tends to.
     *
     * @param text the experiment's YAML text
     * @param curve the curve, 0-based; the last one if there are fewer
     * @param turn ends the work
     * @return the name of the {@code curve}, how {@code many} curves there are, and what {@link LateTimes#data} tells; or problems
     * @throws CancellationException if the turn is over
     * @throws Refusal if there is no answer, with the reason
     */
    Map<String, Object> late(String text, int curve, Turns.Turn turn) throws Refusal {
        return told(answer -> {
            Experiment experiment = read(TheoryText.tree(text), turn);
            int last = experiment.curves().size() - 1;
            AsymptoticAnalysis analysis = AsymptoticAnalysis.of(
                    experiment,
                    experiment.curves().get(Math.min(curve, last)),
                    AsymptoticAnalysis.DEFAULT_END,
                    endingWith(turn));
            answer.put("curve", analysis.curve());
            answer.put("many", last + 1);
            answer.putAll(LateTimes.data(analysis));
        });
    }

    /**
     * An answer, or what is wrong.
     *
     * @param work puts together the answer
     * @return the answer; {@code problems} if the experiment is invalid
     * @throws CancellationException if the work was ended
     * @throws Refusal if there is no answer, with the reason
     */
    static Map<String, Object> told(Work work) throws Refusal {
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
            throw new Refusal(Refusal.INTERNAL, words(fault));
        }
        return answer;
    }

    /** A fault of the program or of a plug-in in a line. */
    static String words(Throwable fault) {
        return PluginFault.of(fault)
                .orElse("internal error, please report it with the experiment: " + fault)
                .lines()
                .findFirst()
                .orElse("internal error");
    }

    private Experiment read(ConfigNode.Mapping root, Turns.Turn turn) throws Refusal {
        ConfigNode.Mapping theory = ofTheory(root);
        Path directory = files.directory(theory);
        requireRoom(theory, directory);
        return allowed(ExperimentReader.read(TheoryText.atFewTimes(theory), directory, catalog, known), turn);
    }

    /** Modes of a large dimension are built, one by one, before their memory is known. */
    private void requireRoom(ConfigNode.Mapping theory, Path directory) throws Refusal {
        if (TheoryText.isLarge(theory)
                && ExperimentSize.bytesOfModes(ExperimentReader.outline(theory, directory, catalog)) > share()) {
            throw tooLarge();
        }
    }

    private static long share() {
        return Runtime.getRuntime().maxMemory() / SHARES_OF_MEMORY;
    }

    /**
     * Leaves out of an experiment what its theory does not need.
     *
     * @param root the experiment as it was written
     * @throws InvalidExperimentException if it is too large for the page
     */
    static ConfigNode.Mapping ofTheory(ConfigNode.Mapping root) {
        return TheoryText.ofTheory(root);
    }

    /**
     * Reads the experiment of a point of a map, at all of its times, so that what is measured is what a sweep measures.
     *
     * @param root its settings
     * @param columns the columns that are measured
     * @param turn ends the work
     * @throws IllegalArgumentException if it is too large for the page, in words
     */
    Experiment readPoint(ConfigNode.Mapping root, List<String> columns, Turns.Turn turn) {
        ConfigNode.Mapping theory = ofTheory(root);
        try {
            Path directory = files.directory(theory);
            requireRoom(theory, directory);
            return allowed(ExperimentReader.read(theory, directory, catalog, columns, known), turn);
        } catch (Refusal refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }

    /**
     * Reads an experiment at all of its times.
     *
     * @param root its settings
     * @param turn ends the work
     * @throws Refusal if it is too large for the page
     */
    Experiment readWhole(ConfigNode.Mapping root, Turns.Turn turn) throws Refusal {
        // What is too large for the page is refused alike.
        TheoryText.ofTheory(root);
        Path directory = files.directory(root);
        requireRoom(root, directory);
        return allowed(ExperimentReader.read(root, directory, catalog, known), turn);
    }

    /**
     * Solves an experiment without a simulation at all of its times, as {@code sgdyn run} does.
     *
     * @param root its settings
     * @param turn ends the work
     * @throws Refusal if it is too large for the page
     */
    ExperimentResult solveWhole(ConfigNode.Mapping root, Turns.Turn turn) throws Refusal {
        return ExperimentRunner.run(
                readWhole(root, turn),
                endingWith(turn),
                LocalExecutor.of(0),
                TheoryCheck.NONE,
                curve -> ReplicateStore.NONE);
    }

    /**
     * What relative paths of an experiment's files refer to.
     *
     * @throws InvalidExperimentException if it names files that the page may not read
     */
    Path directory(ConfigNode.Mapping experiment) {
        return files.directory(experiment);
    }

    private static Experiment allowed(Experiment experiment, Turns.Turn turn) throws Refusal {
        if (ExperimentSize.of(experiment, 1).bytes() > share()) {
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

    private static void solve(
            Experiment experiment, Question question, Executor executor, Turns.Turn turn, Map<String, Object> answer) {
        // Where an accuracy is asked for, all that is computed must reach it.
        Optional<StateData> state =
                question.view().filter(view -> experiment.accuracy().isEmpty()).map(StateData::new);
        // Statistics that no chart shows take a part of the time, some of them most of it.
        Experiment shown = experiment.accuracy().isPresent() ? experiment : experiment.lookedAt(ResultCharts::mayDraw);
        ExperimentResult result = ExperimentRunner.run(
                state.map(StateData::observers).map(shown::observedBy).orElse(shown),
                endingWith(turn),
                executor,
                question.isDraft() ? TheoryCheck.DRAFT : TheoryCheck.SKETCH,
                curve -> ReplicateStore.NONE);
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
                "columns",
                experiment.columns().stream()
                        .map(Column::name)
                        .limit(MOST_COLUMNS)
                        .toList());
        answer.put(
                "charts",
                ResultCharts.of(result).stream()
                        .map(chart -> ChartData.of(chart, TheoryText.MOST_POINTS))
                        .toList());
        state.ifPresent(known -> answer.put("state", known.data(result)));
    }

    private static Refusal tooLarge() {
        return new Refusal(
                Refusal.IN_WORDS,
                "the theory needs more than a quarter of the "
                        + Runtime.getRuntime().maxMemory() / MEBIBYTE
                        + " MiB of memory; lower the dimension, or run it by sgdyn run");
    }
}
