package org.sgdyn.numerics;

import java.util.Arrays;

/**
 * The probability that one of l Gaussian logits is the largest, P(argmax_j r_j = k) for r ~ N(m, B), ties going to the lowest
 * index.
 *
 * <p>Class k wins when all n = l - 1 differences d_j = r_k - r_j are positive (where d_j is constant: d_j &gt; 0 for j &lt; k,
 * d_j &gt;= 0 for j &gt; k). Scaled to unit variance, d = a + C y with y ~ N(0, I) and C the Cholesky factor, pivoted so that the
 * least probable condition comes first. Then y_1 is confined to an interval, y_2 to one that depends on y_1, and so on; the
 * probability is the mean of the product of the intervals' probabilities (Genz, J. Comp. Graph. Stat. 1, 141 (1992)). Where B is
 * singular, the rows of C beyond its rank r bound the last variable that they contain (Genz and Kwong, J. Stat. Comput.
 * Simul. 68, 1 (2000)), so that nothing is divided by vanishing pivots.
 *
 * <ul>
 *   <li>r &lt;= 1: exact through Phi; two classes are always of this kind.
 *   <li>l = 3, r = 2: Gauss-Legendre panels over y_1, about 1e-13 relative.
 *   <li>Otherwise the first r - 1 uniforms run through a fixed rank-one lattice, folded by |2 x - 1| so that integrands become
 *       periodic, with the variables tilted towards the improbable. For independent logits the measured error is 7e-5 (four
 *       classes) to 4e-3 (twenty) relative, down to probabilities of 1e-27; for singular B up to 2e-3 absolute. The value
 *       depends on the order of pivoting and may jump by its own error where that order changes.
 * </ul>
 *
 * <p>Holds scratch memory: one thread at a time; nothing is allocated per call.
 */
public final class LargestLogit {

    /** Below this part of its variance a pivot is taken as zero: a shift of 1e-6 deviations, felt in second order. */
    private static final double NO_PIVOT = 1e-12;

    /** Coefficients that cannot move a condition. */
    private static final double NO_COEFFICIENT = 1e-8;

    private static final double EPSILON = Math.ulp(1.0);

    private static final int POINTS = 1021;
    private static final int TILT_ITERATIONS = 30;

    // Panels of width <= 1 resolve the density up to where it vanishes; graded ones the step of the second factor.
    private static final double LIMIT = 38.6;
    private static final double[] GRADES = {0, 2, 4, 7, 12, 20, 40};
    private static final int ORDER = 16;
    private static final double[] NODES = GaussLegendre.nodes(ORDER);
    private static final double[] WEIGHTS = GaussLegendre.weights(ORDER);

    private final int outputs;
    private final double[] generator;

    // Conditions in pivoted order: mean a, factor C (row-major, stride n), tolerance, last variable of each.
    private final double[] mean;
    private final double[] tolerance;
    private final double[] correlation;
    private final double[] factor;
    private final int[] order;
    private final int[] last;
    private final double[] y;
    private final ConfinedNormals points;
    private final double[] edges;
    private int conditions;
    private int rank;
    private boolean unusable;
    private final double[] tilt;
    private final double[] slope;
    // The interval of z = y_v - tilt_v, and the conditions behind its ends.
    private double low;
    private double high;
    private int lowRow;
    private int highRow;

    private LargestLogit(int outputs, double[] generator) {
        this.outputs = outputs;
        this.generator = generator;
        int n = outputs - 1;
        mean = new double[n];
        tolerance = new double[n];
        correlation = new double[n * n];
        factor = new double[n * n];
        order = new int[n];
        last = new int[n];
        y = new double[n];
        points = new ConfinedNormals(POINTS, generator, n);
        tilt = new double[n];
        slope = new double[n];
        edges = new double[2 * GRADES.length + (int) (2 * LIMIT) + 4];
    }

    /**
     * Scratch for a number of outputs.
     *
     * @param outputs l &gt;= 2
     * @return an instance for one thread
     * @throws IllegalArgumentException unless outputs &gt;= 2
     */
    public static LargestLogit of(int outputs) {
        if (outputs < 2) {
            throw new IllegalArgumentException("a largest logit needs at least 2 outputs, not " + outputs);
        }
        return new LargestLogit(outputs, RankOneLattice.generator(outputs - 2, POINTS));
    }

    /**
     * Scratch of its own for another thread, with the same results.
     *
     * @return an instance for one thread
     */
    public LargestLogit another() {
        return new LargestLogit(outputs, generator);
    }

    /**
     * The probability that a class has the largest logit.
     *
     * @param winner k, 0 to l - 1
     * @param logitMean m, its first l entries
     * @param logitCovariance B, row-major, the leading l x l block of a matrix; symmetric, positive semi-definite, singular or
     *     zero allowed
     * @param stride the length of a row of that matrix, &gt;= l
     * @return P(argmax_j r_j = k), between 0 and 1; NaN if an entry is
     */
    public double probability(int winner, double[] logitMean, double[] logitCovariance, int stride) {
        if (!place(winner, logitMean, logitCovariance, stride)) {
            return 0;
        }
        if (conditions == 0 || unusable) {
            return unusable ? Double.NaN : 1;
        }
        factorise();
        assignRows();
        Arrays.fill(tilt, 0);
        if (rank == 1) {
            interval(0);
            return intervalProbability();
        }
        if (rank == 2 && conditions == 2) {
            return overLine();
        }
        return overPoints();
    }

    /** Reads the conditions; false if a constant one fails. */
    private boolean place(int winner, double[] m, double[] b, int stride) {
        conditions = 0;
        unusable = false;
        int k = winner;
        for (int j = 0; j < outputs; j++) {
            if (j == k) {
                continue;
            }
            double variance = difference(b, stride, k, j, j);
            double size = b[k * stride + k] + b[j * stride + j];
            double gap = m[k] - m[j];
            unusable |= Double.isNaN(variance + gap);
            if (variance <= 8 * EPSILON * size) {
                if (j < k ? gap <= 0 : gap < 0) {
                    return false;
                }
                continue;
            }
            int c = conditions++;
            order[c] = j;
            // For now the deviation; read again below.
            y[c] = Math.sqrt(variance);
            mean[c] = gap / y[c];
            tolerance[c] = Math.max(NO_PIVOT, 8 * EPSILON * size / variance);
        }
        int n = outputs - 1;
        for (int c = 0; c < conditions; c++) {
            correlation[c * n + c] = 1;
            for (int e = 0; e < c; e++) {
                double entry = difference(b, stride, k, order[c], order[e]) / (y[c] * y[e]);
                correlation[c * n + e] = entry;
                correlation[e * n + c] = entry;
            }
        }
        return true;
    }

    /** Cov(r_k - r_i, r_k - r_j); row-wise differences keep digits when the logits nearly agree. */
    private static double difference(double[] b, int stride, int k, int i, int j) {
        return (b[k * stride + k] - b[i * stride + k]) + (b[i * stride + j] - b[k * stride + j]);
    }

    /** Pivoted Cholesky; the next pivot is the condition least probable given the expected earlier variables. */
    private void factorise() {
        int n = outputs - 1;
        for (rank = 0; rank < conditions; rank++) {
            int pivot = -1;
            double highest = Double.NEGATIVE_INFINITY;
            double pivotVariance = 0;
            for (int c = rank; c < conditions; c++) {
                double variance = correlation[c * n + c];
                double expected = mean[c];
                for (int q = 0; q < rank; q++) {
                    variance -= factor[c * n + q] * factor[c * n + q];
                    expected += factor[c * n + q] * y[q];
                }
                if (variance > tolerance[c]) {
                    double bound = -expected / Math.sqrt(variance);
                    if (pivot < 0 || bound > highest) {
                        pivot = c;
                        highest = bound;
                        pivotVariance = variance;
                    }
                }
            }
            if (pivot < 0) {
                return;
            }
            swap(rank, pivot);
            double diagonal = Math.sqrt(pivotVariance);
            factor[rank * n + rank] = diagonal;
            for (int c = rank + 1; c < conditions; c++) {
                double rest = correlation[c * n + rank];
                for (int q = 0; q < rank; q++) {
                    rest -= factor[c * n + q] * factor[rank * n + q];
                }
                factor[c * n + rank] = rest / diagonal;
            }
            // E[y | y > b] = phi(b) / Phi(-b), which is b + 1/b - ... far out.
            y[rank] = highest > 30
                    ? highest + 1 / highest
                    : StandardNormal.density(highest) / StandardNormal.cdf(-highest);
        }
    }

    private void swap(int c, int e) {
        int n = outputs - 1;
        if (c == e) {
            return;
        }
        exchange(mean, c, e);
        exchange(tolerance, c, e);
        for (int q = 0; q < conditions; q++) {
            exchange(correlation, c * n + q, e * n + q);
        }
        for (int q = 0; q < conditions; q++) {
            exchange(correlation, q * n + c, q * n + e);
        }
        for (int q = 0; q < c; q++) {
            exchange(factor, c * n + q, e * n + q);
        }
    }

    private static void exchange(double[] values, int c, int e) {
        double held = values[c];
        values[c] = values[e];
        values[e] = held;
    }

    /** Each condition bounds the last variable that it contains. */
    private void assignRows() {
        int n = outputs - 1;
        for (int c = 0; c < conditions; c++) {
            int v = Math.min(c, rank - 1);
            double least = Math.max(NO_COEFFICIENT, Math.sqrt(EPSILON * tolerance[c] / NO_PIVOT));
            while (v > 0 && c >= rank && Math.abs(factor[c * n + v]) <= least) {
                v--;
            }
            last[c] = v;
        }
    }

    /** The interval of variable v given y_0 .. y_{v-1}. */
    private void interval(int v) {
        int n = outputs - 1;
        low = Double.NEGATIVE_INFINITY;
        high = Double.POSITIVE_INFINITY;
        for (int c = v; c < conditions; c++) {
            if (last[c] == v) {
                double sum = mean[c];
                for (int q = 0; q < v; q++) {
                    sum += factor[c * n + q] * y[q];
                }
                double coefficient = factor[c * n + v];
                double bound = -sum / coefficient - tilt[v];
                if (coefficient > 0) {
                    if (!(bound <= low)) {
                        low = bound;
                        lowRow = c;
                    }
                } else if (!(bound >= high)) {
                    high = bound;
                    highRow = c;
                }
            }
            if (c == v && v < rank - 1) {
                // Rows between v and the rank have their own variable.
                c = rank - 1;
            }
        }
    }

    private double intervalProbability() {
        if (low >= high) {
            return 0;
        }
        return low + high > 0
                ? StandardNormal.cdf(-low) - StandardNormal.cdf(-high)
                : StandardNormal.cdf(high) - StandardNormal.cdf(low);
    }

    /** P(y_0 > b, a + c y_0 + s y_1 > 0) = int_b^inf phi(y) Phi((a + c y) / s) dy. */
    private double overLine() {
        int n = outputs - 1;
        double start = Math.max(-LIMIT, -mean[0] / factor[0]);
        double offset = mean[1] / factor[n + 1];
        double slope = factor[n] / factor[n + 1];
        int count = 0;
        edges[count++] = start;
        for (double x = start + 1; x < LIMIT; x++) {
            edges[count++] = x;
        }
        if (slope != 0) {
            double step = -offset / slope;
            double width = 1 / Math.abs(slope);
            for (double grade : GRADES) {
                count = addEdge(step - grade * width, start, count);
                count = addEdge(step + grade * width, start, count);
            }
        }
        Arrays.sort(edges, 0, count);
        double sum = 0;
        for (int panel = 1; panel < count; panel++) {
            double half = 0.5 * (edges[panel] - edges[panel - 1]);
            double middle = 0.5 * (edges[panel] + edges[panel - 1]);
            for (int q = 0; half > 0 && q < ORDER; q++) {
                double x = middle + half * NODES[q];
                sum += half * WEIGHTS[q] * StandardNormal.density(x) * StandardNormal.cdf(offset + slope * x);
            }
        }
        return Math.min(1, sum);
    }

    private int addEdge(double x, double start, int count) {
        if (x > start && x < LIMIT) {
            edges[count] = x;
            return count + 1;
        }
        return count;
    }

    private double overPoints() {
        chooseTilt();
        interval(0);
        return low < high ? Math.min(1, points.meanWeight(conditions, rank, mean, factor, last, tilt, low, high)) : 0;
    }

    /**
     * Tilts mu of the variables, y_v = mu_v + z_v with z_v normal on its interval and weight exp(mu_v^2 / 2 - mu_v y_v), towards
     * the saddle point of the log-weight psi(y, mu), y_v = E y_v and mu_v = sum_{c > v} d log P_c / d y_v, where the weight varies
     * least (Botev, J. R. Stat. Soc. B 79, 125 (2017)). Every tilt is unbiased, so that damped iterations need not converge.
     */
    private void chooseTilt() {
        int n = outputs - 1;
        for (int iteration = 0; iteration < TILT_ITERATIONS; iteration++) {
            Arrays.fill(slope, 0);
            for (int v = 0; v < rank; v++) {
                interval(v);
                double probability = intervalProbability();
                if (!(probability > Double.MIN_NORMAL)) {
                    Arrays.fill(tilt, 0);
                    return;
                }
                double atLow = StandardNormal.density(low) / probability;
                double atHigh = StandardNormal.density(high) / probability;
                y[v] = tilt[v] + atLow - atHigh;
                for (int q = 0; q < v; q++) {
                    slope[q] += atLow == 0 ? 0 : atLow * factor[lowRow * n + q] / factor[lowRow * n + v];
                    slope[q] -= atHigh == 0 ? 0 : atHigh * factor[highRow * n + q] / factor[highRow * n + v];
                }
            }
            for (int v = 0; v < rank - 1; v++) {
                tilt[v] += 0.5 * (slope[v] - tilt[v]);
                if (!Double.isFinite(tilt[v])) {
                    Arrays.fill(tilt, 0);
                    return;
                }
            }
        }
    }
}
