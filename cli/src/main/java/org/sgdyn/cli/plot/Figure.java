package org.sgdyn.cli.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jfree.svg.SVGGraphics2D;
import org.sgdyn.experiment.ExperimentResult;
import org.sgdyn.experiment.ExperimentResult.CurveResult;
import org.sgdyn.experiment.Validation;

/** A page of panels, as vectors or pixels. The same result gives the same bytes. */
public final class Figure {

    private static final double PANEL_WIDTH = 390;
    private static final double PANEL_HEIGHT = 290;
    private static final double MARGIN = 8;
    private static final double HEADING = 28;

    /** Pixels per unit of length: sharp at twice the usual resolution of a screen. */
    private static final int SCALE = 2;

    private final int width;
    private final int height;
    private final Consumer<Graphics2D> painter;

    private Figure(int width, int height, Consumer<Graphics2D> painter) {
        this.width = width;
        this.height = height;
        this.painter = painter;
    }

    /**
     * The figure of one experiment: risk, and error if the loss classifies (else the squared norm), over time.
     *
     * @param result the result
     * @return the figure
     */
    public static Figure of(ExperimentResult result) {
        List<String> columns = result.curves().get(0).theory().columns();
        List<String> shown = List.of("risk", columns.contains("error") ? "error" : "norm_squared").stream()
                .filter(columns::contains)
                .toList();
        // An experiment may ask for other statistics only: then the first of them is shown.
        List<String> panels = shown.isEmpty() ? columns.subList(0, 1) : shown;
        List<String> curves = result.curves().stream().map(CurveResult::name).toList();
        boolean named = curves.stream().anyMatch(name -> !name.isEmpty());
        double width = PANEL_WIDTH * panels.size() + 2 * MARGIN;
        Legend legend =
                Legend.of(named ? curves : List.of(), result.experiment().simulation(), width - 2 * MARGIN);
        double height = HEADING + PANEL_HEIGHT + 6 + legend.height() + 2 * MARGIN;
        return of(width, height, graphics -> {
            heading(graphics, result.experiment().name(), width);
            for (int p = 0; p < panels.size(); p++) {
                Rectangle2D area =
                        new Rectangle2D.Double(MARGIN + p * PANEL_WIDTH, MARGIN + HEADING, PANEL_WIDTH, PANEL_HEIGHT);
                Panel.of(result, panels.get(p), curves::indexOf).draw(graphics, area, "", true, true);
            }
            double top = MARGIN + HEADING + PANEL_HEIGHT + 6;
            legend.draw(graphics, new Rectangle2D.Double(MARGIN, top, width - 2 * MARGIN, legend.height()));
        });
    }

    /**
     * The figure of a validation: distance over dimension, with lines of the expected slope.
     *
     * @param validation the validation
     * @return the figure
     */
    public static Figure of(Validation validation) {
        List<String> names = validation.curves().stream()
                .map(Validation.CurveValidation::name)
                .filter(name -> !name.isEmpty())
                .toList();
        double width = PANEL_WIDTH + 2 * MARGIN;
        Legend legend = Legend.ofDistances(names, width - 2 * MARGIN);
        double top = MARGIN + HEADING;
        double height = top + PANEL_HEIGHT + 6 + legend.height() + MARGIN;
        return of(width, height, graphics -> {
            heading(graphics, validation.name(), width);
            ScalingPanel.draw(
                    graphics, new Rectangle2D.Double(MARGIN, top, PANEL_WIDTH, PANEL_HEIGHT), validation.curves());
            legend.draw(
                    graphics,
                    new Rectangle2D.Double(MARGIN, top + PANEL_HEIGHT + 6, width - 2 * MARGIN, legend.height()));
        });
    }

    static Figure of(double width, double height, Consumer<Graphics2D> painter) {
        return new Figure((int) Math.ceil(width), (int) Math.ceil(height), painter);
    }

    private static void heading(Graphics2D graphics, String text, double width) {
        graphics.setFont(Theme.TITLE);
        graphics.setPaint(Theme.INK);
        double x = (width - Legend.textWidth(Theme.TITLE, text)) / 2;
        graphics.drawString(text, (float) x, (float) (MARGIN + 16));
    }

    private void paint(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setPaint(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        painter.accept(graphics);
    }

    /**
     * The figure as vectors; text stays text.
     *
     * @return an SVG document
     */
    public String toSvg() {
        SVGGraphics2D graphics = new SVGGraphics2D(width, height);
        // Identifiers are random otherwise.
        graphics.setDefsKeyPrefix("s");
        graphics.setFontFunction(family -> '"' + family + "\", Verdana, sans-serif");
        paint(graphics);
        return graphics.getSVGElement(null, true, null, null, null) + "\n";
    }

    /**
     * The figure as pixels.
     *
     * @return the bytes of a PNG file
     */
    public byte[] toPng() {
        BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        paint(graphics);
        graphics.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
