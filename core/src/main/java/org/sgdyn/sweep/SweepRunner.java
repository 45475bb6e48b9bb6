package org.sgdyn.sweep;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sgdyn.execution.KnownFirst;
import org.sgdyn.execution.Share;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.Executor;

/** Computes the points of a sweep. */
public final class SweepRunner {

    private final Sweep sweep;
    private final Share share;
    private final SweepStore store;
    private final Map<Integer, SweepRow> rows = new HashMap<>();

    private SweepRunner(Sweep sweep, Share share, SweepStore store) {
        this.sweep = sweep;
        this.share = share;
        this.store = store;
    }

    /** Follows a sweep. */
    @FunctionalInterface
    public interface Progress {

        /**
         * A point more is finished.
         *
         * @param done how many are
         * @param total how many there are, as far as is known
         */
        void finished(int done, int total);
    }

    /**
     * What a sweep gave.
     *
     * @param rows a row per point, in the order of the grid whatever the order of computation
     * @param isWhole whether these are all; if not, others have to compute their shares
     */
    public record Result(List<SweepRow> rows, boolean isWhole) {}

    /**
     * Computes the points of a share that a store does not hold.
     *
     * @param sweep the sweep
     * @param executor works the points off
     * @param worker computes a point
     * @param share which points are to be computed
     * @param store where finished points are kept and looked for
     * @param cancellation asked now and then whether to end
     * @param progress told the number of points that are finished, whenever it grows
     * @return the points that are known now: those of the share, and others as far as the store holds them
     * @throws java.util.concurrent.CancellationException if the end is requested
     */
    public static Result run(
            Sweep sweep,
            Executor executor,
            Executor.Work<SweepTask, SweepRow> worker,
            Share share,
            SweepStore store,
            Cancellation cancellation,
            Progress progress) {
        SweepRunner runner = new SweepRunner(sweep, share, store);
        int[] wanted = runner.pending(runner.start());
        while (wanted.length > 0) {
            runner.compute(wanted, executor, worker, cancellation, progress);
            if (runner.missing(wanted) > 0) {
                return runner.result(false);
            }
            wanted = runner.pending(runner.next());
        }
        return runner.result(true);
    }

    /**
     * How many points a sweep has, as far as is known.
     *
     * @param sweep the sweep
     * @param store what is finished
     * @return the size of its grid; of a refined one, the points of the rounds that can be told
     */
    public static int total(Sweep sweep, SweepStore store) {
        if (sweep.refinement().isEmpty()) {
            return sweep.size();
        }
        SweepRunner runner = new SweepRunner(sweep, Share.ALL, store);
        int[] wanted = runner.pending(runner.start());
        return runner.missing(wanted) + runner.rows.size();
    }

    /** The first round, from one on, of which something is not known; none if all is. */
    private int[] pending(int[] first) {
        int[] wanted = first;
        while (wanted.length > 0 && missing(wanted) == 0) {
            wanted = next();
        }
        return wanted;
    }

    private int missing(int[] wanted) {
        return Math.toIntExact(
                IntStream.of(wanted).filter(index -> known(index) == null).count());
    }

    private int[] start() {
        return sweep.refinement()
                .map(refinement -> refinement.start(sweep.grid()))
                .orElseGet(() -> IntStream.range(0, sweep.size()).toArray());
    }

    private int[] next() {
        return sweep.refinement()
                .map(refinement -> refinement.next(
                        sweep.grid(), sweep.indexOf(refinement.measure()).orElseThrow(), this::known))
                .orElse(new int[0]);
    }

    private @Nullable SweepRow known(int index) {
        SweepRow row = rows.get(index);
        if (row == null) {
            row = store.find(index).orElse(null);
            if (row != null) {
                rows.put(index, row);
            }
        }
        return row;
    }

    private void compute(
            int[] wanted,
            Executor executor,
            Executor.Work<SweepTask, SweepRow> worker,
            Cancellation cancellation,
            Progress progress) {
        List<Integer> missing = new ArrayList<>();
        for (int k = 0; k < wanted.length; k++) {
            if (known(wanted[k]) == null && share.has(k)) {
                missing.add(wanted[k]);
            }
        }
        Executor.Work<SweepTask, SweepRow> work = worker;
        if (store.isShared()) {
            // Whoever shares the store should not do the same at the same time.
            Collections.shuffle(missing, new Random());
            work = new KnownFirst<>(worker, task -> store.find(task.index()));
        }
        int total = rows.size() + missing.size();
        executor.execute(
                new Tasks(missing),
                work,
                row -> {
                    if (known(row.index()) == null) {
                        store.keep(row);
                        rows.put(row.index(), row);
                    }
                    progress.finished(rows.size(), total);
                },
                cancellation);
    }

    private Result result(boolean isWhole) {
        int[] order =
                rows.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        SweepRow[] all = new SweepRow[order.length];
        for (int k = 0; k < order.length; k++) {
            all[k] = rows.get(order[k]);
        }
        return new Result(List.of(all), isWhole);
    }

    /** Tasks that are made when they are asked for. */
    private static final class Tasks extends AbstractList<SweepTask> {

        private final List<Integer> missing;

        Tasks(List<Integer> missing) {
            this.missing = missing;
        }

        @Override
        public SweepTask get(int k) {
            return new SweepTask(missing.get(k));
        }

        @Override
        public int size() {
            return missing.size();
        }
    }
}
