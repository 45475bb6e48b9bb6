package org.sgdyn.data;

import java.util.regex.Pattern;

/** Labels as texts: the same number is the same label however a file writes it, 3 as 3.0 and 3.000e+00. */
public final class LabelText {

    /** Java's own parser takes more, such as 1f and 0x1p3, that no other program calls a number. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

    private static final double LARGEST_WHOLE = 1L << 53;

    /** A whole number of so many digits is exact, and so is this power of ten: their quotient is the nearest to the decimal. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    /** What programs write where a value is missing. */
    private static final Pattern MISSING = Pattern.compile("(?i)|[+-]?nan|#?n/?a|<na>|null|\\?");

    private LabelText() {}

    /**
     * Whether a text says that there is no label.
     *
     * @param text the text, without white space around it
     * @return true if it is empty, or NaN, NA, N/A, #N/A, null or ? in whatever case
     */
    public static boolean isMissing(String text) {
        return MISSING.matcher(text).matches();
    }

    /**
     * Whether a text is a finite number with a decimal point.
     *
     * @param text a text
     * @return true if any program takes it for the number that {@link #number} gives
     */
    public static boolean isNumber(String text) {
        return Double.isFinite(number(text));
    }

    /**
     * The number that a text is, with a decimal point.
     *
     * @param text a text
     * @return the number; not finite if it is none, or too large
     */
    public static double number(String text) {
        int digits = 0;
        int behind = 0;
        long whole = 0;
        boolean hasPoint = false;
        int start = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        for (int k = start; k < text.length(); k++) {
            char c = text.charAt(k);
            if (c >= '0' && c <= '9' && digits < EXACT_DIGITS) {
                whole = 10 * whole + (c - '0');
                digits++;
                behind += hasPoint ? 1 : 0;
            } else if (c == '.' && !hasPoint) {
                hasPoint = true;
            } else {
                return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
            }
        }
        if (digits == 0) {
            return Double.NaN;
        }
        double magnitude = whole / POWERS[behind];
        return text.charAt(0) == '-' ? -magnitude : magnitude;
    }

    /**
     * The label that a text stands for.
     *
     * @param text the text, without white space around it
     * @return the text itself, or a number below 2^53 in its only form; beyond, different whole numbers would be the same
     */
    public static String of(String text) {
        double number = number(text);
        return Math.abs(number) < LARGEST_WHOLE ? of(number) : text;
    }

    /**
     * The label that a number stands for.
     *
     * @param number a finite number
     * @return its only form: without a fraction if it is whole
     */
    public static String of(double number) {
        return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE
                ? Long.toString((long) number)
                : Double.toString(number);
    }
}
