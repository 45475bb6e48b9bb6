package org.sgdyn.dynamics;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Runs independent tasks, numbered lanes, side by side where the work is worth a hand-over. How many lanes there are follows
 * from the problem alone, and each writes to places of its own: the number of threads cannot change a bit of the result.
 */
record Lanes(int count) {

    /** Work, in multiply-adds, below which a second thread costs more than it saves. */
    private static final long WORTHWHILE = 1L << 18;

    private static final int MOST = 8;

    /** Lanes for so much work, in multiply-adds, that splits into so many pieces. */
    static Lanes of(long work, int pieces) {
        return new Lanes(work < WORTHWHILE ? 1 : Math.max(1, Math.min(MOST, pieces)));
    }

    void run(IntConsumer task) {
        if (count == 1) {
            task.accept(0);
        } else {
            IntStream.range(0, count).parallel().forEach(task);
        }
    }
}
