package org.sgdyn.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of others in messages: names of files, and what systems say. */
final class Words {

    /** Longer texts hide what the message says. */
    private static final int MOST = 300;

    /** The longest message. */
    private static final int MOST_OF_ALL = 2000;

    private static final Pattern LONG_WORD = Pattern.compile("\\S{" + (MOST + 1) + ",}");

    private Words() {}

    /** A message without the middle of overlong names and texts in it. */
    static String readable(String message) {
        String readable =
                LONG_WORD.matcher(message).replaceAll(word -> Matcher.quoteReplacement(shortened(word.group())));
        return readable.length() <= MOST_OF_ALL ? readable : shortened(readable, MOST_OF_ALL);
    }

    /** A text, or the beginning and the end of a long one. */
    static String shortened(String text) {
        return shortened(text, MOST);
    }

    private static String shortened(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most / 2) + " [...] " + text.substring(text.length() - most / 2);
    }
}
