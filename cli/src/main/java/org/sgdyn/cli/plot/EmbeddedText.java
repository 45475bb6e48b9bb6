package org.sgdyn.cli.plot;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.IOException;
import java.text.AttributedCharacterIterator;
import java.text.CharacterIterator;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Keeps texts in a PDF file as texts, in those glyphs of the pictures' font that they need; a text that the font lacks is drawn. */
final class EmbeddedText extends PdfBoxGraphics2DFontTextDrawer {

    private final PDFont embedded;

    /**
     * Embeds the font.
     *
     * @param document the document, which subsets it when it is saved
     */
    EmbeddedText(PDDocument document) throws IOException {
        embedded = PDType0Font.load(document, Fonts.stream(), true);
    }

    @Override
    protected PDFont mapFont(Font font, IFontTextDrawerEnv env) {
        return embedded;
    }

    @Override
    public boolean canDrawText(AttributedCharacterIterator iterator, IFontTextDrawerEnv env)
            throws IOException, FontFormatException {
        StringBuilder text = new StringBuilder();
        for (char c = iterator.first(); c != CharacterIterator.DONE; c = iterator.next()) {
            text.append(c);
        }
        iterator.first();
        return Fonts.LABEL.canDisplayUpTo(text.toString()) < 0 && super.canDrawText(iterator, env);
    }
}
