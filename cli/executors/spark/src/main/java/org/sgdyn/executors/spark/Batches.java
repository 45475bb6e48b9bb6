package org.sgdyn.executors.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Forms batches of tasks: one task at first, and then as many as take the time that is asked for, as far as their cost is known.
 * Each batch is at most twice as large as the largest before it. The last ones are small, so that workers end together: a batch
 * holds no more than half of a worker's share of what is left, unless that is less than a tenth of the time, when what a batch
 * costs in itself would begin to count.
 *
 * @param <T> a task
 */
final class Batches<T> {

    private static final double SHORTEST = 0.1;

    /** The weight of the latest batch: costs fall while workers compile, and change along the tasks. */
    private static final double NEWS = 0.3;

    /** So many workers get batches of the asked length; more get longer ones, for the driver begins so many a second. */
    private static final double WORKERS_SERVED = 64;

    private final Iterator<T> tasks;
    private final double seconds;
    private long left;
    private int largest = 1;
    private double secondsPerTask = Double.POSITIVE_INFINITY;

    /**
     * Batches of a list, each task of which is asked for once.
     *
     * @param tasks the tasks
     * @param seconds how long a batch is to take
     */
    Batches(List<T> tasks, double seconds) {
        this.tasks = tasks.iterator();
        this.seconds = seconds;
        left = tasks.size();
    }

    /** Whether there is another batch. */
    boolean hasNext() {
        return tasks.hasNext();
    }

    /**
     * The next batch.
     *
     * @param workers how many batches can be worked off at a time, &gt;= 1
     * @return at least one task
     */
    List<T> next(int workers) {
        double whole = seconds * Math.max(1, workers / WORKERS_SERVED) / secondsPerTask;
        double share = Math.ceil(left / (2.0 * workers));
        double size = Math.min(whole, Math.max(share, SHORTEST * whole));
        int count = (int) Math.max(1, Math.min(size, 2.0 * largest));
        List<T> batch = new ArrayList<>(count);
        while (batch.size() < count && tasks.hasNext()) {
            batch.add(tasks.next());
        }
        largest = Math.max(largest, batch.size());
        left -= batch.size();
        return batch;
    }

    /**
     * Learns what a batch has cost.
     *
     * @param count how many tasks it had
     * @param elapsed seconds
     */
    void measured(int count, double elapsed) {
        // A clock may stand still over a batch of nothing.
        double each = Math.max(elapsed, 1e-6) / count;
        secondsPerTask = Double.isInfinite(secondsPerTask) ? each : secondsPerTask + NEWS * (each - secondsPerTask);
    }
}
