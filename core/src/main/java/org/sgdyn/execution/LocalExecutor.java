package org.sgdyn.execution;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Executor;

/**
 * Threads of this process.
 *
 * @param threads how many, &gt;= 1
 */
public record LocalExecutor(int threads) implements Executor {

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
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "task");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<R> finished = new ExecutorCompletionService<>(pool);
            tasks.forEach(task -> finished.submit(() -> work.apply(task)));
            for (int k = 0; k < tasks.size(); k++) {
                results.accept(finished.take().get());
            }
        } catch (ExecutionException e) {
            throw unchecked(Objects.requireNonNullElse(e.getCause(), e));
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static RuntimeException unchecked(Throwable trouble) {
        if (trouble instanceof Error error) {
            throw error;
        }
        return trouble instanceof RuntimeException known ? known : new IllegalStateException(trouble);
    }
}
