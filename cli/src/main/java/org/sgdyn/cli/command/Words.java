package org.sgdyn.cli.command;

/** Texts of others in messages: names of files, and what systems say. */
final class Words {

    /** Longer texts hide what the message says. */
    private static final int MOST = 300;

    private Words() {}

    /** A text, or the beginning and the end of a long one. */
    static String shortened(String text) {
        return text.length() <= MOST
                ? text
                : text.substring(0, MOST / 2) + " [...] " + text.substring(text.length() - MOST / 2);
    }
}
