package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jfree.svg.SVGGraphics2D;
import org.junit.jupiter.api.Test;

final class LetteringTest {

    private static Font brought() throws Exception {
        try (InputStream file =
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
            return Font.createFont(Font.TRUETYPE_FONT, file).deriveFont(10f);
        }
    }

    private static String drawn(Font font, String text) {
        SVGGraphics2D graphics = new SVGGraphics2D(100, 20);
        Lettering.draw(graphics, font, text, 0, 10);
        return graphics.getSVGElement();
    }

    /** The font that comes with the program lacks some signs that labels have, and draws none of them as an empty box. */
    @Test
    void whatTheFontLacksIsPutTogetherFromWhatItHas() throws Exception {
        Font font = brought();
        assertThat(font.canDisplayUpTo("10\u207B\u2075"))
                .as("it would be a box")
                .isNotNegative();
        assertThat(drawn(font, "10\u207B\u2070")).contains(">10<", ">\u22120<").doesNotContain("\u207B");
        assertThat(drawn(font, "cos \u2220(X, \u03BC\u2081)"))
                .contains("cos angle (X, \u03BC")
                .doesNotContain("\u2220");
    }

    @Test
    void subAndSuperscriptsAreSmallerAndMoved() {
        String svg = drawn(Fonts.LABEL, "$\\gamma^2_k$");
        assertThat(svg).contains(">\u03B3<", ">2<", ">k<");
        double[] lines = new double[3];
        List<String> letters = List.of(">\u03B3<", ">2<", ">k<");
        for (int k = 0; k < 3; k++) {
            String before = svg.substring(0, svg.indexOf(letters.get(k)));
            String y = before.substring(before.lastIndexOf(" y='") + 4);
            lines[k] = Double.parseDouble(y.substring(0, y.indexOf('\'')));
        }
        assertThat(lines[1]).isLessThan(lines[0]);
        assertThat(lines[2]).isGreaterThan(lines[0]);
    }

    @Test
    void whatLooksLikeMathematicsAndIsNoneStaysAsItIs() throws IOException {
        assertThat(drawn(Fonts.LABEL, "$\\gama$ or $5")).contains("$\\gama$ or $5");
    }

    @Test
    void linesAreBrokenAtBlanksAndLongWordsAtLetters() {
        double room = Lettering.width(Fonts.LABEL, "ten letters");
        for (String text : List.of("a text of several words that is long", "averyverylongwordwithoutanyblank")) {
            List<String> lines = Lettering.wrapped(Fonts.LABEL, text, room);
            assertThat(lines).hasSizeGreaterThan(2).allMatch(line -> Lettering.width(Fonts.LABEL, line) <= room);
            assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
        }
    }
}
