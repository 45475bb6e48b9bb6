package org.sgdyn.settings;

/** How the points of a grid lie between its ends. */
public enum Spacing {
    /** Equal differences. */
    LINEAR {
        @Override
        public double at(double from, double to, int k, int intervals) {
            return (from * (intervals - k) + to * k) / intervals;
        }
    },
    /** Equal ratios; both ends are positive. */
    LOG {
        @Override
        public double at(double from, double to, int k, int intervals) {
            double share = k / (double) intervals;
            double ratio = to / from;
            return ratio > 0 && ratio < Double.POSITIVE_INFINITY
                    ? from * Math.pow(ratio, share)
                    : Math.pow(from, 1 - share) * Math.pow(to, share);
        }
    };

    /**
     * A point of a grid.
     *
     * @param from the first point
     * @param to the last point
     * @param k the number of the point, 0..intervals
     * @param intervals how many there are, &gt;= 1
     * @return the point; the ends up to rounding
     */
    public abstract double at(double from, double to, int k, int intervals);
}
