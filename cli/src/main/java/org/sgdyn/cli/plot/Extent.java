package org.sgdyn.cli.plot;

/** The least and greatest of some numbers; those that are not finite do not count. */
final class Extent {

    /** What lies below this share of the greatest value, on the way to 0, may be rounding. */
    private static final double ROUNDING = 1e-7;

    /** Wider than any axis need be, and narrow enough that the width of an axis is a double. */
    private static final double FAR = Double.MAX_VALUE / 4;

    /** Numbers of fewer digits than doubles have: nothing on an axis that reaches no further can be told from 0. */
    private static final double NEAR = 1e-300;

    private double least = Double.POSITIVE_INFINITY;
    private double leastPositive = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void include(double... values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                if (hasLogarithm(value)) {
                    leastPositive = Math.min(leastPositive, value);
                }
            }
        }
    }

    /** Whether a number has a place on a logarithmic axis: not 0 nor, as subnormal numbers, on the way there. */
    static boolean hasLogarithm(double value) {
        return value >= Double.MIN_NORMAL && value <= Double.MAX_VALUE;
    }

    /** The number, or the end of the widest axis if it lies beyond. */
    static double near(double value) {
        return Math.max(-FAR, Math.min(value, FAR));
    }

    double leastPositive() {
        return leastPositive;
    }

    double greatest() {
        return greatest;
    }

    boolean hasPositive() {
        return leastPositive <= greatest;
    }

    /** Whether all are positive, or 0 by rounding below some that nearly are, and the greatest is many times the least. */
    boolean spans(double ratio) {
        boolean isPositive =
                hasLogarithm(least) || (least >= -ROUNDING * greatest && leastPositive < ROUNDING * greatest);
        return isPositive && reaches(ratio);
    }

    /** The same where an exact 0 does not count. */
    boolean spansBesideZero(double ratio) {
        return spans(ratio) || (least == 0 && reaches(ratio));
    }

    private boolean reaches(double ratio) {
        // By division: the product of a ratio and a large value may be no double.
        return hasPositive() && leastPositive < greatest / ratio;
    }

    /** The range with a margin on both sides; some range even if there is nothing or a single value. */
    double[] padded(boolean log, double fraction) {
        if (least > greatest || (log && !hasPositive())) {
            return log ? new double[] {0.1, 1} : new double[] {0, 1};
        }
        if (log) {
            double decades = Math.log10(greatest) - Math.log10(leastPositive);
            double margin = Math.max(1.05, Math.pow(10, fraction * decades));
            return new double[] {
                Math.max(leastPositive / margin, Double.MIN_VALUE), Math.min(greatest * margin, Double.MAX_VALUE)
            };
        }
        double from = near(least);
        double to = near(greatest);
        double width = to - from;
        // A constant up to rounding gets a range of its own size.
        double scale = Math.max(Math.abs(to), Math.abs(from));
        double margin = scale < NEAR ? 1 : width > 1e-9 * scale ? fraction * width : 0.1 * scale;
        return new double[] {from - margin, to + margin};
    }
}
