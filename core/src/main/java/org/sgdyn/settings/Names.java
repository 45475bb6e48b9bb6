package org.sgdyn.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Suggestions for misspelt names. */
public final class Names {

    /** Nobody misspells a name at such length. */
    private static final int LONGEST = 100;

    private Names() {}

    /**
     * The known name nearest to a wrong one, if it is near enough to be meant.
     *
     * @param wrong what the user wrote
     * @param known the names that would have been valid
     * @return the nearest by edit distance, if the distance is at most a third of the length, or 2
     */
    public static Optional<String> nearest(String wrong, Collection<String> known) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(wrong, name))
                        .thenComparing(name -> name))
                .filter(name -> distance(wrong, name) <= Math.max(2, wrong.length() / 3));
    }

    /**
     * What to say of an unknown name: "did you mean X? Known: A, B, C" without the question if nothing is near.
     *
     * @param wrong what the user wrote
     * @param known the names that would have been valid
     * @return the advice
     */
    public static String advice(String wrong, Collection<String> known) {
        String all = known.isEmpty() ? "none is known" : "known: " + String.join(", ", known);
        return nearest(wrong, known)
                .map(name -> "did you mean \"" + name + "\"? (" + all + ")")
                .orElse(all);
    }

    /** The Levenshtein distance: insertions, deletions and substitutions. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
