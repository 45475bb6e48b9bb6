package org.sgdyn.numerics;

/**
 * The mean weight of normal variables that are confined one after another, over the points of a lattice: y_0 lies in a given
 * interval, y_v in one whose ends are linear in y_0 .. y_{v-1} (the sequential method of Genz, J. Comp. Graph. Stat. 1, 141
 * (1992)). Condition c reads mean_c + sum_q factor_cq y_q &gt; 0 and bounds the last variable that it contains.
 *
 * <p>Points go in blocks, each variable through a whole block, so that the sums over earlier variables are loops over points.
 * Holds scratch memory: one thread at a time.
 */
final class ConfinedNormals {

    private static final int BLOCK = 128;
    // exp of the logarithm where the weight or the product could leave the range of a double.
    private static final double LEAST_PRODUCT = 1e-150;
    private static final double GREATEST_EXPONENT = 300;

    private final int points;
    private final double[] generator;
    private final int stride;

    private final double[][] y;
    private final double[] folded;
    private final double[] uniform = new double[BLOCK];
    private final double[] low = new double[BLOCK];
    private final double[] high = new double[BLOCK];
    private final double[] bound = new double[BLOCK];
    private final double[] part = new double[BLOCK];
    private final double[] product = new double[BLOCK];
    private final double[] exponent = new double[BLOCK];

    /**
     * @param points how many points the lattice has
     * @param generator its generating vector over the number of points, an entry for each variable but the last
     * @param stride the length of a row of the factor
     */
    ConfinedNormals(int points, double[] generator, int stride) {
        this.points = points;
        this.generator = generator;
        this.stride = stride;
        folded = new double[points];
        for (int k = 0; k < points; k++) {
            // Folded, integrands are periodic; the shift puts the points into the middle of equal cells.
            folded[k] = Math.abs(2 * ((k + 0.25) / points) - 1);
        }
        y = new double[generator.length][BLOCK];
    }

    /**
     * The mean over all points of the product of the intervals' probabilities, times the weights exp(mu_v^2 / 2 - mu_v y_v) of
     * variables y_v = mu_v + z_v tilted by mu_v.
     *
     * @param conditions how many conditions there are; the first r have variables of their own, in this order
     * @param rank r, the number of variables, &gt;= 2
     * @param mean of each condition
     * @param factor coefficients, row by row
     * @param last the last variable of each condition
     * @param tilt mu of each variable, zero for the last
     * @param firstLow the lower end of z_0
     * @param firstHigh its upper end, &gt; firstLow
     * @return the mean, not bounded by one
     */
    double meanWeight(
            int conditions,
            int rank,
            double[] mean,
            double[] factor,
            int[] last,
            double[] tilt,
            double firstLow,
            double firstHigh) {
        double sum = 0;
        for (int start = 0; start < points; start += BLOCK) {
            int size = Math.min(BLOCK, points - start);
            for (int p = 0; p < size; p++) {
                low[p] = firstLow;
                high[p] = firstHigh;
                product[p] = 1;
                exponent[p] = 0;
            }
            boolean isHalfLine = firstHigh == Double.POSITIVE_INFINITY;
            multiply(size, isHalfLine);
            for (int v = 0; v < rank - 1; v++) {
                fold(start, size, generator[v]);
                place(v, size, tilt[v], isHalfLine);
                isHalfLine = confine(v + 1, size, conditions, rank, mean, factor, last, tilt[v + 1]);
                multiply(size, isHalfLine);
            }
            for (int p = 0; p < size; p++) {
                sum += weight(product[p], exponent[p]);
            }
        }
        return sum / points;
    }

    /** Uniform numbers of the points from a number on, frac(k z / n) folded. */
    private void fold(int start, int size, double component) {
        int step = (int) Math.round(component * points);
        int at = (int) ((long) (start + 1) * step % points);
        for (int p = 0; p < size; p++) {
            uniform[p] = folded[at];
            at += step;
            at -= at >= points ? points : 0;
        }
    }

    /** Variable v at the part u of its interval's probability, from the smaller tail. */
    private void place(int v, int size, double mu, boolean isHalfLine) {
        double[] to = y[v];
        for (int p = 0; p < size; p++) {
            double z;
            if (isHalfLine) {
                // No u is so small that the tail's complement would lose digits.
                z = Math.max(low[p], NormalTable.upperQuantile((1 - uniform[p]) * part[p]));
            } else {
                z = between(low[p], high[p], uniform[p], part[p]);
            }
            to[p] = mu + z;
            exponent[p] -= mu * (0.5 * mu + z);
        }
    }

    private static double between(double low, double high, double u, double probability) {
        double z = low + high > 0
                ? NormalTable.upperQuantile(NormalTable.cdf(-high) + (1 - u) * probability)
                : -NormalTable.upperQuantile(NormalTable.cdf(low) + u * probability);
        return Math.max(low, Math.min(high, z));
    }

    /** The intervals of variable v given the earlier ones; true if no condition bounds them above. */
    private boolean confine(
            int v, int size, int conditions, int rank, double[] mean, double[] factor, int[] last, double mu) {
        boolean isHalfLine = true;
        for (int p = 0; p < size; p++) {
            low[p] = Double.NEGATIVE_INFINITY;
            high[p] = Double.POSITIVE_INFINITY;
        }
        for (int c = v; c < conditions; c = c == v ? Math.max(rank, c + 1) : c + 1) {
            if (last[c] != v) {
                continue;
            }
            int row = c * stride;
            double scale = -1 / factor[row + v];
            setTo(size, mean[c] * scale - mu);
            for (int q = 0; q < v; q++) {
                add(size, factor[row + q] * scale, y[q]);
            }
            if (scale < 0) {
                for (int p = 0; p < size; p++) {
                    low[p] = Math.max(low[p], bound[p]);
                }
            } else {
                isHalfLine = false;
                for (int p = 0; p < size; p++) {
                    high[p] = Math.min(high[p], bound[p]);
                }
            }
        }
        return isHalfLine;
    }

    private void setTo(int size, double value) {
        for (int p = 0; p < size; p++) {
            bound[p] = value;
        }
    }

    private void add(int size, double coefficient, double[] variable) {
        for (int p = 0; p < size; p++) {
            bound[p] += coefficient * variable[p];
        }
    }

    private void multiply(int size, boolean isHalfLine) {
        for (int p = 0; p < size; p++) {
            part[p] = isHalfLine ? NormalTable.cdf(-low[p]) : probability(low[p], high[p]);
            product[p] *= part[p];
        }
    }

    private static double probability(double low, double high) {
        if (low >= high) {
            return 0;
        }
        return low + high > 0
                ? NormalTable.cdf(-low) - NormalTable.cdf(-high)
                : NormalTable.cdf(high) - NormalTable.cdf(low);
    }

    private static double weight(double product, double exponent) {
        if (product > LEAST_PRODUCT && Math.abs(exponent) < GREATEST_EXPONENT) {
            return product * Math.exp(exponent);
        }
        return product > 0 ? Math.exp(Math.log(product) + exponent) : 0;
    }
}
