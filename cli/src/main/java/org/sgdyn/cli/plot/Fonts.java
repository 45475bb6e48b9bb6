package org.sgdyn.cli.plot;

import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import org.jfree.chart.text.TextUtils;

/** The fonts of all pictures; looked for when the first text is drawn, since that takes a while. */
final class Fonts {

    private static final String FAMILY =
            Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames())
                            .contains("DejaVu Sans")
                    ? "DejaVu Sans"
                    : Font.SANS_SERIF;

    static final Font TITLE = new Font(FAMILY, Font.PLAIN, 13);
    static final Font LABEL = new Font(FAMILY, Font.PLAIN, 11);
    static final Font TICK = new Font(FAMILY, Font.PLAIN, 10);

    static {
        // Turned labels stay text in SVG too, instead of becoming outlines.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Fonts() {}
}
