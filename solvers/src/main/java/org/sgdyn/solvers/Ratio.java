package org.sgdyn.solvers;

/** The quotient behind the greedy learning rates. */
final class Ratio {

    private Ratio() {}

    /**
     * The step gain / cost; 0 where there is nothing to gain (gain &lt;= 0, so 0 / 0 is 0) or where the quotient is not a
     * finite number: without cost the greedy step has no length.
     */
    static double of(double gain, double cost) {
        if (!(gain > 0)) {
            return 0;
        }
        double step = gain / cost;
        return step > 0 && Double.isFinite(step) ? step : 0;
    }
}
