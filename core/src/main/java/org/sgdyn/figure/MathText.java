package org.sgdyn.figure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A label with mathematics: between two dollar signs stand Greek letters and symbols by their names in TeX, subscripts and
 * superscripts of one character or of several in braces, as in {@code "$\gamma_1 = 10^{-3}$"}. All else is plain text, a single
 * dollar sign too.
 *
 * @param runs the text, piece by piece
 */
public record MathText(List<Run> runs) {

    private static final Map<String, String> SYMBOLS = symbols();
    private static final Pattern MATHEMATICS = Pattern.compile("\\$([^$]*)\\$");

    private static final char LAST_ASCII = '\u007F';

    private static final char LAST_GREEK = '\u03FF';

    /** Words whose argument in braces is plain text. */
    private static final Pattern WRAPPER =
            Pattern.compile("\\\\(?:mathrm|mathbf|mathcal|text|operatorname)\\{([^{}]*)}");

    /**
     * Letters on one line.
     *
     * @param text the letters
     * @param level 0 on the line, 1 above it, -1 below it
     */
    public record Run(String text, int level) {}

    /** Copies the list. */
    public MathText {
        runs = List.copyOf(runs);
    }

    /**
     * Reads a label.
     *
     * @param text the label
     * @return its pieces
     * @throws IllegalArgumentException if there is a name of TeX in it that is unknown, or a brace that is never closed
     */
    public static MathText of(String text) {
        List<Run> runs = new ArrayList<>();
        Matcher formulas = MATHEMATICS.matcher(text);
        int at = 0;
        while (formulas.find()) {
            add(runs, text.substring(at, formulas.start()), 0);
            parse(WRAPPER.matcher(formulas.group(1)).replaceAll("$1"), 0, runs);
            at = formulas.end();
        }
        add(runs, text.substring(at), 0);
        return new MathText(runs);
    }

    /**
     * The label as one line of plain text.
     *
     * @return the pieces, one after the other
     */
    public String plain() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    /**
     * The names in TeX of letters and symbols beyond ASCII, each the one that is usual.
     *
     * @return names without a backslash, by the letter
     */
    public static Map<Character, String> names() {
        Map<Character, String> names = new LinkedHashMap<>();
        SYMBOLS.forEach((name, symbol) -> {
            if (symbol.length() == 1 && symbol.charAt(0) > LAST_ASCII) {
                names.putIfAbsent(symbol.charAt(0), name);
            }
        });
        return names;
    }

    private static void parse(String formula, int level, List<Run> runs) {
        int at = 0;
        while (at < formula.length()) {
            char c = formula.charAt(at);
            if (c == '\\') {
                int end = at + 1;
                while (end < formula.length() && Character.isLetter(formula.charAt(end))) {
                    end++;
                }
                end = Math.max(end, Math.min(at + 2, formula.length()));
                add(runs, symbol(formula.substring(at + 1, end)), level);
                at = end;
            } else if (c == '_' || c == '^') {
                int end = end(formula, at + 1);
                String inner = formula.substring(at + 1, end);
                boolean isBraced = inner.startsWith("{");
                parse(isBraced ? inner.substring(1, inner.length() - 1) : inner, c == '^' ? 1 : -1, runs);
                at = end;
            } else {
                if (c != '{' && c != '}') {
                    add(runs, c == '-' ? "\u2212" : String.valueOf(c), level);
                }
                at++;
            }
        }
    }

    /** Where the argument that begins at a place ends. */
    private static int end(String formula, int begin) {
        if (begin >= formula.length()) {
            throw new IllegalArgumentException("\"" + formula + "\" ends where a sub- or superscript should stand");
        }
        if (formula.charAt(begin) == '\\') {
            int end = begin + 1;
            while (end < formula.length() && Character.isLetter(formula.charAt(end))) {
                end++;
            }
            return end;
        }
        if (formula.charAt(begin) != '{') {
            return begin + 1;
        }
        int depth = 0;
        for (int k = begin; k < formula.length(); k++) {
            depth += formula.charAt(k) == '{' ? 1 : formula.charAt(k) == '}' ? -1 : 0;
            if (depth == 0) {
                return k + 1;
            }
        }
        throw new IllegalArgumentException("\"" + formula + "\" has a brace that is never closed");
    }

    private static void add(List<Run> runs, String text, int level) {
        if (text.isEmpty()) {
            return;
        }
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).level() == level) {
            runs.set(last, new Run(runs.get(last).text() + text, level));
        } else {
            runs.add(new Run(text, level));
        }
    }

    private static String symbol(String name) {
        String symbol = SYMBOLS.get(name);
        if (symbol == null) {
            throw new IllegalArgumentException("\"\\" + name
                    + "\" is no name that labels know; take a Greek letter such as"
                    + " \\gamma, or one of "
                    + SYMBOLS.entrySet().stream()
                            .filter(known -> known.getValue().charAt(0) > LAST_GREEK)
                            .map(known -> "\\" + known.getKey())
                            .sorted()
                            .collect(Collectors.joining(", ")));
        }
        return symbol;
    }

    private static Map<String, String> symbols() {
        String greek =
                "alpha \u03B1 beta \u03B2 gamma \u03B3 delta \u03B4 varepsilon \u03B5 epsilon \u03B5 zeta \u03B6 eta \u03B7"
                        + " theta \u03B8 iota \u03B9 kappa \u03BA lambda \u03BB mu \u03BC nu \u03BD xi \u03BE pi \u03C0 rho \u03C1 sigma \u03C3"
                        + " tau \u03C4 upsilon \u03C5 phi \u03C6 varphi \u03C6 chi \u03C7 psi \u03C8 omega \u03C9 Gamma \u0393 Delta \u0394"
                        + " Theta \u0398 Lambda \u039B Xi \u039E Pi \u03A0 Sigma \u03A3 Phi \u03A6 Psi \u03A8 Omega \u03A9";
        String others =
                " cdot \u00B7 times \u00D7 pm \u00B1 to \u2192 infty \u221E le \u2264 leq \u2264 ge \u2265 geq \u2265 ne \u2260"
                        + " neq \u2260 approx \u2248 equiv \u2261 sim \u223C propto \u221D partial \u2202 nabla \u2207 sqrt \u221A sum \u2211"
                        + " ell \u2113 angle \u2220 in \u2208 Vert \u2016 | \u2016 star \u22C6 prime \u2032 langle \u27E8 rangle \u27E9 dots \u2026"
                        + " cos cos sin sin log log exp exp min min max max sup sup lim lim { { } } % % _ _ & & # #";
        String[] words = (greek + others).split(" ", -1);
        Map<String, String> symbols = new LinkedHashMap<>();
        for (int k = 0; k + 1 < words.length; k += 2) {
            symbols.put(words[k], words[k + 1]);
        }
        symbols.put(",", "\u200A");
        symbols.put(" ", " ");
        symbols.put("quad", "  ");
        return Collections.unmodifiableMap(symbols);
    }
}
