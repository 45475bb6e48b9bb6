package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.Map;

/** Whose turn it is: of each open page the newest request alone. Thread-safe. */
final class Turns {

    /** Open pages that are told apart; the turn of the oldest ends when there are more. */
    private static final int MOST_PAGES = 64;

    private final Map<String, Turn> latest = new LinkedHashMap<>();

    /** A request's turn. */
    static final class Turn {

        private boolean isOver;
        private Runnable work = () -> {};

        private Turn() {}

        /** Whether the work for the request is to end. */
        synchronized boolean isOver() {
            return isOver;
        }

        /** Says how the work for the request ends, which it does at once if the turn is over. */
        synchronized void endsBy(Runnable end) {
            work = end;
            if (isOver) {
                end.run();
            }
        }

        /** Ends the work for the request. */
        synchronized void end() {
            isOver = true;
            work.run();
        }
    }

    /** Begins the turn of a page's request, and ends that of the one before. */
    synchronized Turn begin(String page) {
        Turn turn = new Turn();
        Turn before = latest.remove(page);
        if (before != null) {
            before.end();
        }
        latest.put(page, turn);
        if (latest.size() > MOST_PAGES) {
            Map.Entry<String, Turn> oldest = latest.entrySet().iterator().next();
            oldest.getValue().end();
            latest.remove(oldest.getKey());
        }
        return turn;
    }
}
