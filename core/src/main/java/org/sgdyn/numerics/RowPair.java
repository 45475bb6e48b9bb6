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
     * The linear response y'_k = p_k y_k + q_k, p this pair.
     *
     * @param y y; that of position k lies at offset + k
     * @param q the other pair
     * @param result receives y' where y lies
     * @param offset where y of position 0 lies
     * @param from the first position
     * @param to behind the last position
     */
    public void respond(double[] y, RowPair q, double[] result, int offset, int from, int to) {
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
            result[offset + k] = (p0 + p1 * pa[k] + p2 * pb[k]) * y[offset + k] + (q0 + q1 * qa[k] + q2 * qb[k]);
        }
    }

    /**
     * Adds the linear response: y'_k += p_k y_k + q_k, p this pair.
     *
     * @param y y; that of position k lies at offset + k
     * @param q the other pair
     * @param result receives y' where y lies
     * @param offset where y of position 0 lies
     * @param from the first position
     * @param to behind the last position
     */
    public void addResponse(double[] y, RowPair q, double[] result, int offset, int from, int to) {
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
            result[offset + k] += (p0 + p1 * pa[k] + p2 * pb[k]) * y[offset + k] + (q0 + q1 * qa[k] + q2 * qb[k]);
        }
    }

    /**
     * The linear response of a mean and of its variance in one pass, x'_k = p_k x_k + f a*_k and
     * c'_k = 2 p_k c_k + (n_1 a_k + n_2 b_k), p this pair of rows a and b; x lies at its position, c behind it.
     *
     * @param y x and c
     * @param push f and a*: the first coefficient and the first row
     * @param noise n_1 and n_2: both coefficients, of a pair with the same rows as this one
     * @param behind how far behind x its c lies
     * @param result receives x' and c' where x and c lie
     * @param from the first position
     * @param to behind the last position
     */
    public void respondWithVariance(
            double[] y, RowPair push, RowPair noise, int behind, double[] result, int from, int to) {
        double p0 = constant;
        double p1 = first;
        double p2 = second;
        double[] pa = a;
        double[] pb = b;
        double f = push.first;
        double[] row = push.a;
        double n1 = noise.first;
        double n2 = noise.second;
        // Backwards, as blocks are taken that an earlier pass has left in the cache.
        for (int k = to - 1; k >= from; k--) {
            double p = p0 + p1 * pa[k] + p2 * pb[k];
            result[k] = p * y[k] + f * row[k];
            result[behind + k] = 2 * p * y[behind + k] + (n1 * pa[k] + n2 * pb[k]);
        }
    }
}
