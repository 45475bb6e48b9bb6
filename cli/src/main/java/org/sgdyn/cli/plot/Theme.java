package org.sgdyn.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.figure.FigureSettings;

/** Colours and strokes of all pictures, on light or dark ground. */
public enum Theme {
    /** For paper. The colours of Okabe and Ito that stand out on white, told apart with any kind of colour vision. */
    LIGHT(
            0xFFFFFF,
            0x262626,
            0x808080,
            0xE6E6E6,
            0x606060,
            0xC8C8C8,
            0,
            0.82,
            List.of(
                    new Color(0x0072B2),
                    new Color(0xD55E00),
                    new Color(0x009E73),
                    new Color(0xCC79A7),
                    new Color(0xE69F00),
                    new Color(0x56B4E9),
                    new Color(0x000000))),

    /** For dark slides and screens: the same hues, lighter. */
    DARK(
            0x16191D,
            0xE2E4E8,
            0x858B94,
            0x33383F,
            0xA6ACB5,
            0x4A5059,
            0.3,
            1,
            List.of(
                    new Color(0x56B4E9),
                    new Color(0xF5793A),
                    new Color(0x2BBE93),
                    new Color(0xE29BC4),
                    new Color(0xF0C13A),
                    new Color(0x9CD4F5),
                    new Color(0xFFFFFF)));

    static final Stroke HAIRLINE = new BasicStroke(0.7f);
    static final Stroke OUTLINE = new BasicStroke(1.1f);
    static final Stroke THIN_DASHES =
            new BasicStroke(0.9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {4f, 3f}, 0);

    private static final Stroke HALO = new BasicStroke(3.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);

    /** How many shapes of markers there are. */
    static final int MARKS = 6;

    private static final float[][] DASHES = {
        {}, {7, 2.5f}, {2, 2}, {7, 2, 2, 2}, {3.5f, 2}, {11, 3}, {7, 2, 2, 2, 2, 2},
    };

    static final float BAND_ALPHA = 0.22f;

    private static final float WIDTH = 1.8f;

    private final Color ground;
    private final Color ink;
    private final Color frame;
    private final Color grid;
    private final Color neutral;
    private final Color missing;
    private final double lowestLevel;
    private final double highestLevel;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Color> colours;

    Theme(
            int ground,
            int ink,
            int frame,
            int grid,
            int neutral,
            int missing,
            double lowestLevel,
            double highestLevel,
            List<Color> colours) {
        this.ground = new Color(ground);
        this.ink = new Color(ink);
        this.frame = new Color(frame);
        this.grid = new Color(grid);
        this.neutral = new Color(neutral);
        this.missing = new Color(missing);
        this.lowestLevel = lowestLevel;
        this.highestLevel = highestLevel;
        this.colours = colours;
    }

    Color ground() {
        return ground;
    }

    Color ink() {
        return ink;
    }

    Color frame() {
        return frame;
    }

    Color grid() {
        return grid;
    }

    Color neutral() {
        return neutral;
    }

    /** The ground of cells without a value. */
    Color missing() {
        return missing;
    }

    /**
     * The colours of texts and grounds.
     *
     * @return them by what they are for
     */
    public Map<String, Color> named() {
        Map<String, Color> named = new LinkedHashMap<>();
        named.put("ground", ground);
        named.put("ink", ink);
        named.put("frame", frame);
        named.put("grid", grid);
        named.put("neutral", neutral);
        named.put("alarm", colour(1));
        return named;
    }

    /** The colour of the curve of that index. */
    Color colour(int index) {
        return colours.get(index % colours.size());
    }

    /** The colour of that name. */
    Color colour(FigureSettings.Colour name) {
        return switch (name) {
            case BLUE -> colours.get(0);
            case VERMILLION -> colours.get(1);
            case GREEN -> colours.get(2);
            case PURPLE -> colours.get(3);
            case ORANGE -> colours.get(4);
            case SKY -> colours.get(5);
            case BLACK -> colours.get(6);
            case GREY -> frame;
        };
    }

    /** The colour of a line that stands for a level between 0 and 1, kept off the ground's own lightness. */
    Color line(double level) {
        return level(lowestLevel + (highestLevel - lowestLevel) * level);
    }

    /**
     * The colour of a level between 0 and 1: equal steps of OKLab lightness, the hue turning from violet over blue and green to
     * yellow. As the lightness grows all along, the order is seen in grey and with any kind of colour vision.
     *
     * <p>Source: B. Ottosson, "A perceptual color space for image processing" (2020), the matrices from OKLab to linear sRGB.
     */
    static Color level(double level) {
        double v = Math.min(1, Math.max(0, level));
        double lightness = 0.27 + 0.66 * v;
        double chroma = 0.095 + 0.045 * (2 * v - 1) * (2 * v - 1);
        return ofOklab(lightness, chroma, 300 - 195 * v);
    }

    /**
     * The colour of a signed share between -1 and 1: blue below 0, nearly white at 0, orange above, equal steps of lightness on both
     * sides.
     */
    static Color signed(double share) {
        double v = Math.min(1, Math.max(-1, share));
        double size = Math.abs(v);
        return ofOklab(0.96 - 0.5 * size, 0.145 * Math.sqrt(size) * (1 - 0.15 * size), v < 0 ? 252 : 48);
    }

    private static Color ofOklab(double lightness, double chroma, double degrees) {
        double hue = Math.toRadians(degrees);
        double a = chroma * Math.cos(hue);
        double b = chroma * Math.sin(hue);
        double l = Math.pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3);
        double m = Math.pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3);
        double s = Math.pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3);
        return new Color(
                component(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                component(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                component(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    /** A component of linear light as a byte of sRGB. */
    private static int component(double linear) {
        double encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
        return (int) Math.round(255 * Math.min(1, Math.max(0, encoded)));
    }

    /** A pattern of dashes for each index, so that curves are told apart in grey too; with the colour none repeats for long. */
    Stroke stroke(int index) {
        return dashed(0, DASHES[(index + index / colours.size()) % DASHES.length]);
    }

    /** A solid line, or one with dashes and gaps of these lengths that begins at a phase. */
    static Stroke dashed(float phase, float... lengths) {
        return new BasicStroke(
                WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, lengths.length == 0 ? null : lengths, phase);
    }

    /** Draws a white line with a dark rim, which stands out on every level. */
    static void drawOnMap(Graphics2D graphics, Shape line, Stroke stroke) {
        graphics.setPaint(Color.BLACK);
        graphics.setStroke(HALO);
        graphics.draw(line);
        graphics.setPaint(Color.WHITE);
        graphics.setStroke(stroke);
        graphics.draw(line);
    }

    /** The marker of simulated means, around the origin: a shape for each index, round after round. */
    static Shape marker(int index) {
        return switch (index % MARKS) {
            case 0 -> disc(2.6);
            case 1 -> polygon(-2.3, -2.3, 2.3, -2.3, 2.3, 2.3, -2.3, 2.3);
            case 2 -> polygon(0, -3.3, 2.9, 2, -2.9, 2);
            case 3 -> polygon(0, -3.4, 3.4, 0, 0, 3.4, -3.4, 0);
            case 4 -> polygon(0, 3.3, 2.9, -2, -2.9, -2);
            default -> polygon(-3.2, 0, -1.6, -2.8, 1.6, -2.8, 3.2, 0, 1.6, 2.8, -1.6, 2.8);
        };
    }

    private static Shape polygon(double... coordinates) {
        Path2D path = new Path2D.Double();
        path.moveTo(coordinates[0], coordinates[1]);
        for (int k = 2; k < coordinates.length; k += 2) {
            path.lineTo(coordinates[k], coordinates[k + 1]);
        }
        path.closePath();
        return path;
    }

    /** A point without a line, around the origin; it leaves the rim of a marker around it to be seen. */
    static Shape dot() {
        return disc(1.9);
    }

    /** What lies at the foot of an axis or below: a triangle that stands on its tip at the origin. */
    static Shape foot() {
        return polygon(0, 0, 3.5, -6, -3.5, -6);
    }

    private static Shape disc(double radius) {
        return new Ellipse2D.Double(-radius, -radius, 2 * radius, 2 * radius);
    }
}
