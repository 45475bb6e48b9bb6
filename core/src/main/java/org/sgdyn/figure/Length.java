package org.sgdyn.figure;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths on paper, as people write them. */
public final class Length {

    /** What a length looks like, for messages. */
    public static final String EXAMPLES =
            "a length such as 3.3in, 140mm, 14cm or 240pt, or column (3.3in) or page (6.75in)";

    /** What every length looks like, as a regular expression. */
    public static final String FORM = " *(?:[0-9]{1,6}(?:\\.[0-9]{1,6})? ?(?:in|mm|cm|pt)|column|page) *";

    private static final double INCH = 72;
    private static final double MILLIMETRE = INCH / 25.4;

    private static final Map<String, Double> UNITS =
            Map.of("in", INCH, "mm", MILLIMETRE, "cm", 10 * MILLIMETRE, "pt", 1.0);
    private static final Map<String, Double> WORDS = Map.of("column", 3.3 * INCH, "page", 6.75 * INCH);
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,6})?) ?(in|mm|cm|pt)");

    /** The least and greatest length that a figure may have, in points: 1 and 100 inches. */
    private static final double LEAST = INCH;

    private static final double MOST = 100 * INCH;

    private Length() {}

    /**
     * Reads a length.
     *
     * @param text such as 3.3in
     * @return it in points, 72 to the inch
     * @throws IllegalArgumentException if it is none, or not from 1 to 100 inches
     */
    public static double points(String text) {
        Matcher form = NUMBER.matcher(text.strip());
        double points = form.matches()
                ? new BigDecimal(form.group(1)).doubleValue() * UNITS.getOrDefault(form.group(2), Double.NaN)
                : WORDS.getOrDefault(text.strip(), Double.NaN);
        if (Double.isNaN(points)) {
            throw new IllegalArgumentException("\"" + text + "\" is no length; take " + EXAMPLES);
        }
        if (points < LEAST || points > MOST) {
            throw new IllegalArgumentException("\"" + text + "\" is no size for a figure; take from 1in to 100in");
        }
        return points;
    }
}
