package org.sgdyn.cli.command;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.sgdyn.experiment.Names;
import org.sgdyn.experiment.PartKind;

/** How the command line writes kinds of parts. */
final class KindWord {

    private KindWord() {}

    /** The kind that a word names. */
    static PartKind find(String word, Function<PartKind, String> writing) {
        return Arrays.stream(PartKind.values())
                .filter(kind -> writing.apply(kind).equals(word))
                .findFirst()
                .orElseThrow(() ->
                        new BadInputException("unknown kind \"" + word + "\"; " + Names.advice(word, all(writing))));
    }

    private static List<String> all(Function<PartKind, String> writing) {
        return Arrays.stream(PartKind.values()).map(writing).toList();
    }

    /** Kinds as {@code list} takes them. */
    static final class Plurals implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all(PartKind::plural).iterator();
        }
    }

    /** Kinds as {@code plugin new} takes them. */
    static final class Singulars implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return all(PartKind::word).iterator();
        }
    }
}
