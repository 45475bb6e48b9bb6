package org.sgdyn.cli.plot;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jfree.svg.SVGGraphics2D;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;

/** A page of panels, as vectors or pixels, on light or dark ground. The same result gives the same bytes. */
public final class Figure {

    private final Composition parts;
    private final FigureLayout layout;

    /** Kept, since files and reports show the same. */
    private final Map<Theme, String> svgs = new ConcurrentHashMap<>();

    private Figure(Composition parts) {
        this.parts = parts;
        layout = new FigureLayout(parts);
    }

    /**
     * A figure of charts, row after row. Under it stand the curves of the first chart; charts with other ones have a legend of
     * their own.
     *
     * @param title what stands above it
     * @param charts the charts, at least one
     * @param columns how many stand in a row
     * @return the figure
     */
    public static Figure of(String title, List<Chart> charts, int columns) {
        return of(title, charts, List.of(), columns);
    }

    static Figure of(String title, List<Chart> charts, List<Entry> shownStyles, int columns) {
        List<Entry> styles = new ArrayList<>(shownStyles);
        if (charts.stream().anyMatch(Chart::reachesZero)) {
            styles.add(new Entry(Kind.FOOT, new Tint.Neutral(), "0 up to rounding"));
        }
        List<Block> blocks = charts.stream().map(Block::of).toList();
        return of(title, blocks, columns, blocks.get(0).curves(), styles);
    }

    static Figure of(String title, List<Block> blocks, int columns, List<Entry> shared, List<Entry> styles) {
        return new Figure(new Composition(title, blocks, columns, shared, styles, false, false, Page.SCREEN));
    }

    /** The same panels, of which only the first of a row and the last of a column name their axes, under one legend. */
    Figure sharingAxes() {
        return new Figure(parts.sharingAxes());
    }

    /**
     * The same figure with letters at its panels.
     *
     * @return a figure whose panels are called a, b, c, ...
     */
    public Figure lettered() {
        return new Figure(parts.lettered());
    }

    /**
     * The same figure on another page.
     *
     * @param other its size; figures begin on {@link Page#SCREEN}
     * @return the figure, laid out for it
     */
    public Figure on(Page other) {
        return other.equals(parts.page()) ? this : new Figure(parts.on(other));
    }

    /**
     * The figure of a map, beside it the slices along its parameters.
     *
     * @param map the map
     * @return the figure
     */
    public static Figure of(HeatMap map) {
        List<Block> blocks = blocks(map);
        return of(map.title(), blocks, blocks.size(), List.of(), List.of());
    }

    /**
     * What {@link #of(HeatMap)} shows side by side, for pages that have not the room.
     *
     * @param map the map
     * @return the map alone, whose {@link #cells} are known, then each slice
     */
    public static List<Figure> parts(HeatMap map) {
        List<Figure> parts = new ArrayList<>();
        for (Block block : blocks(map)) {
            parts.add(of(parts.isEmpty() ? map.title() : "", List.of(block), 1, List.of(), List.of()));
        }
        return List.copyOf(parts);
    }

    private static List<Block> blocks(HeatMap map) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Block.of(map));
        map.slices().forEach(slice -> blocks.add(Block.of(slice)));
        return blocks;
    }

    /**
     * A figure of charts and a map in one row. Under it stand the curves of the first chart.
     *
     * @param title what stands above it
     * @param charts the charts, at least one
     * @param map the map
     * @return the figure
     */
    public static Figure of(String title, List<Chart> charts, HeatMap map) {
        List<Entry> shared = Legend.curves(charts.get(0).curves());
        List<Block> blocks = new ArrayList<>();
        charts.forEach(chart -> blocks.add(new Block(new Block.OfChart(chart), shared, List.of())));
        blocks.add(new Block(new Block.OfMap(map, true), List.of(), List.of()));
        return of(title, blocks, blocks.size(), shared, List.of());
    }

    Composition parts() {
        return parts;
    }

    /**
     * Where the cells of a map lie.
     *
     * @return left, top, width and height of them all, in shares of the figure's width and height; empty unless it shows a map alone
     */
    public Optional<Rectangle2D> cells() {
        double width = Math.ceil(layout.width());
        double height = Math.ceil(layout.height());
        return layout.cells()
                .map(all -> new Rectangle2D.Double(
                        all.getX() / width, all.getY() / height, all.getWidth() / width, all.getHeight() / height));
    }

    /**
     * The figure as vectors; text stays text.
     *
     * @param theme its colours
     * @return an SVG document
     */
    public String toSvg(Theme theme) {
        return svgs.computeIfAbsent(theme, this::drawSvg);
    }

    private String drawSvg(Theme theme) {
        double width = Math.ceil(layout.width());
        double height = Math.ceil(layout.height());
        SVGGraphics2D graphics = new SVGGraphics2D(width, height);
        // Identifiers are random otherwise.
        graphics.setDefsKeyPrefix("s");
        graphics.setGeomDoubleConverter(Figure::hundredths);
        graphics.setFontFunction(Fonts::cssFamily);
        layout.paint(graphics, theme);
        boolean isPaper = parts.page().width().isPresent();
        String size = isPaper
                ? "width=\"" + hundredths(layout.width() * parts.page().scale()) + "pt\" height=\""
                        + hundredths(layout.height() * parts.page().scale()) + "pt\" viewBox=\"0 0 "
                        + hundredths(layout.width())
                        + " " + hundredths(layout.height()) + "\" "
                : "";
        return graphics.getSVGElement(null, !isPaper, null, null, null).replaceFirst("<svg ", "<svg " + size) + "\n";
    }

    /** A length to a hundredth of a unit, finer than any screen or printer shows. */
    private static String hundredths(double length) {
        String digits = Double.toString(Math.round(100 * length) / 100.0);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    /**
     * The figure as pixels: two for each of a screen, 300 to the inch on paper.
     *
     * @param theme its colours
     * @return the bytes of a PNG file
     */
    public byte[] toPng(Theme theme) {
        double scale = parts.page().pixels();
        boolean isPaper = parts.page().width().isPresent();
        BufferedImage image = new BufferedImage(
                (int) Math.round(scale * (isPaper ? layout.width() : Math.ceil(layout.width()))),
                (int) Math.round(scale * (isPaper ? layout.height() : Math.ceil(layout.height()))),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(scale, scale);
        layout.paint(graphics, theme);
        graphics.dispose();
        return PngImage.of(image);
    }

    /**
     * The figure as vectors for paper. Text stays text that can be found and copied, with the glyphs it needs embedded; what the font
     * lacks is drawn as outlines.
     *
     * @param theme its colours
     * @return the bytes of a PDF file of one page
     */
    public byte[] toPdf(Theme theme) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        float width = (float) (layout.width() * parts.page().scale());
        float height = (float) (layout.height() * parts.page().scale());
        try (PDDocument document = new PDDocument();
                EmbeddedText texts = new EmbeddedText(document)) {
            // Taken from the clock otherwise.
            document.setDocumentId(0L);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
            graphics.setFontTextDrawer(texts);
            graphics.transform(AffineTransform.getScaleInstance(
                    parts.page().scale(), parts.page().scale()));
            layout.paint(graphics, theme);
            graphics.dispose();
            PDPage sheet = new PDPage(new PDRectangle(width, height));
            document.addPage(sheet);
            try (PDPageContentStream content = new PDPageContentStream(document, sheet)) {
                content.drawForm(graphics.getXFormObject());
            }
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
