package org.sgdyn.spi;

import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where the tasks of a sweep are worked off: the processors of this machine, or those of others. Tasks, results and the work
 * itself are data: an executor may serialize them, ship them and apply the work in another process, whose class path holds the
 * same program and plug-ins. Nothing is shared between tasks. Immutable and thread-safe.
 *
 * @since 0.1
 */
public interface Executor {

    /**
     * Works off all tasks, and returns when the last result has been handed over.
     *
     * @param tasks the tasks, in no order that matters
     * @param work what turns a task into its result, with the same result wherever and whenever it is applied
     * @param results receives every task's result once, one at a time, in any order
     * @param <T> a task
     * @param <R> a result
     * @throws RuntimeException what the work or the receiver of results throws; tasks not yet begun are then left
     */
    <T extends Serializable, R extends Serializable> void execute(
            List<T> tasks, Work<T, R> work, Consumer<? super R> results);

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
    }
}
