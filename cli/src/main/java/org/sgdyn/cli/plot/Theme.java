package org.sgdyn.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.text.TextUtils;

/** Fonts, colours and strokes of all pictures. */
final class Theme {

    static final String FAMILY =
            Arrays.asList(GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames())
                            .contains("DejaVu Sans")
                    ? "DejaVu Sans"
                    : Font.SANS_SERIF;

    static final Font TITLE = new Font(FAMILY, Font.PLAIN, 13);
    static final Font LABEL = new Font(FAMILY, Font.PLAIN, 11);
    static final Font TICK = new Font(FAMILY, Font.PLAIN, 10);

    static final Color INK = new Color(0x262626);
    static final Color FRAME = new Color(0x808080);
    static final Color GRID = new Color(0xE6E6E6);
    static final Color NEUTRAL = new Color(0x606060);

    static final Stroke HAIRLINE = new BasicStroke(0.7f);
    static final Stroke OUTLINE = new BasicStroke(1.1f);

    static final float BAND_ALPHA = 0.22f;

    /** The colours of Okabe and Ito that stand out on white, told apart with any kind of colour vision. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x000000));

    static {
        // Turned labels stay text in SVG too, instead of becoming outlines.
        TextUtils.setUseDrawRotatedStringWorkaround(false);
    }

    private Theme() {}

    static Color colour(int index) {
        return COLOURS.get(index % COLOURS.size());
    }

    /** Solid for the first round of colours, dashed for the second, and so on. */
    static Stroke line(int index) {
        int round = index / COLOURS.size();
        float[] dash = round == 0 ? null : new float[] {6f, 2f + 2f * round};
        return new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, dash, 0f);
    }

    /** The marker of simulated means, around the origin. */
    static Shape marker() {
        double radius = 2.6;
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }
}
