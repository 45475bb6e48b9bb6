package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jfree.svg.SVGGraphics2D;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the names of axes lie. */
final class FrameTest {

    private static final String LONG = "misclassification error";
    private static final int TOP = 40;
    private static final int WIDTH = 300;

    private static Consumer<Graphics2D> name(int height, String name) {
        Rectangle2D area = new Rectangle2D.Double(0, TOP, WIDTH, height);
        double[] unit = {0, 1};
        Chart.Axis axis = new Chart.Axis("", false);
        Frame frame = Frame.of(area, axis, unit, axis, unit, true, true);
        return graphics -> frame.drawAxes(graphics, "", name, Theme.LIGHT);
    }

    /** The first and the last row of pixels that the name of the vertical axis reaches: nothing else is so far on the left. */
    private static int[] rows(int height, String name) {
        BufferedImage image = new BufferedImage(WIDTH, 2 * TOP + height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setPaint(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, image.getWidth(), image.getHeight()));
        name(height, name).accept(graphics);
        graphics.dispose();
        return IntStream.range(0, image.getHeight())
                .filter(y -> IntStream.range(0, (int) Frame.NAME_OF_AXIS)
                        .anyMatch(x -> image.getRGB(x, y) != Color.WHITE.getRGB()))
                .toArray();
    }

    /** From the lowest panel with a title above it to one that has room. */
    @ParameterizedTest
    @ValueSource(ints = {100, 120, 150, 175, 290})
    void aLongNameOfTheVerticalAxisStaysBesideItsPanel(int height) {
        int[] rows = rows(height, LONG);
        double top = Frame.data(new Rectangle2D.Double(0, TOP, WIDTH, height), true, true)
                .getY();
        // A pixel more for letters that cover a part of it, and one for the width of a smaller font.
        assertThat((double) rows[0]).isGreaterThanOrEqualTo(top - 2);
        assertThat(rows[rows.length - 1]).isLessThanOrEqualTo(TOP + height + 1);
        SVGGraphics2D letters = new SVGGraphics2D(WIDTH, 2 * TOP + height);
        name(height, LONG).accept(letters);
        assertThat(letters.getSVGElement()).contains(">" + LONG + "<");
    }
}
