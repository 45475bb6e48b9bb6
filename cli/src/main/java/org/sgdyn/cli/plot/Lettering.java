package org.sgdyn.cli.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.sgdyn.figure.MathText;
import org.sgdyn.figure.MathText.Run;

/** How texts with mathematics are drawn; what the font lacks is put together from what it has. */
final class Lettering {

    private static final FontRenderContext CONTEXT = new FontRenderContext(new AffineTransform(), true, true);

    /** The size of sub- and superscripts beside that of the line, and how far they are moved in heights of the font. */
    private static final float SMALL = 0.72f;

    private static final double RAISED = 0.36;
    private static final double LOWERED = 0.2;

    /** A text that does not fit is made smaller down to this share, then cut. */
    private static final double SMALLEST = 0.62;

    private static final String ABOVE = "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079\u207B\u207F";
    private static final String OF_ABOVE = "0123456789\u2212n";
    private static final String BELOW = "\u2080\u2081\u2082\u2083\u2084\u2085\u2086\u2087\u2088\u2089\u1D62\u2C7C";
    private static final String OF_BELOW = "0123456789ij";
    private static final Map<Character, String> WORDS =
            Map.of('\u2220', "angle ", '\u2208', "in", '\u27E8', "<", '\u27E9', ">", '\u2113', "l");

    private Lettering() {}

    /** Letters in one font, moved down from the line. */
    private record Piece(String text, Font font, double down) {
        double width() {
            return font.getStringBounds(text, CONTEXT).getWidth();
        }
    }

    /** The width of a text. */
    static double width(Font font, String text) {
        return pieces(font, text).stream().mapToDouble(Piece::width).sum();
    }

    /** Draws a text with the colour that is set; its first letter begins at x, its line is y. */
    static void draw(Graphics2D graphics, Font font, String text, double x, double y) {
        double at = x;
        for (Piece piece : pieces(font, text)) {
            graphics.setFont(piece.font());
            graphics.drawString(piece.text(), (float) at, (float) (y + piece.down()));
            at += piece.width();
        }
    }

    /** Draws a text around a middle, smaller if it has not the room. */
    static void drawCentred(Graphics2D graphics, Font font, String text, double middle, double y, double room) {
        Font fitting = fitting(font, text, room);
        String shown = shortened(fitting, text, room);
        draw(graphics, fitting, shown, middle - width(fitting, shown) / 2, y);
    }

    /** Draws a text upwards around a middle, smaller if it has not the room. */
    static void drawUpwards(Graphics2D graphics, Font font, String text, double x, double middle, double room) {
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, x, middle);
        drawCentred(graphics, font, text, x, middle, room);
        graphics.setTransform(before);
    }

    private static Font fitting(Font font, String text, double room) {
        double width = width(font, text);
        return width <= room ? font : font.deriveFont((float) (font.getSize2D() * Math.max(SMALLEST, room / width)));
    }

    /** The text, or as much of its beginning as there is room for. */
    static String shortened(Font font, String text, double room) {
        // The width of a smaller font is not quite proportional.
        if (width(font, text) <= 1.02 * room) {
            return text;
        }
        String plain = parsed(text).plain();
        int length = plain.length();
        while (length > 1 && width(font, plain.substring(0, length) + "\u2026") > room) {
            length--;
        }
        return plain.substring(0, length) + "\u2026";
    }

    /** Breaks a text at blanks, and words at letters, into lines that fit. */
    static List<String> wrapped(Font font, String text, double room) {
        if (width(font, text) <= room) {
            return List.of(text);
        }
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : parsed(text).plain().split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(font, longer) <= room) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            String rest = word;
            while (width(font, rest) > room && rest.length() > 1) {
                int length = rest.length();
                while (length > 1 && width(font, rest.substring(0, length)) > room) {
                    length--;
                }
                lines.add(rest.substring(0, length));
                rest = rest.substring(length);
            }
            line = rest;
        }
        lines.add(line);
        return lines;
    }

    private static MathText parsed(String text) {
        try {
            return MathText.of(text);
        } catch (IllegalArgumentException noMathematics) {
            return new MathText(List.of(new Run(text, 0)));
        }
    }

    private static List<Piece> pieces(Font font, String text) {
        Font small = font.deriveFont(font.getSize2D() * SMALL);
        List<Piece> pieces = new ArrayList<>();
        for (Run run : parsed(text).runs()) {
            StringBuilder line = new StringBuilder();
            int level = run.level();
            for (char c : run.text().toCharArray()) {
                int above = font.canDisplay(c) ? -1 : ABOVE.indexOf(c);
                int below = font.canDisplay(c) ? -1 : BELOW.indexOf(c);
                int its = above >= 0 ? 1 : below >= 0 ? -1 : run.level();
                if (its != level) {
                    add(pieces, line, level, font, small);
                    level = its;
                }
                if (above >= 0 || below >= 0) {
                    line.append(above >= 0 ? OF_ABOVE.charAt(above) : OF_BELOW.charAt(below));
                } else {
                    line.append(font.canDisplay(c) ? String.valueOf(c) : WORDS.getOrDefault(c, String.valueOf(c)));
                }
            }
            add(pieces, line, level, font, small);
        }
        return pieces;
    }

    private static void add(List<Piece> pieces, StringBuilder line, int level, Font font, Font small) {
        if (line.length() > 0) {
            double size = font.getSize2D();
            double down = level == 0 ? 0 : level > 0 ? -RAISED * size : LOWERED * size;
            pieces.add(new Piece(line.toString(), level == 0 ? font : small, down));
            line.setLength(0);
        }
    }
}
