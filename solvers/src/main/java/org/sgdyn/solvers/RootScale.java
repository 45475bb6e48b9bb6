package org.sgdyn.solvers;

/**
 * What divides a gradient by the root of its second moment: P(v) = 1 / (v^{1/2} + epsilon), or P(v) = 1 / (v + epsilon)^{1/2}.
 *
 * @param epsilon &gt;= 0
 * @param inside whether epsilon stands under the root
 */
record RootScale(double epsilon, boolean inside) {

    /** P; infinite where v and epsilon are 0. An integrator's trial stage may hand over a v below 0 by rounding. */
    double scale(double secondMoment) {
        double v = Math.max(0, secondMoment);
        return 1 / (inside ? Math.sqrt(v + epsilon) : Math.sqrt(v) + epsilon);
    }

    /**
     * dP / dv = -P^3 / 2 with epsilon inside, else -P^2 / (2 v^{1/2}). Where that is infinite, at v = 0, it is 0: entries that
     * never meet a gradient stay there, and others leave at once.
     */
    double slope(double secondMoment) {
        double v = Math.max(0, secondMoment);
        double scale = scale(v);
        if (inside) {
            return v + epsilon > 0 ? -scale * scale * scale / 2 : 0;
        }
        return v > 0 ? -scale * scale / (2 * Math.sqrt(v)) : 0;
    }
}
