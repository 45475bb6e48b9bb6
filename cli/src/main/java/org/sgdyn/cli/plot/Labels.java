package org.sgdyn.cli.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import org.sgdyn.spi.Column;

/** What columns and numbers are called where people read them: in mathematical notation, as plain text. */
public final class Labels {

    /** The time axis of all figures. */
    public static final String TIME = "t = samples / d";

    private static final String RAISED = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";

    private Labels() {}

    /**
     * The label of a column of results.
     *
     * @param column the column
     * @return its label, such as "mean logit m₁(t)", else its name with blanks; with its unit
     */
    public static String of(Column column) {
        String label = column.label().isEmpty() ? words(column.name()) : column.label();
        return column.unit().isEmpty() ? label : label + " in " + column.unit();
    }

    /**
     * A name to read.
     *
     * @param name a name of a table
     * @return the name with blanks
     */
    public static String words(String name) {
        return name.replace('_', ' ');
    }

    /**
     * A number to read.
     *
     * @param value a number
     * @return at most four significant digits, as 0.25 or 2.5·10⁻⁷
     */
    public static String number(double value) {
        return rounded(value, 4);
    }

    /**
     * A number to read.
     *
     * @param value a number
     * @param digits the most significant digits
     * @return as 0.25 or 2.5·10⁻⁷
     */
    static String rounded(double value, int digits) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        return scientific(value, digits);
    }

    /** A number other than 0 with a power of ten: 10⁵, 2.5·10⁻⁷. */
    static String scientific(double value, int digits) {
        BigDecimal rounded =
                new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.scaleByPowerOfTen(-exponent).toPlainString();
        String power = "10" + superscript(exponent);
        return mantissa.equals("1") ? power : mantissa.equals("-1") ? "-" + power : mantissa + "\u00B7" + power;
    }

    static String superscript(int number) {
        StringBuilder text = new StringBuilder();
        for (char c : Integer.toString(number).toCharArray()) {
            text.append(c == '-' ? '\u207B' : RAISED.charAt(c - '0'));
        }
        return text.toString();
    }
}
