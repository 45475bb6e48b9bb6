package org.sgdyn.cli.plot;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sgdyn.figure.MathText;

/** Labels in LaTeX: mathematics between dollar signs as it stands, all else as text. */
final class TexText {

    private static final Pattern MATHEMATICS = Pattern.compile("\\$[^$]*\\$");
    private static final Map<Character, String> TEX = symbols();

    private TexText() {}

    /** The label, for the body of a document in any encoding. */
    static String of(String label) {
        StringBuilder tex = new StringBuilder();
        Matcher formulas = MATHEMATICS.matcher(label);
        int at = 0;
        while (formulas.find()) {
            escape(label.substring(at, formulas.start()), tex);
            tex.append(ascii(formulas.group()));
            at = formulas.end();
        }
        escape(label.substring(at), tex);
        return tex.toString();
    }

    private static void escape(String text, StringBuilder tex) {
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            String symbol = TEX.get(c);
            if (symbol != null) {
                tex.append(symbol);
            } else if (c < 0x80) {
                tex.append(c);
            } else {
                tex.append('?');
            }
        }
    }

    /** A formula whose letters beyond ASCII are names of TeX. */
    private static String ascii(String formula) {
        StringBuilder tex = new StringBuilder();
        for (int k = 0; k < formula.length(); k++) {
            char c = formula.charAt(k);
            tex.append(c < 0x80 ? String.valueOf(c) : TEX.getOrDefault(c, "?").replace("$", ""));
        }
        return tex.toString();
    }

    private static Map<Character, String> symbols() {
        Map<Character, String> symbols = new HashMap<>();
        for (char c : "&%#_{}$".toCharArray()) {
            symbols.put(c, "\\" + c);
        }
        symbols.put('\\', "\\textbackslash{}");
        symbols.put('~', "\\textasciitilde{}");
        symbols.put('^', "\\textasciicircum{}");
        symbols.put('<', "$<$");
        symbols.put('>', "$>$");
        symbols.put('|', "$|$");
        MathText.names().forEach((letter, name) -> symbols.put(letter, "$\\" + name + "$"));
        // The sign of a millionth.
        symbols.put('\u00B5', "$\\mu$");
        String above = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079";
        for (int digit = 0; digit < 10; digit++) {
            symbols.put(above.charAt(digit), "$^{" + digit + "}$");
            symbols.put((char) (0x2080 + digit), "$_{" + digit + "}$");
        }
        symbols.put('\u207B', "$^{-}$");
        symbols.put('\u1D62', "$_i$");
        symbols.put('\u2C7C', "$_j$");
        symbols.put('\u2212', "$-$");
        symbols.put('\u221A', "$\\surd$");
        symbols.put('\u2013', "--");
        symbols.put('\u2026', "\\dots{}");
        symbols.put('\u200A', "\\,");
        return symbols;
    }
}
