package org.sgdyn.settings;

import java.util.Locale;

/**
 * One thing that is wrong with an experiment.
 *
 * @param location where in the file
 * @param path the key path, such as {@code classes[1].covariance.type}; empty for the whole file
 * @param message the value found, the rule it breaks and what to do
 */
public record Problem(Location location, String path, String message) {

    private static final int LONGEST = 2000;

    /** Makes the texts fit for a terminal, whatever the file holds: on one line, and not longer than a page. */
    public Problem {
        path = shown(path);
        message = shown(message);
    }

    private static String shown(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            int type = Character.getType(c);
            boolean visible = !Character.isISOControl(c)
                    && type != Character.SURROGATE
                    && type != Character.FORMAT
                    && type != Character.LINE_SEPARATOR
                    && type != Character.PARAGRAPH_SEPARATOR
                    && type != Character.UNASSIGNED;
            if (visible) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04X", c));
            }
        });
        return text.codePointCount(0, text.length()) > LONGEST ? out + " ..." : out.toString();
    }

    @Override
    public String toString() {
        return location + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
