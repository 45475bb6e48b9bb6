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

        private volatile boolean isOver;

        private Turn() {}

        /** Whether the work for the request is to end. */
        boolean isOver() {
            return isOver;
        }

        /** Ends the work for the request. */
        void end() {
            isOver = true;
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
