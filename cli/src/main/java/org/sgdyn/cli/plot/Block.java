package org.sgdyn.cli.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.sgdyn.cli.plot.Legend.Entry;

/**
 * One panel of a figure.
 *
 * @param content what it shows
 * @param curves what it tells apart by colour
 * @param styles what it tells apart by shape, below it
 */
record Block(Content content, List<Entry> curves, List<Entry> styles) {

    private static final double PANEL_WIDTH = 390;
    private static final double PANEL_HEIGHT = 290;
    private static final double MAP_WIDTH = 470;
    private static final double MAP_HEIGHT = 360;

    /** Narrower ones have no room for their axes. */
    private static final double LEAST_PANEL = 200;

    private static final double LEAST_MAP = 280;

    /** Lower ones have no room for two labels. */
    static final double LEAST_HEIGHT = 120;

    private static final double LOW = 150;
    private static final double HIGH = 320;

    /** Something to draw: curves or a map. */
    sealed interface Content {}

    /** Curves over a common axis. */
    record OfChart(Chart chart) implements Content {}

    /** A map over two parameters; in a row of charts it is as large as these. */
    record OfMap(HeatMap map, boolean isAmongCharts) implements Content {}

    static Block of(Chart chart) {
        List<Entry> curves = chart.family().isPresent() ? List.of() : Legend.curves(chart.curves());
        return new Block(new OfChart(chart), curves, List.of());
    }

    static Block of(HeatMap map) {
        return new Block(new OfMap(map, false), List.of(), HeatMapPanel.legend(map));
    }

    boolean isMap() {
        return content instanceof OfMap;
    }

    private boolean isLarge() {
        return content instanceof OfMap map && !map.isAmongCharts();
    }

    /** The width on a page that has room for everything. */
    double width() {
        return isLarge() ? MAP_WIDTH : PANEL_WIDTH;
    }

    /** The height on a page that has room for everything, in a row with maps or without. */
    double height(boolean besideMaps) {
        return besideMaps || isLarge() ? MAP_HEIGHT : PANEL_HEIGHT;
    }

    double least() {
        return hasBar() ? LEAST_MAP : LEAST_PANEL;
    }

    /** Whether a scale of colours stands beside it. */
    boolean hasBar() {
        return isMap() || (content instanceof OfChart of && of.chart().family().isPresent());
    }

    /** The height on paper, of panels of a width. */
    double height(double width) {
        double wish = hasBar() ? 0.8 * (width - ColourBar.ROOM) + 38 : 0.62 * width + 24;
        return Math.max(LOW, Math.min(HIGH, wish));
    }

    boolean isTitled() {
        return content instanceof OfChart of && !of.chart().title().isEmpty();
    }

    void draw(Graphics2D graphics, Rectangle2D area, boolean namesX, boolean namesY, Theme theme) {
        if (content instanceof OfChart of) {
            Panel.of(of.chart(), theme).draw(graphics, area, namesX, namesY);
        } else if (content instanceof OfMap of) {
            HeatMapPanel.draw(graphics, area, of.map(), theme);
        }
    }
}
