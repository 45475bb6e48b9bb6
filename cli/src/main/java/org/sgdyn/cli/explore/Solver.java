package org.sgdyn.cli.explore;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.sgdyn.cli.result.Json;

/** Answers requests on a few threads of their own, each within a bounded time; what was overtaken ends. Thread-safe. */
final class Solver implements AutoCloseable {

    private static final long MOST_SECONDS = 2;

    private static final int MOST_WAITING = 64;

    /** Some tens of kilobytes each. */
    private static final int MOST_ANSWERS = 64;

    private final LiveTheory theory;
    private final LiveMaps maps;
    private final Turns turns = new Turns();
    private final Latest<String> answers = new Latest<>(MOST_ANSWERS);
    private final ThreadPoolExecutor threads;

    /** Maps have threads of their own, so that curves do not wait for them. */
    private final ThreadPoolExecutor mapThreads;

    Solver(LiveTheory theory, LiveMaps maps) {
        this.theory = theory;
        this.maps = maps;
        threads = pool("theory");
        mapThreads = pool("map");
    }

    private static ThreadPoolExecutor pool(String name) {
        int count = Runtime.getRuntime().availableProcessors();
        return new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), DaemonThreads.named(name));
    }

    /** What is done for a request in its turn. */
    private interface Work {
        Map<String, Object> during(Turns.Turn turn) throws Refusal;
    }

    /**
     * Solves an experiment.
     *
     * @param page the page that asks; its requests for curves before this one are given up
     * @param text the experiment's YAML text
     * @param question what else is wanted
     * @return JSON, see {@link LiveTheory#answer}
     * @throws Refusal if there is no answer, with the reason
     */
    String curves(String page, String text, Question question) throws Refusal {
        turns.end(mapOf(page));
        return answer(page, "curves and " + question + " of " + text, turn -> theory.answer(text, question, turn));
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
                "critical learning rate for " + page,
                "critical learning rate of " + text,
                turn -> theory.critical(text, turn));
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
        return within(mapThreads, turn, ignored -> maps.answer(question, turn));
    }

    private static String mapOf(String page) {
        return "map of " + page;
    }

    /**
     * Sets an experiment's numbers to those of a point of a map.
     *
     * @param question see {@link MapQuestion}
     * @return JSON, see {@link LiveMaps#place}
     * @throws Refusal if there is no answer, with the reason
     */
    String place(String question) throws Refusal {
        return within(threads, turns.begin("place"), turn -> maps.place(question));
    }

    private String answer(String page, String question, Work asked) throws Refusal {
        Turns.Turn turn = turns.begin(page);
        String known = answers.find(question).orElse("");
        if (!known.isEmpty()) {
            return known;
        }
        String answer = within(threads, turn, asked);
        answers.keep(question, answer);
        return answer;
    }

    private static String within(ThreadPoolExecutor pool, Turns.Turn turn, Work asked) throws Refusal {
        try {
            Future<String> work = pool.submit(() -> {
                if (turn.isOver()) {
                    throw new CancellationException();
                }
                return Json.line(asked.during(turn));
            });
            // Where nobody asks for the turn, as while modes are built, an interrupt ends the work.
            turn.ends(work);
            return work.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException slow) {
            turn.end();
            throw new Refusal(
                    Refusal.TOO_MUCH,
                    "the theory takes more than " + MOST_SECONDS
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
            throw new Refusal(Refusal.TOO_MUCH, "too many requests wait; try again");
        } catch (InterruptedException ended) {
            turn.end();
            Thread.currentThread().interrupt();
            throw new Refusal(Refusal.TOO_MUCH, "the program is ending");
        }
    }

    private static Refusal overtaken() {
        return new Refusal(Refusal.OVERTAKEN, "a newer request of the same page took its place");
    }

    @Override
    public void close() {
        threads.shutdownNow();
        mapThreads.shutdownNow();
    }
}
