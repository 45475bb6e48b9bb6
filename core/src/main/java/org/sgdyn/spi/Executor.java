package org.sgdyn.spi;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where tasks are worked off, such as the points of a sweep or the replicates of a run: the processors of this machine, or those
 * of others. Tasks, results and the work itself are data: an executor may serialize them, ship them and apply the work in another
 * process, whose class path holds the same program and plug-ins. Nothing is shared between tasks. Immutable and thread-safe.
 *
 * <p>An executor that cannot be handed tasks but can have commands run, as a scheduler of batch jobs, is a
 * {@link CommandExecutor}.
 *
 * @since 0.1
 */
public interface Executor {

    /**
     * Works off all tasks, and returns when the last result has been handed over. An interrupt of the calling thread ends it.
     *
     * @param tasks the tasks, in no order that matters; there may be millions of them, which are made when they are asked for, so
     *     that each should be asked for once, when it is about to be begun
     * @param work what turns a task into its result, with the same result wherever and whenever it is applied
     * @param results receives every task's result once, one at a time, in any order
     * @param <T> a task
     * @param <R> a result
     * @throws RuntimeException what the work or the receiver of results throws; tasks not yet begun are then left
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results);

    /**
     * Works off all tasks, unless that is to end earlier. Asks before each result is handed over; executors that wait for others
     * ask while they wait, too.
     *
     * @param tasks the tasks, as above
     * @param work what turns a task into its result
     * @param results receives every task's result once, one at a time, in any order
     * @param cancellation asked whether to end; tasks not yet begun are then left, and running ones need not be waited for
     * @param <T> a task
     * @param <R> a result
     * @throws java.util.concurrent.CancellationException if the end is requested, or the calling thread is interrupted
     * @since 0.2
     */
    default <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results, Cancellation cancellation) {
        execute(tasks, work, result -> {
            cancellation.check();
            results.accept(result);
        });
    }

    /**
     * What is done with a task.
     *
     * @param <T> a task
     * @param <R> a result
     */
    @FunctionalInterface
    interface Work<T extends Serializable, R extends Serializable> extends Serializable {

        /**
         * Does it.
         *
         * @param task the task
         * @return its result
         */
        R apply(T task);

        /**
         * What stands for the result of a task that takes its worker down each time it is tried, as one that fits no memory.
         *
         * @param task the task
         * @param why what became of the workers, in words
         * @return the result; empty if there is none, so that the execution fails
         * @since 0.2
         */
        default Optional<R> lost(T task, String why) {
            return Optional.empty();
        }

        /**
         * The jars of plug-ins without which the work cannot be done in another process. Where they are shipped, the receiving
         * process finds them in the directory that the system property {@link #JARS} names.
         *
         * @return files of this machine
         * @since 0.2
         */
        default List<Path> jars() {
            return List.of();
        }

        /** The system property of a worker's process that names the directory of the jars that were shipped to it. */
        String JARS = "sgdyn.shipped";
    }
}
