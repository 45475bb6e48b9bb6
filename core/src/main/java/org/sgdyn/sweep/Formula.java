package org.sgdyn.sweep;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A number computed from named numbers: {@code sqrt(1 - share)}, {@code alignment_clean_1 - alignment_noisy_1}. Operators
 * {@code + - * / ^} with the usual precedence, brackets, and the functions sqrt, exp, log (natural) and abs. Immutable.
 *
 * <pre>
 * sum     = product {("+" | "-") product}
 * product = sign {("*" | "/") sign}
 * sign    = "-" sign | power
 * power   = atom ["^" sign]
 * atom    = number | name | function "(" sum ")" | "(" sum ")"
 * </pre>
 */
final class Formula implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
            Map.of("sqrt", Math::sqrt, "exp", Math::exp, "log", Math::log, "abs", Math::abs);

    /** Deeper brackets are nobody's formula, and would end the stack. */
    private static final int DEEPEST = 100;

    private final String text;

    private Formula(String text) {
        this.text = text;
    }

    /**
     * Reads a formula.
     *
     * @param text its text
     * @return the formula
     * @throws IllegalArgumentException if it is not one; the message says where
     */
    static Formula of(String text) {
        Formula formula = new Formula(text);
        formula.value(name -> 1);
        return formula;
    }

    /** The names that it reads, in their order. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        value(name -> {
            names.add(name);
            return 1;
        });
        return names;
    }

    /**
     * Its value.
     *
     * @param names the number behind each name
     * @return the value; NaN or infinite where an operation has no other
     */
    double value(ToDoubleFunction<String> names) {
        return new Evaluation(text, names).value();
    }

    @Override
    public String toString() {
        return text;
    }

    /** One pass over the text, which is read anew for each value: formulas are short. */
    private static final class Evaluation {

        private final String text;
        private final ToDoubleFunction<String> names;
        private int at;
        private int depth;

        Evaluation(String text, ToDoubleFunction<String> names) {
            this.text = text;
            this.names = names;
        }

        double value() {
            double value = sum();
            if (at < text.length()) {
                throw wrong("an operator");
            }
            return value;
        }

        private double sum() {
            double value = product();
            while (true) {
                if (take('+')) {
                    value += product();
                } else if (take('-')) {
                    value -= product();
                } else {
                    return value;
                }
            }
        }

        private double product() {
            double value = sign();
            while (true) {
                if (take('*')) {
                    value *= sign();
                } else if (take('/')) {
                    value /= sign();
                } else {
                    return value;
                }
            }
        }

        private double sign() {
            if (++depth > DEEPEST) {
                throw wrong("fewer brackets and signs");
            }
            double value = take('-') ? -sign() : power();
            depth--;
            return value;
        }

        private double power() {
            double base = atom();
            return take('^') ? Math.pow(base, sign()) : base;
        }

        private double atom() {
            if (take('(')) {
                return closed();
            }
            int start = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at))
                            || "._".indexOf(text.charAt(at)) >= 0
                            || isExponentSign(start))) {
                at++;
            }
            String word = text.substring(start, at);
            skip();
            if (word.isEmpty()) {
                throw wrong("a number, a name or a bracket");
            }
            if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
                try {
                    return Double.parseDouble(word);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("\"" + word + "\" is not a number", e);
                }
            }
            if (take('(')) {
                DoubleUnaryOperator function = FUNCTIONS.get(word);
                if (function == null) {
                    throw new IllegalArgumentException("there is no function " + word + "; known: "
                            + String.join(
                                    ", ", FUNCTIONS.keySet().stream().sorted().toList()));
                }
                return function.applyAsDouble(closed());
            }
            return names.applyAsDouble(word);
        }

        /** The sign in 1e-3. */
        private boolean isExponentSign(int start) {
            char c = text.charAt(at);
            return (c == '-' || c == '+')
                    && at > start
                    && Character.isDigit(text.charAt(start))
                    && Character.toLowerCase(text.charAt(at - 1)) == 'e';
        }

        private double closed() {
            double value = sum();
            if (!take(')')) {
                throw wrong("a closing bracket");
            }
            return value;
        }

        private boolean take(char wanted) {
            skip();
            boolean found = at < text.length() && text.charAt(at) == wanted;
            if (found) {
                at++;
                skip();
            }
            return found;
        }

        private void skip() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private IllegalArgumentException wrong(String wanted) {
            return new IllegalArgumentException("the formula \"" + text + "\" needs " + wanted
                    + (at < text.length() ? " at \"" + text.substring(at) + "\"" : " at its end"));
        }
    }
}
