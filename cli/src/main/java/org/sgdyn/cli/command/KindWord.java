package org.sgdyn.cli.command;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.settings.Names;

/** How the command line writes kinds of parts. */
final class KindWord {

    /** Bundled experiments, among the plurals. */
    static final String EXPERIMENTS = "experiments";

    /** Bundled sweeps, among the plurals. */
    static final String SWEEPS = "sweeps";

    private KindWord() {}

    /** The kind that a word names. */
    static PartKind find(String word) {
        return Arrays.stream(PartKind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word, all(PartKind::word)));
    }

    /** A word that {@code list} takes. */
    static String plural(String word) {
        if (!plurals().contains(word)) {
            throw unknown(word, plurals());
        }
        return word;
    }

    /** All words that {@code list} takes. */
    static List<String> plurals() {
        return Stream.concat(all(PartKind::plural).stream(), Stream.of(EXPERIMENTS, SWEEPS))
                .toList();
    }

    private static BadInputException unknown(String word, List<String> known) {
        return new BadInputException("unknown kind \"" + word + "\"; " + Names.advice(word, known));
    }

    private static List<String> all(Function<PartKind, String> writing) {
        return Arrays.stream(PartKind.values()).map(writing).toList();
    }

    /** What {@code list} takes: kinds of parts, and what is bundled. */
    static final class Plurals implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return plurals().iterator();
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
