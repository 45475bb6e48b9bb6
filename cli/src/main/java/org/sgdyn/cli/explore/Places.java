package org.sgdyn.cli.explore;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads for a bounded number of requests. Each waits for its client while it is read and while its answer is sent; where no place is
 * left, the one that has waited longest loses its own, and its connection, so that slow clients take places from one another alone.
 */
final class Places implements Executor, AutoCloseable {

    private static final long IDLE_SECONDS = 10;

    private final int most;
    private int taken;

    /** Those that wait for their clients, the longest first. */
    private final Set<Place> waiting = new LinkedHashSet<>();

    private final Map<Thread, Place> byThread = new HashMap<>();

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            DaemonThreads.named("explore"));

    /** So many places; requests that wait for no client must be fewer. */
    Places(int most) {
        this.most = most;
    }

    /** What a request holds. */
    private static final class Place {

        private @Nullable Thread thread;
        private boolean isLost;
    }

    @Override
    public void execute(Runnable request) {
        Place place = new Place();
        synchronized (this) {
            if (taken >= most) {
                takeAway();
            }
            taken++;
            waiting.add(place);
        }
        threads.execute(() -> {
            begin(place);
            try {
                request.run();
            } finally {
                end(place);
            }
        });
    }

    private void takeAway() {
        if (waiting.isEmpty()) {
            throw new RejectedExecutionException("all places are taken");
        }
        Place longest = waiting.iterator().next();
        waiting.remove(longest);
        longest.isLost = true;
        taken--;
        interrupt(longest);
    }

    /** Closes the connection that a lost place reads from or writes to. */
    private static void interrupt(Place place) {
        if (place.isLost && place.thread != null) {
            place.thread.interrupt();
        }
    }

    private synchronized void begin(Place place) {
        place.thread = Thread.currentThread();
        byThread.put(Thread.currentThread(), place);
        interrupt(place);
    }

    private synchronized void end(Place place) {
        byThread.remove(Thread.currentThread());
        place.thread = null;
        waiting.remove(place);
        if (!place.isLost) {
            taken--;
        }
    }

    /** Says that the present request is read, and waits for no client until its answer is there. */
    synchronized void isRead() {
        Place place = byThread.get(Thread.currentThread());
        if (place != null) {
            waiting.remove(place);
        }
    }

    /** Says that the answer to the present request is there, and waits for its client. */
    synchronized void isAnswered() {
        Place place = byThread.get(Thread.currentThread());
        if (place != null && !place.isLost) {
            waiting.remove(place);
            waiting.add(place);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
