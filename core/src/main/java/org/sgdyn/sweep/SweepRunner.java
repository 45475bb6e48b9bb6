package org.sgdyn.sweep;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.sgdyn.execution.KnownFirst;
import org.sgdyn.execution.Share;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Executor;

/** Computes the points of a sweep. */
public final class SweepRunner {

    private final Executor executor;
    private final Executor.Work<SweepTask, SweepRow> worker;
    private final SweepStore store;
    private final Cancellation cancellation;
    private final Progress progress;

    private SweepRunner(
            Executor executor,
            Executor.Work<SweepTask, SweepRow> worker,
            SweepStore store,
            Cancellation cancellation,
            Progress progress) {
        this.executor = executor;
        this.worker = worker;
        this.store = store;
        this.cancellation = cancellation;
        this.progress = progress;
    }

    /** Follows a sweep. */
    @FunctionalInterface
    public interface Progress {

        /**
         * A point more is finished.
         *
         * @param done how many are
         * @param total how many there are
         */
        void finished(int done, int total);
    }

    /**
     * Computes the points of a share that a store does not hold.
     *
     * @param sweep the sweep
     * @param executor works the points off
     * @param worker computes a point
     * @param share which points are to be computed
     * @param store where finished points are kept and looked for
     * @param cancellation asked now and then whether to end
     * @param progress told the number of points of the share that are finished, whenever it grows
     * @return a row per point of the share, in the order of the grid whatever the order of computation
     * @throws java.util.concurrent.CancellationException if the end is requested
     */
    public static List<SweepRow> run(
            Sweep sweep,
            Executor executor,
            Executor.Work<SweepTask, SweepRow> worker,
            Share share,
            SweepStore store,
            Cancellation cancellation,
            Progress progress) {
        int[] wanted = IntStream.range(0, sweep.size()).filter(share::has).toArray();
        return new SweepRunner(executor, worker, store, cancellation, progress).rows(wanted);
    }

    private List<SweepRow> rows(int[] wanted) {
        SweepRow[] rows = new SweepRow[wanted.length];
        List<Integer> missing = new ArrayList<>();
        for (int k = 0; k < wanted.length; k++) {
            Optional<SweepRow> kept = store.find(wanted[k]);
            if (kept.isPresent()) {
                rows[k] = kept.get();
            } else {
                missing.add(k);
            }
        }
        Executor.Work<SweepTask, SweepRow> work = worker;
        if (store.isShared()) {
            // Whoever shares the store should not do the same at the same time.
            Collections.shuffle(missing, new Random());
            work = new KnownFirst<>(worker, task -> store.find(task.index()));
        }
        int[] finished = {wanted.length - missing.size()};
        executor.execute(
                new Tasks(wanted, missing),
                work,
                row -> {
                    Optional<SweepRow> known = store.find(row.index());
                    if (known.isEmpty()) {
                        store.keep(row);
                    }
                    rows[Arrays.binarySearch(wanted, row.index())] = known.orElse(row);
                    progress.finished(++finished[0], wanted.length);
                },
                cancellation);
        return List.of(rows);
    }

    /** Tasks that are made when they are asked for. */
    private static final class Tasks extends AbstractList<SweepTask> {

        private final int[] wanted;
        private final List<Integer> missing;

        Tasks(int[] wanted, List<Integer> missing) {
            this.wanted = wanted;
            this.missing = missing;
        }

        @Override
        public SweepTask get(int k) {
            return new SweepTask(wanted[missing.get(k)]);
        }

        @Override
        public int size() {
            return missing.size();
        }
    }
}
