package org.sgdyn.cli.plot;

/** The least and greatest of some numbers; those that are not finite do not count. */
final class Extent {

    private double least = Double.POSITIVE_INFINITY;
    private double leastPositive = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;

    void include(double... values) {
        for (double value : values) {
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                if (value > 0) {
                    leastPositive = Math.min(leastPositive, value);
                }
            }
        }
    }

    double leastPositive() {
        return leastPositive;
    }

    double greatest() {
        return greatest;
    }

    boolean isPositive() {
        return least > 0 && greatest > 0;
    }

    /** The range with a margin on both sides; some range even if there is nothing or a single value. */
    double[] padded(boolean log, double fraction) {
        if (least > greatest || (log && !(greatest > 0))) {
            return log ? new double[] {0.1, 1} : new double[] {0, 1};
        }
        if (log) {
            double margin = Math.max(1.05, Math.pow(greatest / leastPositive, fraction));
            return new double[] {leastPositive / margin, greatest * margin};
        }
        double width = greatest - least;
        // A constant up to rounding gets a range of its own size.
        double scale = Math.max(Math.abs(greatest), Math.abs(least));
        double margin = width > 1e-9 * scale ? fraction * width : scale == 0 ? 1 : 0.1 * scale;
        return new double[] {least - margin, greatest + margin};
    }
}
