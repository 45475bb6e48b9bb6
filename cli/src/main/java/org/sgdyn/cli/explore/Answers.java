package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The latest answers by what was asked: the same text has the same curves. Thread-safe. */
final class Answers {

    /** Some tens of kilobytes each. */
    private static final int MOST = 64;

    private final Map<String, String> known = new LinkedHashMap<>();

    synchronized Optional<String> find(String question) {
        Optional<String> answer = Optional.ofNullable(known.remove(question));
        answer.ifPresent(text -> known.put(question, text));
        return answer;
    }

    synchronized void keep(String question, String answer) {
        known.put(question, answer);
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
    }
}
