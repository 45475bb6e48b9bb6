package org.sgdyn.cli.plot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Where the labels of an axis stand, and what they say. Every range, of whatever doubles, gets two to a few. */
final class Ticks {

    /** What fits beside an axis without a power of ten. */
    private static final int PLAIN_LENGTH = 7;

    /** All that a double has for certain. */
    private static final int MOST_DIGITS = 15;

    private Ticks() {}

    /**
     * The labels of a logarithmic axis: powers of ten, or 1, 2 and 5 times powers of ten on a range of fewer than 1.5 decades; equal
     * steps on one that holds fewer than two of these.
     *
     * @param lower the lower end, positive
     * @param upper the upper end, greater
     * @param most how many labels there is room for, at least 2
     */
    static List<Double> logarithmic(double lower, double upper, int most) {
        // The ratio of the ends may be no double; the difference of their logarithms always is one.
        double first = Math.log10(lower);
        double last = Math.log10(upper);
        List<Double> ticks = last - first < 1.5 ? List.of() : decades(lower, upper, most, 1);
        if (ticks.size() < 2) {
            ticks = decades(lower, upper, most, 1, 2, 5);
        }
        if (ticks.size() > most + 2) {
            ticks = decades(lower, upper, most, 1);
        }
        if (ticks.size() < 2) {
            ticks = even(lower, upper, step(lower, upper, most));
        }
        return ticks;
    }

    private static List<Double> decades(double lower, double upper, int most, int... digits) {
        int first = (int) Math.floor(Math.log10(lower));
        int last = (int) Math.ceil(Math.log10(upper));
        int stride = stride(last - first, most);
        List<Double> ticks = new ArrayList<>();
        for (int decade = Math.floorDiv(first, stride) * stride; decade <= last; decade += stride) {
            for (int digit : digits) {
                double tick = of(digit, decade);
                if (isInside(tick, lower, upper)) {
                    ticks.add(tick);
                }
            }
        }
        return ticks;
    }

    static boolean isInside(double tick, double lower, double upper) {
        return tick >= lower * (1 - 1e-9) && tick <= upper * (1 + 1e-9);
    }

    /** A digit times a power of ten; infinite or 0 beyond the doubles. */
    static double of(int digit, int decade) {
        return digit * Math.pow(10, decade);
    }

    /** Every decade, or every 2nd, 5th, 10th, 20th, ... so that there are few labels. */
    static int stride(int decades, int most) {
        int[] digits = {1, 2, 5};
        int scale = 1;
        for (int k = 0; ; k++) {
            int stride = digits[k % 3] * scale;
            if (decades <= most * stride) {
                return stride;
            }
            scale *= k % 3 == 2 ? 10 : 1;
        }
    }

    /** The multiples of a step in a range. */
    static List<Double> even(double lower, double upper, double step) {
        List<Double> ticks = new ArrayList<>();
        for (double k = Math.ceil(lower / step); k * step <= upper; k++) {
            ticks.add(k == 0 ? 0.0 : k * step);
        }
        return ticks;
    }

    /** The finest of 1, 2, 5 times a power of ten that gives at most so many labels on a range, but two at least. */
    static double step(double lower, double upper, int most) {
        double step = step(upper - lower, most);
        for (int more = most + 1; more < 4 * most && even(lower, upper, step).size() < 2; more++) {
            step = step(upper - lower, more);
        }
        return step;
    }

    private static double step(double width, int most) {
        int decade = (int) Math.floor(Math.log10(width)) - 1;
        int[] digits = {1, 2, 5};
        for (int k = 0; ; k++) {
            double step = of(digits[k % 3], decade + k / 3);
            if (width / step <= most) {
                return step;
            }
        }
    }

    /** What each tick of a logarithmic axis says. */
    static List<String> texts(List<Double> ticks, boolean plain) {
        return IntStream.range(0, ticks.size())
                .mapToObj(k -> {
                    int first = Math.max(0, Math.min(k, ticks.size() - 2));
                    double gap = ticks.get(first + 1) - ticks.get(first);
                    String text = text(ticks.get(k), Math.min(gap, ticks.get(k)), plain);
                    return plain ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text;
                })
                .toList();
    }

    /**
     * The label of a tick.
     *
     * @param value the tick
     * @param step how far the next one is at least, so that both get different labels
     * @param plain whether without a power of ten
     * @return 0.02, 5, 100, or 10⁻⁵, 2·10⁶
     */
    static String text(double value, double step, boolean plain) {
        if (value == 0) {
            return "0";
        }
        int power = decade(step);
        int digits = Math.max(1, Math.min(MOST_DIGITS, decade(value) - power + 1));
        return plain
                ? new BigDecimal(value)
                        .setScale(Math.max(0, -power), RoundingMode.HALF_EVEN)
                        .toPlainString()
                : Labels.scientific(value, digits);
    }

    /** Whether the labels of a range are short without powers of ten. */
    static boolean isPlain(double lower, double upper, double step) {
        double greatest = Math.max(Math.abs(lower), Math.abs(upper));
        int before = Math.max(0, decade(greatest)) + 1;
        int behind = Math.max(0, -decade(step));
        return decade(greatest) >= -3 && before + (behind > 0 ? behind + 1 : 0) <= PLAIN_LENGTH;
    }

    /** The power of ten in a number; that of 0.001 is -3, whatever its logarithm is rounded to. */
    private static int decade(double value) {
        return (int) Math.floor(Math.log10(Math.abs(value)) + 1e-9);
    }
}
