package org.sgdyn.cli.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What columns and numbers are called where people read them: in mathematical notation, as plain text. */
public final class Labels {

    /** The time axis of all figures. */
    public static final String TIME = "t = samples / d";

    private static final String RAISED = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";

    private static final Map<String, String> NAMES = Map.of(
            "risk", "risk R(t)",
            "error", "misclassification error",
            "norm_squared", "squared norm \u2016X\u2016\u00B2",
            "learning_rate", "learning rate \u03B3(t)",
            "gradient_norm", "norm of the gradient \u2016\u2207R\u2016",
            "distance_to_teacher", "distance \u2016X \u2212 X*\u2016");

    /** Columns with one index or two: %2$s is the first one, %1$s the same lowered, %3$s the second one lowered. */
    private static final Map<String, String> INDEXED = Map.of(
            "risk", "risk of class %2$s, R%1$s(t)",
            "error", "error of class %2$s",
            "logit_mean", "mean logit m%1$s%3$s(t)",
            "logit_variance", "logit variance B%1$s%3$s(t)",
            "cosine", "cos \u2220(X%3$s, \u03BC%1$s)",
            "margin", "margin of class %2$s",
            "alignment_clean", "clean alignment, class %2$s",
            "alignment_noisy", "noisy alignment, class %2$s",
            "energy", "energy of band %2$s");

    private static final Pattern INDEX = Pattern.compile("([a-z_]+?)_(\\d+)(?:_(\\d+))?");

    private Labels() {}

    /**
     * The label of a column of results.
     *
     * @param column such as {@code logit_mean_1}
     * @return such as "mean logit m₁(t)"; the column's name with blanks if it is not known
     */
    public static String of(String column) {
        String name = NAMES.get(column);
        if (name != null) {
            return name;
        }
        Matcher indexed = INDEX.matcher(column);
        if (indexed.matches() && INDEXED.containsKey(indexed.group(1))) {
            String first = indexed.group(2);
            String second = indexed.group(3) == null ? "" : subscript(indexed.group(3));
            String separated = second.isEmpty() || indexed.group(1).equals("cosine") ? second : "\u200A" + second;
            return String.format(INDEXED.get(indexed.group(1)), subscript(first), first, separated);
        }
        return column.replace('_', ' ');
    }

    /**
     * A number to read.
     *
     * @param value a number
     * @return at most four significant digits, as 0.25 or 2.5·10⁻⁷
     */
    public static String number(double value) {
        if (!Double.isFinite(value) || value == 0) {
            return value == 0 ? "0" : String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < 6) {
            return rounded.toPlainString();
        }
        return scientific(value, 4);
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

    private static String subscript(String digits) {
        StringBuilder text = new StringBuilder();
        digits.chars().forEach(c -> text.append((char) ('\u2080' + c - '0')));
        return text.toString();
    }
}
