package org.sgdyn.sweep;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.Names;
import org.sgdyn.settings.NodeParameters;

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
public final class Formula implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS =
            Map.of("sqrt", Math::sqrt, "exp", Math::exp, "log", Math::log, "abs", Math::abs);

    /** Deeper brackets are nobody's formula, and would end the stack. */
    private static final int DEEPEST = 100;

    private final String text;
    private final transient Term term;

    private Formula(String text) {
        this.text = text;
        term = new Parser(text).term();
    }

    /** A part of a formula. */
    @FunctionalInterface
    private interface Term {

        double value(ToDoubleFunction<String> names);
    }

    /**
     * Reads a formula.
     *
     * @param text its text
     * @return the formula
     * @throws IllegalArgumentException if it is not one; the message says where
     */
    public static Formula of(String text) {
        return new Formula(text);
    }

    /** Reads a formula in some names; what is wrong with it becomes a problem. */
    static Optional<Formula> read(
            NodeParameters problems, ConfigNode at, String path, String text, Set<String> names, String what) {
        try {
            Formula formula = of(text);
            for (String name : formula.names()) {
                if (!names.contains(name)) {
                    problems.problem(at, path, "unknown " + what + " \"" + name + "\"; " + Names.advice(name, names));
                }
            }
            return Optional.of(formula);
        } catch (IllegalArgumentException e) {
            problems.problem(at, path, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /**
     * The names that it reads.
     *
     * @return the names, in their order
     */
    public Set<String> names() {
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
    public double value(ToDoubleFunction<String> names) {
        return term.value(names);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Formula formula && text.equals(formula.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /** Serialized as its text. */
    private Object readResolve() {
        return of(text);
    }

    /** Reads the text from left to right, once. */
    private static final class Parser {

        private final String text;
        private int at;
        private int depth;

        Parser(String text) {
            this.text = text;
        }

        Term term() {
            Term term = sum();
            if (at < text.length()) {
                throw wrong("an operator");
            }
            return term;
        }

        private Term sum() {
            return chain(this::product, '+', Double::sum, '-', (a, b) -> a - b);
        }

        private Term product() {
            return chain(this::sign, '*', (a, b) -> a * b, '/', (a, b) -> a / b);
        }

        /** Operands between either of two operators, which bind alike, from left to right. */
        private Term chain(
                Supplier<Term> operand, char one, DoubleBinaryOperator first, char other, DoubleBinaryOperator second) {
            Term chain = operand.get();
            while (true) {
                boolean isOne = take(one);
                if (!isOne && !take(other)) {
                    return chain;
                }
                DoubleBinaryOperator operator = isOne ? first : second;
                Term left = chain;
                Term right = operand.get();
                chain = names -> operator.applyAsDouble(left.value(names), right.value(names));
            }
        }

        private Term sign() {
            if (++depth > DEEPEST) {
                throw wrong("fewer brackets and signs");
            }
            Term term;
            if (take('-')) {
                Term positive = sign();
                term = names -> -positive.value(names);
            } else {
                term = power();
            }
            depth--;
            return term;
        }

        private Term power() {
            Term base = atom();
            if (!take('^')) {
                return base;
            }
            Term exponent = sign();
            return names -> Math.pow(base.value(names), exponent.value(names));
        }

        private Term atom() {
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
                    double number = Double.parseDouble(word);
                    return names -> number;
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("\"" + word + "\" is not a number", e);
                }
            }
            if (!take('(')) {
                return names -> names.applyAsDouble(word);
            }
            DoubleUnaryOperator function = FUNCTIONS.get(word);
            if (function == null) {
                throw new IllegalArgumentException("there is no function " + word + "; known: "
                        + String.join(", ", FUNCTIONS.keySet().stream().sorted().toList()));
            }
            Term argument = closed();
            return names -> function.applyAsDouble(argument.value(names));
        }

        /** The sign in 1e-3. */
        private boolean isExponentSign(int start) {
            char c = text.charAt(at);
            return (c == '-' || c == '+')
                    && at > start
                    && Character.isDigit(text.charAt(start))
                    && Character.toLowerCase(text.charAt(at - 1)) == 'e';
        }

        private Term closed() {
            Term term = sum();
            if (!take(')')) {
                throw wrong("a closing bracket");
            }
            return term;
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
