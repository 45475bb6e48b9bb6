package org.sgdyn.spi;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source to cite: one BibTeX entry whose values stand in braces.
 *
 * <pre>{@code
 * Reference.of("""
 *         @article{huber1964robust,
 *           author = {Huber, Peter J.},
 *           title = {Robust Estimation of a Location Parameter},
 *           journal = {The Annals of Mathematical Statistics},
 *           year = {1964},
 *         }""");
 * }</pre>
 *
 * @param bibtex the entry
 * @since 0.1
 */
public record Reference(String bibtex) {

    private static final Pattern HEAD = Pattern.compile("@[A-Za-z]+\\{\\s*([^\\s,{}]+)\\s*,");

    /**
     * The paper whose system is solved, cited with every experiment; for parts that come from it.
     *
     * @since 0.2
     */
    public static final Reference THEORY = of("""
            @misc{collinswoodfin2025exact,
              author = {Collins-Woodfin, Elizabeth and Seroussi, Inbar},
              title = {Exact Dynamics of Multi-class Stochastic Gradient Descent},
              year = {2025},
              eprint = {2510.14074},
              archivePrefix = {arXiv},
              note = {arXiv:2510.14074}
            }""");

    /**
     * Checks the entry.
     *
     * @throws IllegalArgumentException if it is not one entry with a key, an author, a title and a year, or if its braces do not
     *     match
     */
    public Reference {
        bibtex = bibtex.strip();
        if (!HEAD.matcher(bibtex).lookingAt() || closing(bibtex, bibtex.indexOf('{')) != bibtex.length() - 1) {
            throw new IllegalArgumentException("a reference is one BibTeX entry @type{key, ...} with matching braces");
        }
        for (String name : new String[] {"author", "title", "year"}) {
            if (field(bibtex, name).isEmpty()) {
                throw new IllegalArgumentException("a reference has a field " + name + " = {...}");
            }
        }
    }

    /**
     * A source.
     *
     * @param bibtex one BibTeX entry
     * @return the reference
     * @throws IllegalArgumentException if it is not one complete entry
     */
    public static Reference of(String bibtex) {
        return new Reference(bibtex);
    }

    /**
     * The key by which a text cites the entry.
     *
     * @return such as {@code huber1964robust}
     */
    public String key() {
        Matcher head = HEAD.matcher(bibtex);
        return head.lookingAt() ? head.group(1) : "";
    }

    /**
     * One field without its braces.
     *
     * @param name such as {@code title}
     * @return its value, or empty if the entry has no such field
     */
    public Optional<String> field(String name) {
        return field(bibtex, name);
    }

    /**
     * The source in one line.
     *
     * @return authors, title, where it appeared if that is said, year
     */
    public String line() {
        String where = field("journal")
                .or(() -> field("booktitle"))
                .or(() -> field("publisher"))
                .or(() -> field("note"))
                .map(text -> ", " + text)
                .orElse("");
        return accented(field("author").orElseThrow() + ": " + field("title").orElseThrow() + where + ", "
                + field("year").orElseThrow());
    }

    /** TeX's accents before a letter, and its slashed o, as the letters that they mean. */
    private static String accented(String tex) {
        Matcher accent = Pattern.compile("\\\\([`'^~\"])([A-Za-z])").matcher(tex);
        String marked = accent.replaceAll(
                match -> match.group(2) + "\u0300\u0301\u0302\u0303\u0308".charAt("`'^~\"".indexOf(match.group(1))));
        return Normalizer.normalize(marked, Normalizer.Form.NFC)
                .replace("\\o", "\u00F8")
                .replace("\\O", "\u00D8");
    }

    private static Optional<String> field(String bibtex, String name) {
        Matcher start = Pattern.compile("[,\\s]" + Pattern.quote(name.toLowerCase(Locale.ROOT)) + "\\s*=\\s*\\{")
                .matcher(bibtex.toLowerCase(Locale.ROOT));
        if (!start.find()) {
            return Optional.empty();
        }
        int end = closing(bibtex, start.end() - 1);
        return end < 0
                ? Optional.empty()
                : Optional.of(bibtex.substring(start.end(), end)
                        .replaceAll("[{}]", "")
                        .replaceAll("\\s+", " ")
                        .strip());
    }

    /** Where the brace that opens at a position closes; -1 if it does not. */
    private static int closing(String text, int open) {
        int depth = 0;
        for (int k = open; k < text.length(); k++) {
            if (text.charAt(k) == '{') {
                depth++;
            } else if (text.charAt(k) == '}' && --depth == 0) {
                return k;
            }
        }
        return -1;
    }
}
