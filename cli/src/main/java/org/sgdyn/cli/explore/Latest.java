package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was wanted lately, by what was asked: the same question has the same answer. Thread-safe.
 *
 * @param <V> an answer
 */
final class Latest<V> {

    private final int most;
    private final Map<String, V> known = new LinkedHashMap<>();

    /** Keeps so many. */
    Latest(int most) {
        this.most = most;
    }

    synchronized Optional<V> find(String question) {
        Optional<V> answer = Optional.ofNullable(known.remove(question));
        answer.ifPresent(value -> known.put(question, value));
        return answer;
    }

    synchronized void keep(String question, V answer) {
        known.put(question, answer);
        if (known.size() > most) {
            known.remove(known.keySet().iterator().next());
        }
    }

    /** What is kept, or else what is supplied and kept from now on. */
    synchronized V findOrKeep(String question, Supplier<V> supplied) {
        V answer = find(question).orElseGet(supplied);
        keep(question, answer);
        return answer;
    }
}
