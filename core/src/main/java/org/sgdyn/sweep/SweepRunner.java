package org.sgdyn.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Computes all points of a sweep. */
public final class SweepRunner {

    private SweepRunner() {}

    /**
     * Computes the points that a store does not hold.
     *
     * @param sweep the sweep
     * @param worker computes a point
     * @param store where finished points are kept and looked for
     * @param progress receives the number of points that are finished, whenever it grows
     * @return a row per point, in the order of the grid whatever the order of computation
     */
    public static List<SweepRow> run(Sweep sweep, SweepWorker worker, SweepStore store, IntConsumer progress) {
        SweepRow[] rows = new SweepRow[sweep.size()];
        List<SweepTask> tasks = new ArrayList<>();
        for (int index = 0; index < rows.length; index++) {
            Optional<SweepRow> kept = store.find(index);
            if (kept.isPresent()) {
                rows[index] = kept.get();
            } else {
                tasks.add(sweep.task(index));
            }
        }
        int found = rows.length - tasks.size();
        int[] finished = {found};
        sweep.executor().execute(tasks, worker, row -> {
            store.keep(row);
            rows[row.index()] = row;
            progress.accept(++finished[0]);
        });
        return List.of(rows);
    }
}
