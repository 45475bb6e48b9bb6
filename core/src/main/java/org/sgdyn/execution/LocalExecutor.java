package org.sgdyn.execution;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Executor;

/**
 * Threads of this process.
 *
 * @param threads how many, &gt;= 1
 */
public record LocalExecutor(int threads) implements Executor {

    /** How many tasks a thread has before it: enough to be busy while results are received, whatever the number of tasks. */
    private static final int AHEAD = 16;

    private static final long MILLIS_BETWEEN_QUESTIONS = 50;

    /**
     * Threads of this process.
     *
     * @param threads how many; 0 stands for one per processor
     * @return the executor
     */
    public static LocalExecutor of(int threads) {
        return new LocalExecutor(threads == 0 ? Runtime.getRuntime().availableProcessors() : threads);
    }

    @Override
    public <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results) {
        execute(tasks, work, results, Cancellation.NEVER);
    }

    @Override
    public <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results, Cancellation cancellation) {
        if (threads == 1) {
            for (T task : tasks) {
                cancellation.check();
                results.accept(work.apply(task));
            }
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "task");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<R> finished = new ExecutorCompletionService<>(pool);
            Iterator<T> next = tasks.iterator();
            int running = 0;
            while (running > 0 || next.hasNext()) {
                while (running < AHEAD * threads && next.hasNext()) {
                    T task = next.next();
                    finished.submit(() -> work.apply(task));
                    running++;
                }
                results.accept(taken(finished, cancellation));
                running--;
            }
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static <R> R taken(CompletionService<R> finished, Cancellation cancellation)
            throws InterruptedException, ExecutionException {
        @Nullable Future<R> result = null;
        boolean isToEnd = false;
        while (result == null) {
            result = finished.poll(MILLIS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS);
            if (result == null && isToEnd) {
                cancellation.check();
            }
            // Tasks that ask, too, tell better how far they are.
            isToEnd = cancellation.isRequested();
        }
        R received = result.get();
        cancellation.check();
        return received;
    }

    private static RuntimeException unchecked(Throwable trouble) {
        if (trouble instanceof Error error) {
            throw error;
        }
        return trouble instanceof RuntimeException known ? known : new IllegalStateException(trouble);
    }
}
