package org.sgdyn.cli.explore;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Executor;

/** The curves that were solved last, by what they depend on: of several curves a slider often changes one. Thread-safe. */
final class KnownCurves {

    private static final String CURVES = "curves";

    /** Some tens of kilobytes each. */
    private static final int MOST = 64;

    private static final Executor HERE = LocalExecutor.of(0);

    private final Map<String, Serializable> known = new LinkedHashMap<>();

    /**
     * The curves of an experiment, each solved only if it is not known; one at least, since what observes the state learns from it
     * what that consists of.
     *
     * @param experiment the experiment
     * @param view what is observed of the state
     */
    Executor of(ConfigNode.Mapping experiment, String view) {
        List<String> questions = questions(experiment, view);
        return questions.isEmpty() ? HERE : new Remembering(questions);
    }

    /** Curves depend on their own entry and on all that stands beside the list of curves. */
    private static List<String> questions(ConfigNode.Mapping experiment, String view) {
        List<String> questions = new ArrayList<>();
        if (experiment.entries().get(CURVES) instanceof ConfigNode.Sequence curves) {
            Map<String, ConfigNode> shared = new LinkedHashMap<>(experiment.entries());
            shared.remove(CURVES);
            String context = new ConfigNode.Mapping(shared, Map.of(), experiment.location()).flow();
            for (int k = 0; k < curves.items().size(); k++) {
                questions.add(k + ": " + curves.items().get(k).flow() + " of " + context + " with " + view);
            }
        }
        return questions;
    }

    private synchronized @Nullable Serializable find(String question) {
        Serializable curve = known.remove(question);
        if (curve != null) {
            known.put(question, curve);
        }
        return curve;
    }

    private synchronized void keep(String question, Serializable curve) {
        known.put(question, curve);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** Works off curves by their numbers. */
    private final class Remembering implements Executor {

        private final List<String> questions;

        Remembering(List<String> questions) {
            this.questions = questions;
        }

        @Override
        public <T extends Serializable, R extends Serializable> void execute(
                List<T> tasks, Work<T, R> work, Consumer<? super R> results) {
            execute(tasks, work, results, Cancellation.NEVER);
        }

        @Override
        public <T extends Serializable, R extends Serializable> void execute(
                List<T> tasks, Work<T, R> work, Consumer<? super R> results, Cancellation cancellation) {
            List<T> unknown = new ArrayList<>();
            for (T task : tasks) {
                Serializable curve = find(question(task));
                boolean isLast = unknown.isEmpty() && task.equals(tasks.get(tasks.size() - 1));
                if (curve == null || isLast) {
                    unknown.add(task);
                } else {
                    // What was kept of the same question is a result of the same kind of work.
                    @SuppressWarnings("unchecked")
                    R result = (R) curve;
                    results.accept(result);
                }
            }
            Work<T, R> kept = task -> {
                R curve = work.apply(task);
                keep(question(task), curve);
                return curve;
            };
            Executor executor = unknown.size() == 1 ? LocalExecutor.of(1) : HERE;
            executor.execute(unknown, kept, results, cancellation);
        }

        private String question(Serializable task) {
            return questions.get((Integer) task);
        }
    }
}
