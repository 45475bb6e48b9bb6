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

    /** The most lanes of any work. */
    static final int MOST = 8;

    /** Lanes for so much work, in multiply-adds, that splits into so many pieces. */
    static Lanes of(long work, int pieces) {
        return new Lanes(work < WORTHWHILE ? 1 : Math.max(1, Math.min(MOST, pieces)));
    }

    /** A task on one of many pieces of work, with the scratch memory of a lane. */
    interface Piece {
        void run(int lane, int piece);
    }

    /** Runs all pieces, each lane its share of consecutive ones. */
    void forEach(int pieces, Piece task) {
        run(lane -> {
            int end = start(lane + 1, pieces);
            for (int p = start(lane, pieces); p < end; p++) {
                task.run(lane, p);
            }
        });
    }

    /** Runs all pieces, the last first: those that {@link #forEach} has left in the cache. */
    void forEachBackwards(int pieces, Piece task) {
        run(index -> {
            int lane = count - 1 - index;
            int first = start(lane, pieces);
            for (int p = start(lane + 1, pieces) - 1; p >= first; p--) {
                task.run(lane, p);
            }
        });
    }

    private int start(int lane, int pieces) {
        return (int) ((long) pieces * lane / count);
    }

    private void run(IntConsumer task) {
        if (count == 1) {
            task.accept(0);
        } else {
            IntStream.range(0, count).parallel().forEach(task);
        }
    }
}
