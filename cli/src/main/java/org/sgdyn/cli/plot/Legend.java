package org.sgdyn.cli.plot;

import java.awt.AlphaComposite;
import java.awt.Composite;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.sgdyn.cli.plot.Chart.Curve;
import org.sgdyn.experiment.Experiment.Homogenized;
import org.sgdyn.experiment.Experiment.Simulation;

/** The key of a figure, centred in rows: a coloured line per curve, then what line, marker and band stand for. */
final class Legend {

    private static final double ROW = 18;
    private static final double SAMPLE = 28;
    private static final double SPACE = 6;
    private static final double BETWEEN = 22;

    /** What a sample shows; a note has none. */
    enum Kind {
        LINE,
        CURVE,
        MARKER,
        BAND,
        BAR,
        ON_MAP,
        MISSING,
        FOOT,
        NOTE
    }

    /** A sample with its text. */
    record Entry(Kind kind, Tint tint, String text) {
        double width() {
            return sample() + Lettering.width(Fonts.LABEL, text);
        }

        private double sample() {
            return kind == Kind.NOTE ? 0 : SAMPLE + SPACE;
        }
    }

    private final List<List<Entry>> rows;

    private Legend(List<List<Entry>> rows) {
        this.rows = rows;
    }

    /** The curves of a chart by their names; each name once, none for the empty name. */
    static List<Entry> curves(List<Curve> curves) {
        List<Entry> entries = new ArrayList<>();
        for (Curve curve : curves) {
            boolean isMarked = curve.runs()
                    .filter(runs -> DoubleStream.of(runs.mean()).anyMatch(Double::isFinite))
                    .isPresent();
            Entry entry = new Entry(isMarked ? Kind.CURVE : Kind.LINE, curve.tint(), curve.name());
            if (!curve.name().isEmpty() && !entries.contains(entry)) {
                entries.add(entry);
            }
        }
        return entries;
    }

    /**
     * What line, marker and band stand for.
     *
     * @param tint that of the only curve; empty if there are several
     * @param simulation what was simulated, if anything was
     * @param isPlain whether that is plain SGD, for all curves
     */
    static List<Entry> styles(Optional<Tint> tint, Optional<Simulation> simulation, boolean isPlain) {
        Tint shown = tint.orElse(new Tint.Neutral());
        return simulation
                .map(wanted -> {
                    String what =
                            wanted.method() instanceof Homogenized ? "homogenized SGD" : isPlain ? "SGD" : "simulation";
                    int n = wanted.replicates();
                    return n == 1
                            ? styles(shown, isPlain ? "one run of " + what : "one simulated run", false)
                            : styles(shown, what + ", mean of " + n + " replicates", true);
                })
                .orElse(List.of(new Entry(Kind.LINE, shown, "theory")));
    }

    static List<Entry> styles(Tint tint, String marker, boolean withBand) {
        List<Entry> styles =
                new ArrayList<>(List.of(new Entry(Kind.LINE, tint, "theory"), new Entry(Kind.MARKER, tint, marker)));
        if (withBand) {
            styles.add(new Entry(Kind.BAND, tint, "5 % to 95 % of the replicates"));
        }
        return styles;
    }

    /**
     * Arranges entries.
     *
     * @param curves what is told apart by colour
     * @param styles what is told apart by shape, on the same row if there is room
     * @param width the room
     */
    static Legend of(List<Entry> curves, List<Entry> styles, double width) {
        List<List<Entry>> rows = new ArrayList<>();
        if (width(curves) + BETWEEN + width(styles) <= width) {
            List<Entry> all = new ArrayList<>(curves);
            all.addAll(styles);
            wrap(all, width, rows);
        } else {
            wrap(curves, width, rows);
            wrap(styles, width, rows);
        }
        return new Legend(rows);
    }

    private static void wrap(List<Entry> entries, double width, List<List<Entry>> rows) {
        List<Entry> row = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.width() > width) {
                // Longer than the page: a row of its own for each part.
                if (!row.isEmpty()) {
                    rows.add(row);
                }
                List<String> lines = Lettering.wrapped(Fonts.LABEL, entry.text(), width - entry.sample());
                rows.add(List.of(new Entry(entry.kind(), entry.tint(), lines.get(0))));
                lines.stream()
                        .skip(1)
                        .forEach(line -> rows.add(List.of(new Entry(Kind.NOTE, new Tint.Neutral(), line))));
                row = new ArrayList<>();
                continue;
            }
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

    double height() {
        return ROW * rows.size();
    }

    void draw(Graphics2D graphics, Rectangle2D area, Theme theme) {
        double y = area.getY() + ROW / 2;
        for (List<Entry> row : rows) {
            double x = area.getCenterX() - width(row) / 2;
            for (Entry entry : row) {
                drawSample(graphics, entry, x, y, theme);
                graphics.setPaint(theme.ink());
                Lettering.draw(graphics, Fonts.LABEL, entry.text(), x + entry.sample(), y + 4);
                x += entry.width() + BETWEEN;
            }
            y += ROW;
        }
    }

    private static void drawSample(Graphics2D graphics, Entry entry, double x, double y, Theme theme) {
        Rectangle2D box = new Rectangle2D.Double(x, y - 5, SAMPLE, 10);
        Line2D line = new Line2D.Double(x, y, x + SAMPLE, y);
        switch (entry.kind()) {
            case LINE -> drawLine(graphics, entry, line, theme);
            case CURVE -> {
                drawLine(graphics, entry, line, theme);
                drawMarker(graphics, entry, x + SAMPLE / 2, y, theme);
            }
            case MARKER -> drawMarker(graphics, entry, x + SAMPLE / 2, y, theme);
            case BAND -> {
                Composite before = graphics.getComposite();
                graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, Theme.BAND_ALPHA));
                graphics.setPaint(entry.tint().colour(theme));
                graphics.fill(box);
                graphics.setComposite(before);
            }
            case BAR -> {
                graphics.setPaint(entry.tint().colour(theme));
                graphics.setStroke(Theme.OUTLINE);
                graphics.draw(new Line2D.Double(x + SAMPLE / 2, y - 6, x + SAMPLE / 2, y + 6));
            }
            case ON_MAP -> {
                graphics.setPaint(Theme.level(0.4));
                graphics.fill(box);
                Theme.drawOnMap(graphics, line, entry.tint().stroke(theme));
            }
            case MISSING -> {
                graphics.setPaint(theme.missing());
                graphics.fill(box);
                graphics.setPaint(theme.frame());
                graphics.setStroke(Theme.HAIRLINE);
                graphics.draw(new Line2D.Double(x, y + 5, x + SAMPLE, y - 5));
            }
            case FOOT -> {
                graphics.setPaint(entry.tint().colour(theme));
                graphics.fill(AffineTransform.getTranslateInstance(x + SAMPLE / 2, y + 3)
                        .createTransformedShape(Theme.foot()));
            }
            case NOTE -> {
                // Words alone.
            }
        }
    }

    private static void drawLine(Graphics2D graphics, Entry entry, Line2D line, Theme theme) {
        graphics.setPaint(entry.tint().colour(theme));
        graphics.setStroke(entry.tint().sample(theme));
        graphics.draw(line);
    }

    private static void drawMarker(Graphics2D graphics, Entry entry, double x, double y, Theme theme) {
        Shape marker = AffineTransform.getTranslateInstance(x, y)
                .createTransformedShape(Theme.marker(entry.tint().mark()));
        graphics.setPaint(theme.ground());
        graphics.fill(marker);
        graphics.setPaint(entry.tint().colour(theme));
        graphics.setStroke(Theme.OUTLINE);
        graphics.draw(marker);
    }
}
