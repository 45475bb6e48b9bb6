package org.sgdyn.execution;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.Executor;

/**
 * Work on tasks that other processes may have done meanwhile: a task whose result is known is not done again. Serialized and read
 * again, as in a worker of this process, it knows nothing and does every task.
 *
 * @param <T> a task
 * @param <R> a result
 */
public final class KnownFirst<T extends Serializable, R extends Serializable> implements Executor.Work<T, R> {

    private static final long serialVersionUID = 1L;

    private final Executor.Work<T, R> work;
    private final transient @Nullable Function<T, Optional<R>> known;

    /**
     * Does what is not known.
     *
     * @param work the work
     * @param known asked for the result of a task as it is begun, from any thread
     */
    public KnownFirst(Executor.Work<T, R> work, Function<T, Optional<R>> known) {
        this.work = work;
        this.known = known;
    }

    @Override
    public R apply(T task) {
        return known == null ? work.apply(task) : known.apply(task).orElseGet(() -> work.apply(task));
    }

    @Override
    public Optional<R> lost(T task, String why) {
        return work.lost(task, why);
    }

    @Override
    public List<Path> jars() {
        return work.jars();
    }
}
