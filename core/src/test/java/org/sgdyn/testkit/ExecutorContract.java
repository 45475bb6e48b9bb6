package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.Executor;

/** What every {@link Executor} must satisfy; extend it and hand out the executor under test. */
public abstract class ExecutorContract {

    private static final List<Integer> TASKS = IntStream.range(0, 500).boxed().toList();

    /** For subclasses. */
    protected ExecutorContract() {}

    /**
     * The executor under test.
     *
     * @return an equal one at every call
     */
    protected abstract Executor executor();

    /** Every task has its result, once. */
    @Test
    final void everyTaskIsWorkedOffOnce() {
        List<Integer> results = new ArrayList<>();
        executor().execute(TASKS, task -> task * task, results::add);
        assertThat(results)
                .containsExactlyInAnyOrderElementsOf(
                        TASKS.stream().map(task -> task * task).toList());
        executor().execute(List.of(), (Integer task) -> task, results::add);
        assertThat(results).hasSameSizeAs(TASKS);
    }

    /** A receiver of results need not be thread-safe. */
    @Test
    final void resultsComeOneAtATime() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        executor().execute(TASKS, task -> task, result -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
        });
        assertThat(most).hasValue(1);
    }

    /** What the work or the receiver throws ends the execution and reaches the caller. */
    @Test
    final void troubleReachesTheCaller() {
        assertThatThrownBy(() -> executor().execute(TASKS, ExecutorContract::fail, result -> {}))
                .hasMessageContaining("task 3");
        assertThatThrownBy(() -> executor().execute(TASKS, task -> task, result -> {
                    throw new IllegalArgumentException("no room for " + result);
                }))
                .hasMessageContaining("no room");
    }

    private static Integer fail(Integer task) {
        if (task == 3) {
            throw new IllegalStateException("task 3");
        }
        return task;
    }
}
