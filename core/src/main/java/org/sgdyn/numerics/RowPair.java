package org.sgdyn.numerics;

/**
 * A quantity of every mode that is linear in two rows of numbers, p_k = constant + first a_k + second b_k: a mode's rate of decay in
 * two of its eigenvalues, say. Memory sets the pace of many modes, so that two rows are read in one pass. The rows are kept by
 * reference; the coefficients change. Plain loops over one index are what the compiler turns into vector instructions. One thread
 * at a time may {@link #set}; any number may read.
 */
public final class RowPair {

    private final double[] a;
    private final double[] b;
    private double constant;
    private double first;
    private double second;

    private RowPair(double[] a, double[] b) {
        this.a = a;
        this.b = b;
    }

    /**
     * A pair of rows, with coefficients 0.
     *
     * @param a the first row
     * @param b the second row; may be the first
     * @return the pair
     */
    public static RowPair of(double[] a, double[] b) {
        return new RowPair(a, b);
    }

    /**
     * Sets the coefficients.
     *
     * @param newConstant the constant
     * @param newFirst the coefficient of the first row
     * @param newSecond the coefficient of the second row
     */
    public void set(double newConstant, double newFirst, double newSecond) {
        constant = newConstant;
        first = newFirst;
        second = newSecond;
    }

    /**
     * The linear response of a mean, x'_k = p_k x_k + f row_k.
     *
     * @param y x, at its positions
     * @param f the factor of the row
     * @param row the row
     * @param result receives x' where x lies
     * @param from the first position
     * @param to behind the last position
     */
    public void respond(double[] y, double f, double[] row, double[] result, int from, int to) {
        double p0 = constant;
        double p1 = first;
        double p2 = second;
        double[] pa = a;
        double[] pb = b;
        for (int k = from; k < to; k++) {
            result[k] = (p0 + p1 * pa[k] + p2 * pb[k]) * y[k] + f * row[k];
        }
    }

    /**
     * The same, added to what there is: x'_k += p_k x_k + f row_k.
     *
     * @param y x, at its positions
     * @param f the factor of the row
     * @param row the row
     * @param result receives x' where x lies
     * @param from the first position
     * @param to behind the last position
     */
    public void addResponse(double[] y, double f, double[] row, double[] result, int from, int to) {
        double p0 = constant;
        double p1 = first;
        double p2 = second;
        double[] pa = a;
        double[] pb = b;
        for (int k = from; k < to; k++) {
            result[k] += (p0 + p1 * pa[k] + p2 * pb[k]) * y[k] + f * row[k];
        }
    }

    /**
     * The linear response of a variance, c'_k = p_k c_k + q_k.
     *
     * @param y c of position k at behind + k
     * @param behind how far behind its position c lies
     * @param q the noise
     * @param result receives c' where c lies
     * @param from the first position
     * @param to behind the last position
     */
    public void respondBehind(double[] y, int behind, RowPair q, double[] result, int from, int to) {
        double p0 = constant;
        double p1 = first;
        double p2 = second;
        double[] pa = a;
        double[] pb = b;
        double q0 = q.constant;
        double q1 = q.first;
        double q2 = q.second;
        double[] qa = q.a;
        double[] qb = q.b;
        for (int k = from; k < to; k++) {
            result[behind + k] = (p0 + p1 * pa[k] + p2 * pb[k]) * y[behind + k] + (q0 + q1 * qa[k] + q2 * qb[k]);
        }
    }

    /**
     * The same, added to what there is: c'_k += p_k c_k + q_k.
     *
     * @param y c of position k at behind + k
     * @param behind how far behind its position c lies
     * @param q the noise
     * @param result receives c' where c lies
     * @param from the first position
     * @param to behind the last position
     */
    public void addResponseBehind(double[] y, int behind, RowPair q, double[] result, int from, int to) {
        double p0 = constant;
        double p1 = first;
        double p2 = second;
        double[] pa = a;
        double[] pb = b;
        double q0 = q.constant;
        double q1 = q.first;
        double q2 = q.second;
        double[] qa = q.a;
        double[] qb = q.b;
        for (int k = from; k < to; k++) {
            result[behind + k] += (p0 + p1 * pa[k] + p2 * pb[k]) * y[behind + k] + (q0 + q1 * qa[k] + q2 * qb[k]);
        }
    }

    /**
     * The linear response of a mean and of its variance in one pass, x'_k = p_k x_k + f row_k and
     * c'_k = 2 p_k c_k + (n_1 a_k + n_2 b_k), p this pair of rows a and b.
     *
     * @param y x at its positions, c behind it
     * @param f the factor of the row
     * @param row the row
     * @param behind how far behind x its c lies
     * @param noise n_1 and n_2: the coefficients, no constant, of a pair with the same rows as this one
     * @param result receives x' and c' where x and c lie
     * @param from the first position
     * @param to behind the last position
     */
    public void respondTwice(
            double[] y, double f, double[] row, int behind, RowPair noise, double[] result, int from, int to) {
        double p0 = constant;
        double p1 = first;
        double p2 = second;
        double[] pa = a;
        double[] pb = b;
        double n1 = noise.first;
        double n2 = noise.second;
        // Backwards, as blocks are taken that an earlier pass has left in the cache.
        for (int k = to - 1; k >= from; k--) {
            double p = p0 + p1 * pa[k] + p2 * pb[k];
            result[k] = p * y[k] + f * row[k];
            result[behind + k] = 2 * p * y[behind + k] + (n1 * pa[k] + n2 * pb[k]);
        }
    }

    /**
     * The inverses of a mean's and a variance's shifted rates in one pass: 1 / p_k and 1 / (2 p_k - shift), where p_k holds the shift
     * once.
     *
     * @param shift the shift
     * @param behind how far behind its position the second one goes
     * @param result receives both
     * @param n the number of positions
     */
    public void invertTwice(double shift, int behind, double[] result, int n) {
        double p0 = constant;
        double p1 = first;
        double p2 = second;
        double[] pa = a;
        double[] pb = b;
        for (int k = 0; k < n; k++) {
            double p = p0 + p1 * pa[k] + p2 * pb[k];
            result[k] = 1 / p;
            result[behind + k] = 1 / (2 * p - shift);
        }
    }
}
