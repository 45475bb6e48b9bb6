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

    private final LiveTheory theory;
    private final Turns turns = new Turns();
    private final Answers answers = new Answers();
    private final ThreadPoolExecutor threads;

    Solver(LiveTheory theory) {
        this.theory = theory;
        int count = Runtime.getRuntime().availableProcessors();
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                DaemonThreads.named("theory"));
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
     * @param wantsForm whether its numbers and parts are wanted, too
     * @return JSON, see {@link LiveTheory#answer}
     * @throws Refusal if there is no answer, with the reason
     */
    String curves(String page, String text, boolean wantsForm) throws Refusal {
        return answer(
                page,
                (wantsForm ? "curves and form of " : "curves of ") + text,
                turn -> theory.answer(text, wantsForm, turn));
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

    private String answer(String page, String question, Work asked) throws Refusal {
        Turns.Turn turn = turns.begin(page);
        String known = answers.find(question).orElse("");
        if (!known.isEmpty()) {
            return known;
        }
        try {
            Future<String> work = threads.submit(() -> {
                if (turn.isOver()) {
                    throw new CancellationException();
                }
                return Json.line(asked.during(turn));
            });
            // Where nobody asks for the turn, as while modes are built, an interrupt ends the work.
            turn.endsBy(() -> work.cancel(true));
            String answer = work.get(MOST_SECONDS, TimeUnit.SECONDS);
            answers.keep(question, answer);
            return answer;
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
    }
}
