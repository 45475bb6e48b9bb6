package org.sgdyn.cli.explore;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.sgdyn.cli.result.Json;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.settings.InvalidExperimentException;
import org.sgdyn.settings.Problem;

/** Answers requests on a few threads of their own, each within a bounded time; what was overtaken ends. Thread-safe. */
final class Solver implements AutoCloseable {

    /** Four times what the longest bundled experiment takes on a free processor, and less than a response may take. */
    private static final long MOST_SECONDS = 15;

    /** Of what nobody has asked for by hand. */
    private static final long MOST_SECONDS_AT_REST = 4;

    private static final int MOST_WAITING = 64;

    /** Some tens of kilobytes each. */
    private static final int MOST_ANSWERS = 64;

    private static final String CRITICAL = "critical learning rate for ";

    private static final String LATE = "late times for ";

    private final LiveTheory theory;
    private final LiveMaps maps;
    private final RunCommands commands;
    private final Simulations simulations;
    private final Turns turns = new Turns();
    private final Latest<String> answers = new Latest<>(MOST_ANSWERS);
    private final ThreadPoolExecutor threads;

    /** Maps have threads of their own, so that curves do not wait for them. */
    private final ThreadPoolExecutor mapThreads;

    Solver(LiveTheory theory, LiveMaps maps, RunCommands commands) {
        this.theory = theory;
        this.maps = maps;
        this.commands = commands;
        simulations = new Simulations(theory);
        threads = pool("theory");
        mapThreads = pool("map");
    }

    private static ThreadPoolExecutor pool(String name) {
        int count = Runtime.getRuntime().availableProcessors();
        return new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), DaemonThreads.named(name));
    }

    /** What is done for a request in its turn. */
    private interface Work<T> {
        T during(Turns.Turn turn) throws Refusal;
    }

    /**
     * Solves an experiment.
     *
     * @param page the page that asks; its requests before this one are given up
     * @param text the experiment's YAML text
     * @param question what else is wanted
     * @return JSON, see {@link LiveTheory#answer}
     * @throws Refusal if there is no answer, with the reason
     */
    String curves(String page, String text, Question question) throws Refusal {
        // What was asked for while nothing changed waits until that is so again.
        turns.end(CRITICAL + page);
        turns.end(LATE + page);
        turns.end(mapOf(page));
        try {
            return answer(
                    page,
                    "curves and " + question + " of " + text,
                    MOST_SECONDS,
                    turn -> theory.answer(text, question, turn));
        } catch (Refusal refused) {
            if (refused.status() != Refusal.IN_WORDS || !question.wantsForm()) {
                throw refused;
            }
            // By which the experiment can be made smaller.
            Map<String, Object> answer = LiveTheory.told(told -> told.put("form", theory.form(text)));
            answer.put("refused", String.valueOf(refused.getMessage()));
            return Json.line(answer);
        }
    }

    /**
     * Finds an experiment's critical learning rate.
     *
     * @param page the page that asks; its requests for one before this are given up
     * @param text the experiment's YAML text
     * @return JSON, see {@link LiveTheory#critical}
     * @throws Refusal if there is no answer, with the reason
     */
    String critical(String page, String text) throws Refusal {
        return answer(
                CRITICAL + page,
                "critical learning rate of " + text,
                MOST_SECONDS_AT_REST,
                turn -> theory.critical(text, turn));
    }

    /**
     * Finds what a curve of an experiment tends to.
     *
     * @param page the page that asks; its requests for this before are given up
     * @param text the experiment's YAML text
     * @param curve the curve, 0-based
     * @return JSON, see {@link LiveTheory#late}
     * @throws Refusal if there is no answer, with the reason
     */
    String late(String page, String text, int curve) throws Refusal {
        return answer(
                LATE + page,
                "late times of curve " + curve + " of " + text,
                MOST_SECONDS_AT_REST,
                turn -> theory.late(text, curve, turn));
    }

    /**
     * Computes some points of a map.
     *
     * @param page the page that asks; its requests for points of another map are given up, as they are for curves
     * @param map which map of the page it is
     * @param question see {@link MapQuestion}
     * @return JSON, see {@link LiveMaps#answer}
     * @throws Refusal if there is no answer, with the reason
     */
    String map(String page, String map, String question) throws Refusal {
        Turns.Turn turn = turns.join(mapOf(page), map);
        return Json.line(within(MOST_SECONDS, mapThreads, turn, ignored -> maps.answer(question, turn)));
    }

    private static String mapOf(String page) {
        return "map of " + page;
    }

    /**
     * Sets an experiment's numbers to those of a point of a map.
     *
     * @param page the page
     * @param question see {@link MapQuestion}
     * @return JSON, see {@link LiveMaps#place}
     * @throws Refusal if there is no answer, with the reason
     */
    String place(String page, String question) throws Refusal {
        return Json.line(within(threads, turns.begin("place of " + page), turn -> maps.place(question)));
    }

    /**
     * Begins the simulation of a page, and ends the one that it has.
     *
     * @param page the page
     * @param text the experiment's YAML text
     * @param replicates how many of each curve
     * @return JSON, see {@link Simulations#start}
     * @throws Refusal if it is too much, with the reason
     */
    String simulate(String page, String text, int replicates) throws Refusal {
        return Json.line(within(
                threads,
                turns.begin("simulation of " + page),
                turn -> simulations.start(page, text, replicates, turn)));
    }

    /**
     * How far the simulation of a page is.
     *
     * @param page the page
     * @param seen how many replicates it shows
     * @return JSON, see {@link SimulationJob#progress}
     * @throws Refusal if it has none
     */
    String progress(String page, int seen) throws Refusal {
        return Json.line(within(threads, turns.begin("progress of " + page), turn -> simulations.progress(page, seen)));
    }

    /** Ends the simulation of a page, if it has one. */
    String cancel(String page) {
        simulations.drop(page);
        return Json.line(Map.of());
    }

    /**
     * The file of a result.
     *
     * @param page the page, whose simulation of the same text is part of it
     * @param text the experiment's YAML text
     * @param download what the result is written as
     * @return its bytes
     * @throws Refusal if there is none, with the reason
     */
    byte[] download(String page, String text, Download download) throws Refusal {
        return within(threads, turns.begin(download + " of " + page), turn -> {
            byte[][] file = new byte[1][];
            LiveTheory.told(ignored -> {
                try {
                    Optional<ExperimentResult> simulated = simulations.result(page, text);
                    file[0] = download.of(
                            simulated.isPresent()
                                    ? simulated.get()
                                    : theory.solveWhole(WholeText.theory(TheoryText.tree(text)), turn));
                } catch (InvalidExperimentException invalid) {
                    throw new Refusal(
                            Refusal.IN_WORDS,
                            "the experiment has problems: "
                                    + invalid.problems().stream()
                                            .map(Problem::message)
                                            .collect(Collectors.joining("; ")));
                }
            });
            return file[0];
        });
    }

    /**
     * The command line that runs what the page shows.
     *
     * @param page the page
     * @param text the experiment's YAML text
     * @return JSON: {@code command}, see {@link RunCommands#of}
     * @throws Refusal if there is none, with the reason
     */
    String command(String page, String text) throws Refusal {
        return Json.line(within(
                threads,
                turns.begin("command of " + page),
                turn -> LiveTheory.told(answer -> answer.put("command", commands.of(text)))));
    }

    private String answer(String page, String question, long seconds, Work<Map<String, Object>> asked) throws Refusal {
        Turns.Turn turn = turns.begin(page);
        String known = answers.find(question).orElse("");
        if (!known.isEmpty()) {
            return known;
        }
        String answer = Json.line(within(seconds, threads, turn, asked));
        answers.keep(question, answer);
        return answer;
    }

    private static <T> T within(ThreadPoolExecutor pool, Turns.Turn turn, Work<T> asked) throws Refusal {
        return within(MOST_SECONDS, pool, turn, asked);
    }

    private static <T> T within(long seconds, ThreadPoolExecutor pool, Turns.Turn turn, Work<T> asked) throws Refusal {
        try {
            Future<T> work = pool.submit(() -> {
                if (turn.isOver()) {
                    throw new CancellationException();
                }
                return asked.during(turn);
            });
            // Where nobody asks for the turn, as while modes are built, an interrupt ends the work.
            turn.ends(work);
            return work.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            turn.end();
            throw new Refusal(
                    Refusal.IN_WORDS,
                    "the theory takes more than " + seconds
                            + " s; lower dimension, classes or time.end, or run it by sgdyn run");
        } catch (CancellationException over) {
            throw overtaken();
        } catch (ExecutionException trouble) {
            if (trouble.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            if (trouble.getCause() instanceof CancellationException) {
                throw overtaken();
            }
            throw new Refusal(Refusal.INTERNAL, "internal error: " + trouble.getCause());
        } catch (RejectedExecutionException busy) {
            throw new Refusal(Refusal.IN_WORDS, "too many requests wait; try again");
        } catch (InterruptedException ended) {
            turn.end();
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.IN_WORDS, "the program is ending");
        }
    }

    private static Refusal overtaken() {
        return new Refusal(Refusal.OVERTAKEN, "a newer request of the same page took its place");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        mapThreads.shutdownNow();
        simulations.close();
    }
}
