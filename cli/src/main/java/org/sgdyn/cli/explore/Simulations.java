package org.sgdyn.cli.explore;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sgdyn.experiment.Experiment;
import org.sgdyn.experiment.ExperimentSize;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.settings.ConfigNode;

/** The simulations of open pages, one of each. Thread-safe. */
final class Simulations implements AutoCloseable {

    private static final int MOST_REPLICATES = 1000;

    private static final int MOST_AT_ONCE = 2;

    /** Longer ones are no matter of a page. */
    private static final double MOST_SECONDS = 600;

    /** Pages whose last results are kept. */
    private static final int MOST_KEPT = 4;

    private final LiveTheory theory;
    private final Map<String, Named> jobs = new LinkedHashMap<>();

    /** A job and the text that it simulates. */
    private record Named(String text, SimulationJob job) {}

    Simulations(LiveTheory theory) {
        this.theory = theory;
    }

    /**
     * Begins the simulation of a page, and ends the one that it has.
     *
     * @param page the page
     * @param text the experiment's YAML text
     * @param replicates how many of each curve
     * @param turn ends what is done before the simulation
     * @return {@code seconds}, an estimate, {@code total} and {@code remark}; or problems
     * @throws Refusal if it is too much, with the reason
     */
    Map<String, Object> start(String page, String text, int replicates, Turns.Turn turn) throws Refusal {
        if (replicates < 1 || replicates > MOST_REPLICATES) {
            throw new Refusal(
                    Refusal.IN_WORDS, "replicates must be >= 1 and <= " + MOST_REPLICATES + "; sgdyn run takes more");
        }
        return LiveTheory.told(answer -> {
            ConfigNode.Mapping root = TheoryText.tree(text);
            Experiment experiment = theory.readWhole(WholeText.simulation(root, replicates), turn);
            double seconds = ExperimentSize.seconds(ExperimentSize.coordinates(experiment));
            if (seconds > MOST_SECONDS) {
                throw new Refusal(
                        Refusal.IN_WORDS,
                        "that would take some " + Math.round(seconds / 60) + " min of one processor, some "
                                + Math.round(seconds / replicates) + " s a replicate, and the page simulates for "
                                + Math.round(MOST_SECONDS / 60)
                                + " min at most; lower replicates, dimension or time.end, or run it by sgdyn run");
            }
            ExperimentResult solved = theory.solveWhole(WholeText.theory(root), turn);
            SimulationJob job = new SimulationJob(experiment, solved);
            put(page, new Named(text, job));
            DaemonThreads.named("simulation").newThread(job::run).start();
            answer.put("seconds", seconds);
            answer.put("total", replicates * experiment.curves().size());
            answer.put("remark", WholeText.hasSeed(root) ? "" : "the text has no seed: taken is seed: 1");
        });
    }

    private synchronized void put(String page, Named named) throws Refusal {
        drop(page);
        long running =
                jobs.values().stream().filter(each -> !each.job().isOver()).count();
        if (running >= MOST_AT_ONCE) {
            throw new Refusal(Refusal.IN_WORDS, "other pages simulate already; cancel one of these simulations");
        }
        jobs.put(page, named);
        if (jobs.size() > MOST_KEPT) {
            jobs.entrySet().stream()
                    .filter(each -> each.getValue().job().isOver())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .ifPresent(jobs::remove);
        }
    }

    /**
     * How far the simulation of a page is.
     *
     * @param page the page
     * @param seen how many replicates it shows
     * @return see {@link SimulationJob#progress}
     * @throws Refusal if it has none
     */
    Map<String, Object> progress(String page, int seen) throws Refusal {
        return job(page)
                .orElseThrow(() -> new Refusal(Refusal.NOT_FOUND, "no simulation of this page runs"))
                .progress(seen);
    }

    private synchronized Optional<SimulationJob> job(String page) {
        return Optional.ofNullable(jobs.get(page)).map(Named::job);
    }

    /** Ends the simulation of a page, if it has one. */
    synchronized void drop(String page) {
        Named named = jobs.remove(page);
        if (named != null) {
            named.job().cancel();
        }
    }

    /** The result of a page's simulation of a text, if it is finished. */
    synchronized Optional<ExperimentResult> result(String page, String text) {
        return Optional.ofNullable(jobs.get(page))
                .filter(named -> named.text().equals(text))
                .flatMap(named -> named.job().result());
    }

    @Override
    public synchronized void close() {
        new HashMap<>(jobs).keySet().forEach(this::drop);
    }
}
