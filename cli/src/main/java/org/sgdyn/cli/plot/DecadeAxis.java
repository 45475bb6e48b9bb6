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

/**
 * A logarithmic axis with labels at powers of ten, or at 1, 2 and 5 times powers of ten if it spans fewer than 1.5 decades,
 * and small ticks between.
 */
final class DecadeAxis extends LogAxis {

    private static final long serialVersionUID = 1L;

    private static final int MOST_LABELS = 6;

    DecadeAxis(String label, double lower, double upper) {
        super(label);
        setAutoRange(false);
        setRange(lower, upper);
        setMinorTickMarksVisible(true);
        setSmallestValue(Double.MIN_NORMAL);
    }

    @Override
    public List<NumberTick> refreshTicks(
            Graphics2D graphics, AxisState state, Rectangle2D dataArea, RectangleEdge edge) {
        TextAnchor anchor = RectangleEdge.isTopOrBottom(edge)
                ? TextAnchor.TOP_CENTER
                : edge.equals(RectangleEdge.RIGHT) ? TextAnchor.CENTER_LEFT : TextAnchor.CENTER_RIGHT;
        double lower = getLowerBound();
        double upper = getUpperBound();
        boolean fine = Math.log10(upper / lower) < 1.5;
        int first = (int) Math.floor(Math.log10(lower));
        int last = (int) Math.ceil(Math.log10(upper));
        int stride = stride(last - first);
        boolean plain = first >= -3 && last <= 4;
        List<NumberTick> ticks = new ArrayList<>();
        for (int decade = first; decade <= last; decade++) {
            for (int digit = 1; digit <= 9; digit++) {
                double value = digit * Math.pow(10, decade);
                if (value < lower * (1 - 1e-9) || value > upper * (1 + 1e-9)) {
                    continue;
                }
                boolean labelled = fine
                        ? digit == 1 || digit == 2 || digit == 5
                        : digit == 1 && Math.floorMod(decade, stride) == 0;
                // Between labels that skip decades only the decades are marked.
                if (labelled || stride == 1 || digit == 1) {
                    ticks.add(new NumberTick(
                            labelled ? TickType.MAJOR : TickType.MINOR,
                            value,
                            labelled ? text(digit, decade, plain) : "",
                            anchor,
                            anchor,
                            0));
                }
            }
        }
        return ticks;
    }

    /** Every decade, or every 2nd, 5th, 10th, 20th, ... so that there are few labels. */
    static int stride(int decades) {
        int[] digits = {1, 2, 5};
        int scale = 1;
        for (int k = 0; ; k++) {
            int stride = digits[k % 3] * scale;
            if (decades <= MOST_LABELS * stride) {
                return stride;
            }
            scale *= k % 3 == 2 ? 10 : 1;
        }
    }

    /** 0.02, 5, 100 near one; 10⁻⁵, 2·10⁶ far from it. */
    static String text(int digit, int decade, boolean plain) {
        if (plain) {
            return decade >= 0 ? digit + "0".repeat(decade) : "0." + "0".repeat(-decade - 1) + digit;
        }
        return (digit == 1 ? "10" : digit + "\u00B710") + Labels.superscript(decade);
    }
}
