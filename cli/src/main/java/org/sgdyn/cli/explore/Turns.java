package org.sgdyn.cli.explore;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;

/** Whose turn it is: of each open page the newest request alone. Thread-safe. */
final class Turns {

    /** Lines of questions of open pages, each of which has a handful; the turn of the oldest ends when there are more. */
    private static final int MOST_PAGES = 512;

    private final Map<String, Turn> latest = new LinkedHashMap<>();

    /** A request's turn. */
    static final class Turn {

        private final String content;
        private final List<Future<?>> works = new ArrayList<>();
        private boolean isOver;

        private Turn(String content) {
            this.content = content;
        }

        /** Whether the work for the request is to end. */
        synchronized boolean isOver() {
            return isOver;
        }

        /** Says which work ends with the turn, at once if it is over. */
        synchronized void ends(Future<?> work) {
            works.removeIf(Future::isDone);
            works.add(work);
            if (isOver) {
                end();
            }
        }

        /** Ends the work for the request. */
        synchronized void end() {
            isOver = true;
            works.forEach(work -> work.cancel(true));
            works.clear();
        }
    }

    /** Begins the turn of a page's request, and ends that of the one before. */
    Turn begin(String page) {
        return begin(page, "");
    }

    /** The turn of all requests of a page for the same; what it asked for before ends. */
    synchronized Turn join(String page, String content) {
        Turn present = latest.get(page);
        return present != null && !present.isOver() && present.content.equals(content) ? present : begin(page, content);
    }

    /** Ends what a page asked for. */
    synchronized void end(String page) {
        Turn present = latest.remove(page);
        if (present != null) {
            present.end();
        }
    }

    private synchronized Turn begin(String page, String content) {
        Turn turn = new Turn(content);
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
