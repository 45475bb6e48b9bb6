package org.sgdyn.cli.plot;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
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
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jfree.svg.SVGGraphics2D;
import org.sgdyn.cli.plot.Legend.Entry;
import org.sgdyn.cli.plot.Legend.Kind;
import org.sgdyn.run.ExperimentResult;
import org.sgdyn.run.Validation;

/** A page of panels, as vectors or pixels, on light or dark ground. The same result gives the same bytes. */
public final class Figure {

    private static final double PANEL_WIDTH = 390;
    private static final double PANEL_HEIGHT = 290;
    private static final double MAP_WIDTH = 470;
    private static final double MAP_HEIGHT = 360;
    private static final double MARGIN = 8;
    private static final double HEADING = 28;
    private static final double BEFORE_LEGEND = 6;

    /** Pixels per unit of length: sharp at twice the usual resolution of a screen. */
    private static final int SCALE = 2;

    private final int width;
    private final int height;
    private final BiConsumer<Graphics2D, Theme> painter;
    private final Optional<Rectangle2D> cells;

    /** Kept, since files and reports show the same. */
    private final Map<Theme, String> svgs = new ConcurrentHashMap<>();

    private Figure(int width, int height, BiConsumer<Graphics2D, Theme> painter, Optional<Rectangle2D> cells) {
        this.width = width;
        this.height = height;
        this.painter = painter;
        this.cells = cells;
    }

    /** Something to draw in a rectangle. */
    @FunctionalInterface
    private interface Drawing {
        void draw(Graphics2D graphics, Rectangle2D area, Theme theme);
    }

    /** A drawing of a certain size, with a legend of its own. */
    private record Block(double width, double height, Legend legend, Drawing drawing) {}

    /**
     * The figure of one experiment: what {@link ResultCharts#of(ExperimentResult)} chooses.
     *
     * @param result the result
     * @return the figure
     */
    public static Figure of(ExperimentResult result) {
        List<Chart> charts = ResultCharts.of(result);
        boolean named = result.curves().stream().anyMatch(curve -> !curve.name().isEmpty())
                || charts.get(0).curves().size() > 1;
        Optional<Tint> only = named ? Optional.empty() : Optional.of(new Tint.Category(0));
        List<Entry> styles =
                new ArrayList<>(Legend.styles(only, result.experiment().simulation(), ResultCharts.isPlain(result)));
        Stream.concat(ResultCharts.troubles(result).stream(), ResultCharts.leftOut(result).stream())
                .forEach(words -> styles.add(new Entry(Kind.NOTE, new Tint.Neutral(), words)));
        return of(result.experiment().name(), charts, styles, charts.size() == 4 ? 2 : 3);
    }

    /**
     * The figure of several results over each other, a row for each of their curves.
     *
     * @param results the results, at least one
     * @param columns the statistics to show; if empty risk, and error or squared norm
     * @return the figure
     */
    public static Figure of(List<ComparedResult> results, List<String> columns) {
        List<String> shown =
                columns.isEmpty() ? ResultCharts.chief(results.get(0).theory().columns()) : columns;
        boolean simulated =
                results.stream().anyMatch(result -> result.simulation().isPresent());
        return of(
                "comparison",
                ComparedResult.charts(results, shown),
                simulated ? Legend.styles(new Tint.Neutral(), "simulation, mean of the replicates", true) : List.of(),
                shown.size());
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
        List<Entry> shared = Legend.curves(charts.get(0).curves());
        List<Block> blocks = charts.stream()
                .map(chart -> {
                    List<Entry> own = Legend.curves(chart.curves());
                    Legend legend = Legend.of(own.equals(shared) ? List.of() : own, List.of(), PANEL_WIDTH);
                    return new Block(
                            PANEL_WIDTH,
                            PANEL_HEIGHT,
                            legend,
                            (graphics, area, theme) -> Panel.of(chart, theme).draw(graphics, area));
                })
                .toList();
        return of(title, blocks, Math.min(columns, charts.size()), shared, styles);
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
        Figure first = parts.get(0);
        Rectangle2D cells = HeatMapPanel.cells(new Rectangle2D.Double(MARGIN, MARGIN + HEADING, MAP_WIDTH, MAP_HEIGHT));
        parts.set(0, new Figure(first.width, first.height, first.painter, Optional.of(cells)));
        return List.copyOf(parts);
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
        for (Chart chart : charts) {
            blocks.add(new Block(
                    PANEL_WIDTH,
                    PANEL_HEIGHT,
                    Legend.of(List.of(), List.of(), PANEL_WIDTH),
                    (graphics, area, theme) -> Panel.of(chart, theme).draw(graphics, area)));
        }
        blocks.add(new Block(
                PANEL_WIDTH,
                PANEL_HEIGHT,
                Legend.of(List.of(), List.of(), PANEL_WIDTH),
                (graphics, area, theme) -> HeatMapPanel.draw(graphics, area, map, theme)));
        return of(title, blocks, blocks.size(), shared, List.of());
    }

    private static List<Block> blocks(HeatMap map) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block(
                MAP_WIDTH,
                MAP_HEIGHT,
                Legend.of(List.of(), HeatMapPanel.legend(map), MAP_WIDTH),
                (graphics, area, theme) -> HeatMapPanel.draw(graphics, area, map, theme)));
        for (Chart slice : map.slices()) {
            blocks.add(new Block(
                    PANEL_WIDTH,
                    MAP_HEIGHT,
                    Legend.of(Legend.curves(slice.curves()), List.of(), PANEL_WIDTH),
                    (graphics, area, theme) -> Panel.of(slice, theme).draw(graphics, area)));
        }
        return blocks;
    }

    /**
     * The figure of a validation: distance over dimension, with lines of the expected slope.
     *
     * @param validation the validation
     * @return the figure
     */
    public static Figure of(Validation validation) {
        List<Entry> curves = IntStream.range(0, validation.curves().size())
                .mapToObj(c -> new Entry(
                        Kind.LINE,
                        new Tint.Category(c),
                        validation.curves().get(c).name()))
                .filter(entry -> !entry.text().isEmpty())
                .toList();
        Tint tint = curves.isEmpty() ? new Tint.Category(0) : new Tint.Neutral();
        List<Entry> styles = List.of(
                new Entry(Kind.MARKER, tint, "mean distance, 95 % interval"),
                new Entry(Kind.LINE, tint, "slope \u22121/2: 1 / \u221Ad"));
        Block block = new Block(
                PANEL_WIDTH,
                PANEL_HEIGHT,
                Legend.of(List.of(), List.of(), PANEL_WIDTH),
                (graphics, area, theme) -> ScalingPanel.draw(graphics, area, validation.curves(), theme));
        return of(validation.name(), List.of(block), 1, curves, styles);
    }

    private static Figure of(String title, List<Block> blocks, int columns, List<Entry> shared, List<Entry> styles) {
        double inner = 0;
        double body = 0;
        for (int first = 0; first < blocks.size(); first += columns) {
            List<Block> row = blocks.subList(first, Math.min(blocks.size(), first + columns));
            inner = Math.max(inner, row.stream().mapToDouble(Block::width).sum());
            body += rowHeight(row);
        }
        double below = inner;
        Legend legend = Legend.of(shared, styles, below);
        double top = MARGIN + HEADING;
        double bottom = top + body;
        return of(inner + 2 * MARGIN, bottom + BEFORE_LEGEND + legend.height() + MARGIN, (graphics, theme) -> {
            heading(graphics, title, below + 2 * MARGIN, theme);
            double y = top;
            for (int first = 0; first < blocks.size(); first += columns) {
                List<Block> row = blocks.subList(first, Math.min(blocks.size(), first + columns));
                double x = MARGIN;
                for (Block block : row) {
                    block.drawing().draw(graphics, new Rectangle2D.Double(x, y, block.width(), block.height()), theme);
                    block.legend()
                            .draw(
                                    graphics,
                                    new Rectangle2D.Double(
                                            x,
                                            y + block.height() + BEFORE_LEGEND,
                                            block.width(),
                                            block.legend().height()),
                                    theme);
                    x += block.width();
                }
                y += rowHeight(row);
            }
            legend.draw(
                    graphics, new Rectangle2D.Double(MARGIN, bottom + BEFORE_LEGEND, below, legend.height()), theme);
        });
    }

    private static double rowHeight(List<Block> row) {
        return row.stream()
                .mapToDouble(block -> block.height()
                        + (block.legend().height() > 0
                                ? BEFORE_LEGEND + block.legend().height()
                                : 0))
                .max()
                .orElse(0);
    }

    static Figure of(double width, double height, BiConsumer<Graphics2D, Theme> painter) {
        return new Figure((int) Math.ceil(width), (int) Math.ceil(height), painter, Optional.empty());
    }

    /**
     * Where the cells of a map lie.
     *
     * @return left, top, width and height of them all, in shares of the figure's width and height; empty unless it shows a map alone
     */
    public Optional<Rectangle2D> cells() {
        return cells.map(all -> new Rectangle2D.Double(
                all.getX() / width, all.getY() / height, all.getWidth() / width, all.getHeight() / height));
    }

    private static void heading(Graphics2D graphics, String text, double width, Theme theme) {
        graphics.setFont(Fonts.TITLE);
        graphics.setPaint(theme.ink());
        double x = (width - Legend.textWidth(Fonts.TITLE, text)) / 2;
        graphics.drawString(text, (float) x, (float) (MARGIN + 16));
    }

    private void paint(Graphics2D graphics, Theme theme) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setPaint(theme.ground());
        graphics.fill(new Rectangle2D.Double(0, 0, width, height));
        painter.accept(graphics, theme);
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
        SVGGraphics2D graphics = new SVGGraphics2D(width, height);
        // Identifiers are random otherwise.
        graphics.setDefsKeyPrefix("s");
        graphics.setGeomDoubleConverter(Figure::hundredths);
        graphics.setFontFunction(family -> '"' + family + "\", Verdana, sans-serif");
        paint(graphics, theme);
        return graphics.getSVGElement(null, true, null, null, null) + "\n";
    }

    /** A length to a hundredth of a unit, finer than any screen or printer shows. */
    private static String hundredths(double length) {
        String digits = Double.toString(Math.round(100 * length) / 100.0);
        return digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
    }

    /**
     * The figure as pixels.
     *
     * @param theme its colours
     * @return the bytes of a PNG file
     */
    public byte[] toPng(Theme theme) {
        BufferedImage image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        paint(graphics, theme);
        graphics.dispose();
        return PngImage.of(image);
    }

    /**
     * The figure as vectors, texts as outlines of their glyphs, so that it looks the same wherever it is printed.
     *
     * @param theme its colours
     * @return the bytes of a PDF file of one page
     */
    public byte[] toPdf(Theme theme) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            // Taken from the clock otherwise.
            document.setDocumentId(0L);
            PdfBoxGraphics2D graphics = new PdfBoxGraphics2D(document, width, height);
            paint(graphics, theme);
            graphics.dispose();
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(graphics.getXFormObject());
            }
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
