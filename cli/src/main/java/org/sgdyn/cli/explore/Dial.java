package org.sgdyn.cli.explore;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sgdyn.settings.Location;

/**
 * A number of an experiment that a slider changes.
 *
 * @param path its key path
 * @param location where the number stands in the text
 * @param value the number
 * @param low where the slider begins
 * @param high where it ends
 * @param isLogarithmic whether equal steps of the slider are equal ratios
 * @param isWhole whether the number is an integer
 * @param words what it means; empty if nobody says
 */
record Dial(
        String path,
        Location location,
        double value,
        double low,
        double high,
        boolean isLogarithmic,
        boolean isWhole,
        String words) {

    /** By how much a slider that nothing bounds goes beyond the number. */
    private static final double REACH = 3;

    /** An excluded bound is approached up to this part of the slider. */
    private static final double GAP = 1e-3;

    /**
     * A slider around a number: over the whole of a bounded range; logarithmic, over three decades, for a positive number that
     * may not be negative; else from 0, or symmetric about it, to thrice the number.
     *
     * @param path its key path
     * @param location where the number stands
     * @param value the number
     * @param rule its schema
     * @param words what it means
     */
    static Dial of(String path, Location location, double value, Map<?, ?> rule, String words) {
        boolean whole = "integer".equals(rule.get("type"));
        boolean isOpen = rule.containsKey("exclusiveMinimum");
        double least = bound(rule, "minimum", "exclusiveMinimum", Double.NEGATIVE_INFINITY);
        double most = bound(rule, "maximum", "exclusiveMaximum", Double.POSITIVE_INFINITY);
        if (Double.isFinite(least) && Double.isFinite(most)) {
            double gap = GAP * (most - least);
            return new Dial(
                    path,
                    location,
                    value,
                    isOpen ? least + gap : least,
                    rule.containsKey("exclusiveMaximum") ? most - gap : most,
                    false,
                    whole,
                    words);
        }
        if (value > 0 && least >= 0) {
            double decade = Math.floor(Math.log10(value));
            double low = Math.max(Math.pow(10, decade - 1), least);
            double high = Math.min(Math.pow(10, decade + 2), most);
            return new Dial(path, location, value, low, Math.max(high, value), true, whole, words);
        }
        double reach = rounded(Math.max(1, REACH * Math.abs(value)));
        return new Dial(path, location, value, Math.max(-reach, least), Math.min(reach, most), false, whole, words);
    }

    private static double bound(Map<?, ?> rule, String closed, String open, double otherwise) {
        Object bound = rule.containsKey(closed) ? rule.get(closed) : rule.get(open);
        return bound instanceof Number number ? number.doubleValue() : otherwise;
    }

    /** The next number above of one digit. */
    private static double rounded(double x) {
        double unit = Math.pow(10, Math.floor(Math.log10(x)));
        return Math.ceil(x / unit - 1e-9) * unit;
    }

    Map<String, Object> data() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", path);
        map.put("line", location.line());
        map.put("column", location.column());
        map.put("value", value);
        map.put("low", low);
        map.put("high", high);
        map.put("log", isLogarithmic);
        map.put("whole", isWhole);
        map.put("words", words);
        return map;
    }
}
