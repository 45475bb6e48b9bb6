package org.sgdyn.cli.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Numbers in messages, without digits that say nothing: 50, 0.1, 1000000, 1e-7. */
final class Decimals {

    /** Digits enough for a time or a risk. */
    private static final int FOUR = 4;

    private static final Pattern TIME = Pattern.compile("(?<= t = )\\d+\\.\\d+(E-?\\d+)?");

    private static final int MOST_ZEROS = 6;

    private Decimals() {}

    /** All digits that tell a number from others, so that it may be typed again. */
    static String exact(double value) {
        return Double.isFinite(value) ? text(BigDecimal.valueOf(value)) : String.valueOf(value);
    }

    /** Four digits at most. */
    static String rounded(double value) {
        return significant(value, FOUR);
    }

    /** So many digits at most. */
    static String significant(double value, int digits) {
        return Double.isFinite(value)
                ? text(BigDecimal.valueOf(value).round(new MathContext(digits)))
                : String.valueOf(value);
    }

    /** The digits that an error leaves, and no more than so many: 0.275644 +- 1.2e-4 is 0.2756. */
    static String certain(double value, double error, int most) {
        double ratio = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(error)) + 1;
        return significant(value, error > 0 && ratio < most ? (int) Math.max(1, ratio) : most);
    }

    /** A message whose times, such as {@code t = 8.319999999}, are rounded. */
    static String withRoundedTimes(String message) {
        return TIME.matcher(message).replaceAll(time -> rounded(Double.parseDouble(time.group())));
    }

    private static String text(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        int exponent = bare.precision() - bare.scale() - 1;
        return Math.abs(exponent) <= MOST_ZEROS
                ? bare.toPlainString()
                : bare.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
    }
}
