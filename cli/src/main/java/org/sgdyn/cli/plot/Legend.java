package org.sgdyn.cli.plot;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sgdyn.experiment.Experiment.Homogenized;
import org.sgdyn.experiment.Experiment.Simulation;

/** The key of a figure, centred in rows: a coloured line per curve, then what line, marker and band stand for. */
final class Legend {

    private static final double ROW = 18;
    private static final double SAMPLE = 24;
    private static final double SPACE = 6;
    private static final double BETWEEN = 22;

    /** What a sample shows. */
    private enum Kind {
        LINE,
        MARKER,
        BAND
    }

    /** A sample with its text; colour -1 is neutral. */
    private record Entry(Kind kind, int colour, String text) {
        double width() {
            return SAMPLE + SPACE + textWidth(Theme.LABEL, text);
        }
    }

    private final List<List<Entry>> rows;

    private Legend(List<List<Entry>> rows) {
        this.rows = rows;
    }

    /**
     * A legend.
     *
     * @param curves the curves' names by index of colour; empty if there is only one
     * @param simulation what was simulated, if anything was
     * @param width the room it has
     */
    static Legend of(List<String> curves, Optional<Simulation> simulation, double width) {
        int single = curves.isEmpty() ? 0 : -1;
        List<Entry> styles = new ArrayList<>();
        styles.add(new Entry(Kind.LINE, single, "theory"));
        simulation.ifPresent(wanted -> {
            String what = wanted.method() instanceof Homogenized ? "homogenized SGD" : "SGD";
            int replicates = wanted.replicates();
            styles.add(new Entry(
                    Kind.MARKER,
                    single,
                    replicates == 1 ? "one run of " + what : what + ", mean of " + replicates + " replicates"));
            if (replicates > 1) {
                styles.add(new Entry(Kind.BAND, single, "5 % to 95 % of the replicates"));
            }
        });
        return of(curves, styles, width);
    }

    /**
     * The legend of distances over the dimension.
     *
     * @param curves the curves' names by index of colour; empty if there is only one
     * @param width the room it has
     */
    static Legend ofDistances(List<String> curves, double width) {
        int single = curves.isEmpty() ? 0 : -1;
        return of(
                curves,
                List.of(
                        new Entry(Kind.MARKER, single, "mean distance, 95 % interval"),
                        new Entry(Kind.LINE, single, "1 / sqrt(d)")),
                width);
    }

    private static Legend of(List<String> curves, List<Entry> styles, double width) {
        List<Entry> curveEntries = new ArrayList<>();
        for (int c = 0; c < curves.size(); c++) {
            curveEntries.add(new Entry(Kind.LINE, c, curves.get(c)));
        }
        List<List<Entry>> rows = new ArrayList<>();
        if (width(curveEntries) + BETWEEN + width(styles) <= width) {
            List<Entry> all = new ArrayList<>(curveEntries);
            all.addAll(styles);
            rows.add(all);
        } else {
            wrap(curveEntries, width, rows);
            wrap(styles, width, rows);
        }
        return new Legend(rows);
    }

    private static void wrap(List<Entry> entries, double width, List<List<Entry>> rows) {
        List<Entry> row = new ArrayList<>();
        for (Entry entry : entries) {
            if (!row.isEmpty() && width(row) + BETWEEN + entry.width() > width) {
                rows.add(row);
                row = new ArrayList<>();
            }
            row.add(entry);
        }
        if (!row.isEmpty()) {
            rows.add(row);
        }
    }

    private static double width(List<Entry> row) {
        return row.stream().mapToDouble(Entry::width).sum() + BETWEEN * Math.max(0, row.size() - 1);
    }

    static double textWidth(Font font, String text) {
        return font.getStringBounds(text, new FontRenderContext(new AffineTransform(), true, true))
                .getWidth();
    }

    double height() {
        return ROW * rows.size();
    }

    void draw(Graphics2D graphics, Rectangle2D area) {
        double y = area.getY() + ROW / 2;
        for (List<Entry> row : rows) {
            double x = area.getCenterX() - width(row) / 2;
            for (Entry entry : row) {
                drawSample(graphics, entry, x, y);
                graphics.setFont(Theme.LABEL);
                graphics.setPaint(Theme.INK);
                graphics.drawString(entry.text(), (float) (x + SAMPLE + SPACE), (float) (y + 4));
                x += entry.width() + BETWEEN;
            }
            y += ROW;
        }
    }

    private static void drawSample(Graphics2D graphics, Entry entry, double x, double y) {
        Paint colour = entry.colour() < 0 ? Theme.NEUTRAL : Theme.colour(entry.colour());
        switch (entry.kind()) {
            case LINE -> {
                graphics.setPaint(colour);
                graphics.setStroke(Theme.line(Math.max(0, entry.colour())));
                graphics.draw(new Line2D.Double(x, y, x + SAMPLE, y));
            }
            case MARKER -> {
                AffineTransform centre = AffineTransform.getTranslateInstance(x + SAMPLE / 2, y);
                graphics.setPaint(Color.WHITE);
                graphics.fill(centre.createTransformedShape(Theme.marker()));
                graphics.setPaint(colour);
                graphics.setStroke(Theme.OUTLINE);
                graphics.draw(centre.createTransformedShape(Theme.marker()));
            }
            case BAND -> {
                Composite before = graphics.getComposite();
                graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, Theme.BAND_ALPHA));
                graphics.setPaint(colour);
                graphics.fill(new Rectangle2D.Double(x, y - 5, SAMPLE, 10));
                graphics.setComposite(before);
            }
        }
    }
}
