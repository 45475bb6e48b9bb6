package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.Cancellation;
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

    /** Work, tasks and results are data: what was written and read again does the same. */
    @Test
    final void dataThatTravelledIsWorkedOffAlike() {
        List<Pair> tasks = TASKS.stream()
                .map(task -> new Pair(task, List.of("task " + task)))
                .toList();
        List<Pair> results = new ArrayList<>();
        executor().execute(tasks, travelled(new Travelling(new Labels("done"))), results::add);
        assertThat(results)
                .containsExactlyInAnyOrderElementsOf(tasks.stream()
                        .map(task -> new Pair(-task.number(), List.of("done", "task " + task.number())))
                        .toList());
    }

    /** Tasks may be made when they are asked for, and each is asked for once. */
    @Test
    final void eachTaskIsAskedForOnce() {
        List<Integer> asked = Collections.synchronizedList(new ArrayList<>());
        List<Integer> lazy = new AbstractList<>() {
            @Override
            public Integer get(int index) {
                asked.add(index);
                return TASKS.get(index);
            }

            @Override
            public int size() {
                return TASKS.size();
            }
        };
        List<Integer> results = new ArrayList<>();
        executor().execute(lazy, task -> task, results::add);
        assertThat(results).containsExactlyInAnyOrderElementsOf(TASKS);
        assertThat(asked).containsExactlyInAnyOrderElementsOf(TASKS);
    }

    /** Once the end is requested no further result is handed over. */
    @Test
    final void cancellationEndsTheExecution() {
        AtomicBoolean isRequested = new AtomicBoolean();
        List<Integer> results = new ArrayList<>();
        assertThatThrownBy(() -> executor()
                        .execute(
                                TASKS,
                                task -> task,
                                result -> {
                                    results.add(result);
                                    isRequested.set(results.size() == 3);
                                },
                                isRequested::get))
                .isInstanceOf(CancellationException.class);
        assertThat(results).hasSize(3);
        // Nothing is left that would be in the way of the next execution.
        executor().execute(TASKS, task -> task, results::add, Cancellation.NEVER);
        assertThat(results).hasSize(3 + TASKS.size());
    }

    /** An interrupt ends it too, and stays set. */
    @Test
    final void anInterruptEndsTheExecution() {
        List<Integer> results = new ArrayList<>();
        try {
            assertThatThrownBy(() -> executor()
                            .execute(
                                    TASKS,
                                    task -> task,
                                    result -> {
                                        results.add(result);
                                        Thread.currentThread().interrupt();
                                    },
                                    Cancellation.NEVER))
                    .isInstanceOf(CancellationException.class);
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            assertThat(results).hasSize(1);
        } finally {
            Thread.interrupted();
        }
    }

    /** A task, or its result. */
    private record Pair(int number, List<String> words) implements Serializable {}

    private record Labels(String prefix) implements Executor.Work<Pair, Pair> {
        @Override
        public Pair apply(Pair task) {
            return new Pair(-task.number(), List.of(prefix, task.words().get(0)));
        }
    }

    /** Work whose tasks and results travel on their way, as between processes. */
    private record Travelling(Executor.Work<Pair, Pair> work) implements Executor.Work<Pair, Pair> {
        @Override
        public Pair apply(Pair task) {
            return travelled(work.apply(travelled(task)));
        }
    }

    @SuppressWarnings("unchecked") // reads what it has written
    private static <T extends Serializable> T travelled(T data) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(data);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (T) in.readObject();
            }
        } catch (IOException | ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Integer fail(Integer task) {
        if (task == 3) {
            throw new IllegalStateException("task 3");
        }
        return task;
    }
}
