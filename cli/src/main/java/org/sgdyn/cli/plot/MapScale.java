package org.sgdyn.cli.plot;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What the colours of a map stand for.
 *
 * @param isLogarithmic whether equal steps of colour are equal ratios
 * @param isSigned whether there are values on both sides of 0, so that colours tell the sign
 * @param least the value at the lower end
 * @param greatest the value at the upper end
 */
public record MapScale(boolean isLogarithmic, boolean isSigned, double least, double greatest) {

    /** A measure that spans more than this ratio is drawn on a logarithmic scale. */
    private static final double WIDE = 50;

    /** A sign counts where the lesser side reaches more than this share of the greater one. */
    private static final double SIGNED = 0.25;

    /**
     * The scale of a measure.
     *
     * @param values its values; those that are not finite do not count, and on a logarithmic scale those that are not positive count as
     *     the least that is
     * @return the scale
     */
    public static MapScale of(double... values) {
        if (!isWide(values)) {
            return of(false, DoubleStream.of(values));
        }
        double floor = floor(values);
        return of(true, DoubleStream.of(values).map(value -> Math.max(floor, value)));
    }

    /** Whether some values, a few zeros by rounding among them, are drawn on a logarithmic scale. */
    static boolean isWide(double... values) {
        return extent(values).spans(WIDE);
    }

    /** What zeros by rounding are shown as on a logarithmic scale. */
    static double floor(double... values) {
        return extent(values).leastPositive();
    }

    private static Extent extent(double... values) {
        Extent extent = new Extent();
        extent.include(values);
        return extent;
    }

    static MapScale of(boolean isLogarithmic, DoubleStream values) {
        double[] shown = values.filter(value -> Double.isFinite(value) && (!isLogarithmic || value > 0))
                .toArray();
        double[] ends = extremes(isLogarithmic, shown);
        double most = Math.max(-ends[0], ends[1]);
        boolean isSigned = !isLogarithmic && ends[0] < -SIGNED * ends[1] && ends[1] > -SIGNED * ends[0] && ends[1] > 0;
        return new MapScale(isLogarithmic, isSigned, isSigned ? -most : ends[0], isSigned ? most : ends[1]);
    }

    private static double[] extremes(boolean isLogarithmic, double... shown) {
        double least = DoubleStream.of(shown).min().orElse(isLogarithmic ? 0.1 : 0);
        double greatest = DoubleStream.of(shown).max().orElse(1);
        if (greatest - least > 1e-9 * Math.max(Math.abs(least), Math.abs(greatest))) {
            return new double[] {least, greatest};
        }
        Extent constant = new Extent();
        constant.include(least);
        return constant.padded(isLogarithmic, 0);
    }

    static Color colour(boolean isSigned, double share) {
        return isSigned ? Theme.signed(2 * share - 1) : Theme.level(share);
    }

    /**
     * The colours of a scale from its lower to its upper end.
     *
     * @param isSigned whether colours tell the sign
     * @param count how many, &gt;= 2
     * @return such as {@code #4a2377}
     */
    public static List<String> colours(boolean isSigned, int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> String.format(
                        Locale.ROOT,
                        "#%06x",
                        colour(isSigned, (double) k / (count - 1)).getRGB() & 0xFFFFFF))
                .toList();
    }
}
