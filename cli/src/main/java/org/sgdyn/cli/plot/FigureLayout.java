package org.sgdyn.cli.plot;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where everything of a figure lies on its page, and how it is painted there. All lengths are in units of the {@link Page}. */
final class FigureLayout {

    private static final double MARGIN = 8;

    /** On paper the text around the figure keeps its distance. */
    private static final double PAPER_MARGIN = 2;

    private static final double HEADING = 28;
    private static final double LINE = 16;
    private static final double LETTER = 20;
    private static final double BEFORE_LEGEND = 6;

    /** The least width of a panel that shares the names of its axes with its neighbours. */
    private static final double LEAST_SHARING = 145;

    private static final double SHARING_WIDTH = 246;
    private static final double SHARING_HEIGHT = 212;

    /** A panel with its place and legend. */
    private record Placed(Block block, Rectangle2D area, Legend legend, boolean namesX, boolean namesY) {}

    private final Composition figure;
    private final double margin;
    private final List<Placed> placed = new ArrayList<>();
    private final List<String> title;
    private final Legend legend;
    private final double legendTop;
    private final double width;
    private final double height;

    FigureLayout(Composition figure) {
        this.figure = figure;
        Page page = figure.page();
        boolean isPaper = page.width().isPresent();
        margin = isPaper ? PAPER_MARGIN : MARGIN;
        int columns = columns();
        double inner = page.units().isPresent() ? page.units().getAsDouble() - 2 * margin : naturalWidth(columns);
        legend = Legend.of(figure.shared(), figure.styles(), inner);
        title = Lettering.wrapped(Fonts.TITLE, figure.title(), inner);
        double top = figure.title().isEmpty() && (isPaper || figure.sharesAxes())
                ? margin
                : margin + HEADING + LINE * (title.size() - 1);
        double below = legend.height() > 0 ? BEFORE_LEGEND + legend.height() : 0;
        double room = page.unitsHigh().orElse(Double.NaN) - top - below - margin;
        double bottom = place(columns, inner, top, room);
        if (bottom + below + margin > page.mostUnitsHigh()) {
            placed.clear();
            bottom = place(columns, inner, top, page.mostUnitsHigh() - top - below - margin);
        }
        legendTop = bottom + BEFORE_LEGEND;
        width = page.units().orElse(inner + 2 * margin);
        height = Math.max(bottom + below + margin, page.unitsHigh().orElse(0));
    }

    /** How many panels stand side by side. */
    private int columns() {
        int columns = Math.min(figure.columns(), figure.blocks().size());
        if (figure.page().units().isEmpty()) {
            return Math.max(1, columns);
        }
        double room = figure.page().units().getAsDouble() - 2 * margin;
        while (columns > 1 && leastWidth(columns) > room) {
            columns--;
        }
        // No row shorter than it need be.
        int rows = (figure.blocks().size() + columns - 1) / Math.max(1, columns);
        return figure.sharesAxes() ? Math.max(1, (figure.blocks().size() + rows - 1) / rows) : Math.max(1, columns);
    }

    private double leastWidth(int columns) {
        if (figure.sharesAxes()) {
            return columns * LEAST_SHARING + Frame.NAME_OF_AXIS;
        }
        return rows(columns).stream()
                .mapToDouble(row -> row.stream().mapToDouble(Block::least).sum())
                .max()
                .orElse(0);
    }

    private List<List<Block>> rows(int columns) {
        List<List<Block>> rows = new ArrayList<>();
        for (int first = 0; first < figure.blocks().size(); first += columns) {
            rows.add(figure.blocks().subList(first, Math.min(figure.blocks().size(), first + columns)));
        }
        return rows;
    }

    private double naturalWidth(int columns) {
        if (figure.sharesAxes()) {
            return columns * SHARING_WIDTH + Frame.NAME_OF_AXIS;
        }
        return rows(columns).stream()
                .mapToDouble(row -> row.stream().mapToDouble(Block::width).sum())
                .max()
                .orElse(0);
    }

    /** Places all panels, and returns where they end. */
    private double place(int columns, double inner, double top, double room) {
        List<List<Block>> rows = rows(columns);
        boolean isPaper = figure.page().width().isPresent();
        double stretch = inner / naturalWidth(columns);
        double y = top;
        double legends = 0;
        List<List<Legend>> own = new ArrayList<>();
        for (List<Block> row : rows) {
            List<Legend> theirs = row.stream()
                    .map(block -> legend(block, blockWidth(block, columns, inner, stretch)))
                    .toList();
            own.add(theirs);
            legends += below(theirs);
        }
        double each = (room - legends) / Math.max(1, rows.size());
        for (int r = 0; r < rows.size(); r++) {
            List<Block> row = rows.get(r);
            double x = margin;
            double high = 0;
            boolean besideMaps = row.stream().anyMatch(Block::isMap) && columns > 1;
            double tallest = row.stream()
                    .mapToDouble(block -> block.height(blockWidth(block, columns, inner, stretch)))
                    .max()
                    .orElse(0);
            for (int c = 0; c < row.size(); c++) {
                Block block = row.get(c);
                boolean lowest = !figure.sharesAxes()
                        || r * columns + c + columns >= figure.blocks().size();
                boolean first = !figure.sharesAxes() || c == 0;
                double wide = blockWidth(block, columns, inner, stretch)
                        + (figure.sharesAxes() && first ? Frame.NAME_OF_AXIS : 0);
                double natural = figure.sharesAxes()
                        ? SHARING_HEIGHT
                        : block.height(row.stream().anyMatch(Block::isMap) && besideMaps);
                double tall = Double.isFinite(each)
                        ? Math.max(
                                Block.LEAST_HEIGHT,
                                each - (figure.sharesAxes() && r + 1 == rows.size() ? Frame.NAME_OF_AXIS : 0))
                        : isPaper ? tallest : natural;
                double named = tall + (figure.sharesAxes() && lowest ? Frame.NAME_OF_AXIS : 0);
                placed.add(new Placed(
                        block,
                        new Rectangle2D.Double(x, y, wide, named),
                        own.get(r).get(c),
                        lowest,
                        first));
                x += wide;
                high = Math.max(high, named);
            }
            y += high + below(own.get(r));
        }
        return y;
    }

    private double blockWidth(Block block, int columns, double inner, double stretch) {
        if (figure.sharesAxes()) {
            return (inner - Frame.NAME_OF_AXIS) / columns;
        }
        return columns == 1 && figure.page().width().isPresent() ? inner : block.width() * stretch;
    }

    private Legend legend(Block block, double room) {
        boolean isShared = figure.sharesAxes() || block.curves().equals(figure.shared());
        return Legend.of(isShared ? List.of() : block.curves(), block.styles(), room);
    }

    private static double below(List<Legend> legends) {
        double most = legends.stream().mapToDouble(Legend::height).max().orElse(0);
        return most > 0 ? BEFORE_LEGEND + most : 0;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    /** Where the cells of a map lie that is shown alone. */
    Optional<Rectangle2D> cells() {
        boolean isAlone = placed.size() == 1 && placed.get(0).block().isMap() && !figure.isLettered();
        return isAlone ? Optional.of(HeatMapPanel.cells(placed.get(0).area())) : Optional.empty();
    }

    void paint(Graphics2D graphics, Theme theme) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setPaint(theme.ground());
        // A little more than the page: its last pixel may be cut.
        graphics.fill(new Rectangle2D.Double(0, 0, Math.ceil(width) + 1, Math.ceil(height) + 1));
        graphics.setPaint(theme.ink());
        for (int k = 0; k < title.size() && !figure.title().isEmpty(); k++) {
            double line = margin + LINE * (k + 1);
            Lettering.drawCentred(graphics, Fonts.TITLE, title.get(k), width / 2, line, width - 2 * margin);
        }
        for (int k = 0; k < placed.size(); k++) {
            paint(graphics, placed.get(k), k, theme);
        }
        legend.draw(graphics, new Rectangle2D.Double(margin, legendTop, width - 2 * margin, legend.height()), theme);
    }

    private void paint(Graphics2D graphics, Placed panel, int index, Theme theme) {
        Rectangle2D area = panel.area();
        double above = 0;
        if (figure.isLettered()) {
            graphics.setPaint(theme.ink());
            String letter = index < 26 ? String.valueOf((char) ('a' + index)) : String.valueOf(index + 1);
            Lettering.draw(graphics, Fonts.TITLE, letter, area.getX() + 4, area.getY() + 14);
            above = panel.block().isTitled() ? 0 : LETTER;
        }
        Rectangle2D inner =
                new Rectangle2D.Double(area.getX(), area.getY() + above, area.getWidth(), area.getHeight() - above);
        panel.block().draw(graphics, inner, panel.namesX(), panel.namesY(), theme);
        panel.legend()
                .draw(
                        graphics,
                        new Rectangle2D.Double(
                                area.getX(),
                                area.getMaxY() + BEFORE_LEGEND,
                                area.getWidth(),
                                panel.legend().height()),
                        theme);
    }
}
