package org.sgdyn.cli.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with the labels of {@link Ticks#logarithmic} and small ticks between. */
final class DecadeAxis extends LogAxis {

    private static final long serialVersionUID = 1L;

    /** More would run into each other. */
    private static final int MOST_SMALL_TICKS = 60;

    DecadeAxis(String label, double lower, double upper) {
        super(label);
        setAutoRange(false);
        setRange(lower, upper);
        setMinorTickMarksVisible(true);
    }

    @Override
    public List<NumberTick> refreshTicks(
            Graphics2D graphics, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        TextAnchor anchor = RectangleEdge.isTopOrBottom(edge)
                ? TextAnchor.TOP_CENTER
                : edge.equals(RectangleEdge.RIGHT) ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT;
        double lower = getLowerBound();
        double upper = getUpperBound();
        List<Double> labelled = Ticks.logarithmic(lower, upper);
        boolean plain = lower >= 5e-4 && upper < 1e5 && Ticks.isPlain(lower, upper, labelled.get(1) - labelled.get(0));
        List<String> texts = Ticks.texts(labelled, plain);
        List<NumberTick> ticks = new ArrayList<>();
        for (int k = 0; k < labelled.size(); k++) {
            ticks.add(new NumberTick(TickType.MAJOR, labelled.get(k), texts.get(k), anchor, anchor, 0));
        }
        int first = (int) Math.floor(Math.log10(lower));
        int last = (int) Math.ceil(Math.log10(upper));
        // Between labels that skip decades only the decades are marked.
        int digits = Ticks.stride(last - first) == 1 ? 9 : 1;
        for (int decade = first; decade <= last && (last - first) * digits <= MOST_SMALL_TICKS; decade++) {
            for (int digit = 1; digit <= digits; digit++) {
                double value = Ticks.of(digit, decade);
                if (Ticks.isInside(value, lower, upper)
                        && labelled.stream().noneMatch(label -> Ticks.isInside(value, label, label))) {
                    ticks.add(new NumberTick(TickType.MINOR, value, "", anchor, anchor, 0));
                }
            }
        }
        return ticks;
    }
}
