package org.sgdyn.cli.plot;

import java.awt.Font;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the values of an axis lie on the page.
 *
 * @param isLogarithmic whether equal steps are equal ratios
 * @param lower the value at the beginning; positive on a logarithmic axis
 * @param upper the value at the end, greater
 * @param from where the beginning lies
 * @param to where the end lies
 */
record Scale(boolean isLogarithmic, double lower, double upper, double from, double to) {

    private static final int MOST_LABELS = 6;

    /** The least distance between labels, in heights of the font. */
    private static final double BETWEEN = 0.6;

    /** More small ticks would run into each other. */
    private static final int MOST_SMALL_TICKS = 60;

    /** So many lengths of the axis beyond its ends a curve that leaves it is still drawn right. */
    private static final double BEYOND = 20;

    /** A place with what is written there; nothing at a small tick. */
    record Tick(double value, String text) {
        boolean isSmall() {
            return text.isEmpty();
        }
    }

    /** The place of a value; not a number where it has none. */
    double at(double value) {
        // By halves: the width of the axis may be no double.
        double share = isLogarithmic
                ? (Math.log(value) - Math.log(lower)) / (Math.log(upper) - Math.log(lower))
                : (value / 2 - lower / 2) / (upper / 2 - lower / 2);
        return from + (to - from) * Math.max(-BEYOND, Math.min(1 + BEYOND, share));
    }

    /** Whether a value has a place. */
    boolean shows(double value) {
        return Double.isFinite(value) && (!isLogarithmic || Extent.hasLogarithm(value));
    }

    /** The ticks of an axis along the page, of which as many are labelled as have room. */
    List<Tick> ticksAlong(Font font) {
        for (int most = MOST_LABELS; most > 2; most--) {
            List<Tick> ticks = ticks(most);
            if (haveRoom(ticks, font)) {
                return ticks;
            }
        }
        return ticks(2);
    }

    /** The ticks of an axis up the page. */
    List<Tick> ticksUp(Font font) {
        return ticks((int) Math.max(2, Math.min(MOST_LABELS, Math.abs(to - from) / (2.2 * font.getSize2D()))));
    }

    private boolean haveRoom(List<Tick> ticks, Font font) {
        double end = Double.NEGATIVE_INFINITY;
        for (Tick tick : ticks) {
            double half = Lettering.width(font, tick.text()) / 2;
            if (!tick.isSmall()) {
                if (at(tick.value()) - half < end + BETWEEN * font.getSize2D()) {
                    return false;
                }
                end = at(tick.value()) + half;
            }
        }
        return true;
    }

    /** The ticks, of which at most so many are labelled. */
    private List<Tick> ticks(int most) {
        List<Tick> ticks = new ArrayList<>();
        if (!isLogarithmic) {
            double step = Ticks.step(lower, upper, most);
            boolean isPlain = Ticks.isPlain(lower, upper, step);
            for (double value : Ticks.even(lower, upper, step)) {
                ticks.add(new Tick(value, Ticks.text(value, step, isPlain)));
            }
            return ticks;
        }
        List<Double> labelled = Ticks.logarithmic(lower, upper, most);
        boolean plain = lower >= 5e-4 && upper < 1e5 && Ticks.isPlain(lower, upper, labelled.get(1) - labelled.get(0));
        List<String> texts = Ticks.texts(labelled, plain);
        for (int k = 0; k < labelled.size(); k++) {
            ticks.add(new Tick(labelled.get(k), texts.get(k)));
        }
        int first = (int) Math.floor(Math.log10(lower));
        int last = (int) Math.ceil(Math.log10(upper));
        // Between labels that skip decades only the decades are marked.
        int digits = Ticks.stride(last - first, most) == 1 ? 9 : 1;
        for (int decade = first; decade <= last && (last - first) * digits <= MOST_SMALL_TICKS; decade++) {
            for (int digit = 1; digit <= digits; digit++) {
                double value = Ticks.of(digit, decade);
                if (Ticks.isInside(value, lower, upper)
                        && labelled.stream().noneMatch(label -> Ticks.isInside(value, label, label))) {
                    ticks.add(new Tick(value, ""));
                }
            }
        }
        return ticks;
    }
}
