package org.sgdyn.executors.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.Executor.Work;

/**
 * Works off a batch in a worker. What the work throws is a value, since Spark would try again what fails; want of memory is none,
 * since it takes the worker down.
 *
 * @param <T> a task
 * @param <R> a result
 */
final class BatchFunction<T extends Serializable, R extends Serializable> implements Function<byte[], byte[]> {

    private static final long serialVersionUID = 1L;

    private static final double NANOS_PER_SECOND = 1e9;

    private final Broadcast<Work<T, R>> work;
    private final ShippedJars jars;

    /**
     * What is done with batches.
     *
     * @param work what is done with a task; read once in each process
     * @param jars the plug-ins that this takes
     */
    BatchFunction(Broadcast<Work<T, R>> work, ShippedJars jars) {
        this.work = work;
        this.jars = jars;
    }

    /** The bytes of the {@link BatchResult} of a batch of tasks. */
    @Override
    @SuppressWarnings("unchecked") // the bytes were written by the driver
    public byte[] call(byte[] batch) {
        jars.install();
        ClassLoader loader = Objects.requireNonNullElseGet(
                Thread.currentThread().getContextClassLoader(), BatchFunction.class::getClassLoader);
        List<T> tasks = (List<T>) Bytes.read(batch, loader);
        Work<T, R> applied = work.value();
        List<R> results = new ArrayList<>(tasks.size());
        Throwable trouble = null;
        long start = System.nanoTime();
        for (T task : tasks) {
            if (isCancelled()) {
                throw new CancellationException("nobody waits for this batch any more");
            }
            try {
                results.add(applied.apply(task));
            } catch (OutOfMemoryError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                trouble = e;
                break;
            }
        }
        return bytes(results, (System.nanoTime() - start) / NANOS_PER_SECOND, trouble);
    }

    private static boolean isCancelled() {
        TaskContext context = TaskContext.get();
        return context != null && context.isInterrupted();
    }

    private byte[] bytes(List<R> results, double seconds, @Nullable Throwable trouble) {
        try {
            return Bytes.of(new BatchResult<>(results, seconds, trouble));
        } catch (IllegalStateException e) {
            // Results, or what an exception refers to, may be no data.
            String words = trouble == null ? String.valueOf(e.getMessage()) : trouble.toString();
            return Bytes.of(new BatchResult<R>(List.of(), seconds, new IllegalStateException(words)));
        }
    }
}
