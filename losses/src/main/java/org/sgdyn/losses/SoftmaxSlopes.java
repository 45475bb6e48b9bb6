package org.sgdyn.losses;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.NormalPoints;

/**
 * How the sums behind the moments of {@link Softmax} over nodes r = m +- (0, S z) change with the mean m and the covariance D of the
 * n = L - 1 differences to the first logit, S = f(D) their {@link SoftmaxRoot}: exactly for these nodes. With p the probabilities of the
 * classes and s the change of a node,
 *
 * <pre>
 * d(p_j p_k) = p_j p_k ( s_j + s_k - 2 sum_c p_c s_c ).
 * </pre>
 *
 * <p>So the sums of p_j p_k and p_j p_k p_c, plain for the mean (s = dm) and times +- z_e for the covariance (s = +- (0, dS z)), hold
 * all of it. In the eigenbasis D = Q diag(lambda) Q^T, with f(lambda) = lambda / sqrt(lambda + epsilon), epsilon = softening tr D,
 *
 * <pre>
 * (Q^T dS Q)_vw = (1 + epsilon / (r_v r_w)) / (r_v + r_w) (Q^T dD Q)_vw - delta_vw lambda_v / (2 r_v^3) d epsilon,    r = sqrt(lambda + epsilon).
 * </pre>
 */
final class SoftmaxSlopes {

    /** Pairs of nodes whose products are summed at a time, four by four. */
    private static final int BATCH = 16;

    /** So many products of a batch stay in the nearest cache while they are multiplied by all coordinates. */
    private static final int NEAR = 256;

    private final int classes;
    private final int n;
    /** Products p_j p_k, j &lt;= k: at pairStart[j] + k - j. */
    private final int[] pairStart;

    private final int pairs;
    /** Products p_j p_k p_c, j &lt;= k &lt;= c: at tripleStart[j] + where p_k p_c is, so that p_j multiplies consecutive ones. */
    private final int[] tripleStart;

    private final int rows;
    /** Sums of all products over the nodes: plain, then times +- z_e, e = 0..n-1. */
    private final double[][] sums;

    private final double[][] even;
    private final double[][] odd;
    private final double[][] z;
    private int waiting;
    private final double[] pairsAbove;
    private final double[] pairsBelow;
    private final double[] above;
    private final double[] below;

    SoftmaxSlopes(int classes) {
        this.classes = classes;
        n = classes - 1;
        pairStart = new int[classes];
        tripleStart = new int[classes];
        pairs = classes * (classes + 1) / 2;
        int next = pairs;
        for (int j = 0; j < classes; j++) {
            pairStart[j] = j * classes - j * (j - 1) / 2;
            tripleStart[j] = next - pairStart[j];
            next += pairs - pairStart[j];
        }
        rows = next;
        sums = new double[n + 1][rows];
        even = new double[BATCH][rows];
        odd = new double[BATCH][rows];
        z = new double[BATCH][n];
        pairsAbove = new double[pairs];
        pairsBelow = new double[pairs];
        above = new double[classes];
        below = new double[classes];
    }

    /** Where p_j p_k is, j and k in any order. */
    private int pair(int j, int k) {
        int first = Math.min(j, k);
        return pairStart[first] + Math.max(j, k) - first;
    }

    /** Where p_j p_k p_c is, in any order. */
    private int triple(int j, int k, int c) {
        int first = Math.min(j, Math.min(k, c));
        int last = Math.max(j, Math.max(k, c));
        int middle = j + k + c - first - last;
        return tripleStart[first] + pair(middle, last);
    }

    /** Adds a block of nodes, that of the points from a first one on. */
    void add(SoftmaxNodes nodes, NormalPoints set, int first) {
        for (int k = 0; k < nodes.points(); k++) {
            nodes.read(k, above, below);
            multiplyOut(even[waiting], odd[waiting]);
            System.arraycopy(set.coordinates(), (first + k) * n, z[waiting], 0, n);
            if (++waiting == BATCH) {
                flush();
            }
        }
    }

    /** The sums and the differences of the products at the two nodes of a point. */
    private void multiplyOut(double[] sum, double[] difference) {
        for (int j = 0; j < classes; j++) {
            int place = pairStart[j] - j;
            for (int k = j; k < classes; k++) {
                pairsAbove[place + k] = above[j] * above[k];
                pairsBelow[place + k] = below[j] * below[k];
            }
        }
        for (int r = 0; r < pairs; r++) {
            sum[r] = pairsAbove[r] + pairsBelow[r];
            difference[r] = pairsAbove[r] - pairsBelow[r];
        }
        for (int j = 0; j < classes; j++) {
            multiply(above[j], pairsAbove, below[j], pairsBelow, pairStart[j], sum, difference, tripleStart[j]);
        }
    }

    /** The sums and differences of multiples of the pairs from one on. */
    private static void multiply(
            double f, double[] up, double g, double[] down, int from, double[] sum, double[] difference, int shift) {
        for (int r = from; r < up.length; r++) {
            double plus = f * up[r];
            double minus = g * down[r];
            sum[shift + r] = plus + minus;
            difference[shift + r] = plus - minus;
        }
    }

    private void flush() {
        for (int from = 0; from < rows; from += NEAR) {
            int to = Math.min(rows, from + NEAR);
            for (int e = -1; e < n; e++) {
                double[][] products = e < 0 ? even : odd;
                for (int k = 0; k < BATCH; k += 4) {
                    Kernels.addFourInPlace(
                            sums[e + 1],
                            from,
                            to,
                            e < 0 ? 1 : z[k][e],
                            products[k],
                            e < 0 ? 1 : z[k + 1][e],
                            products[k + 1],
                            e < 0 ? 1 : z[k + 2][e],
                            products[k + 2],
                            e < 0 ? 1 : z[k + 3][e],
                            products[k + 3]);
                }
            }
        }
        waiting = 0;
    }

    /** The derivative of the sum of p_j p_k by m_c. */
    double byMean(int j, int k, int c) {
        int own = (j == c ? 1 : 0) + (k == c ? 1 : 0);
        return own * sums[0][pair(j, k)] - 2 * sums[0][triple(j, k, c)];
    }

    /**
     * The derivatives of the sum of p_j p_k by D: entry (a, b), a &lt; b, for D_ab = D_ba moved together.
     *
     * @param root the root's slopes
     * @param result receives n x n numbers, of which the upper triangle counts
     */
    void byCovariance(int j, int k, Root root, double[] result) {
        Arrays.fill(result, 0);
        int jk = pair(j, k);
        for (int c = 0; c < n; c++) {
            int logit = c + 1;
            int own = (j == logit ? 1 : 0) + (k == logit ? 1 : 0);
            int jkc = triple(j, k, logit);
            for (int e = 0; e < n; e++) {
                result[c * n + e] = own * sums[e + 1][jk] - 2 * sums[e + 1][jkc];
            }
        }
        root.pullBack(result);
    }

    /** The slopes of S = f(D) at the eigenvalues and eigenvectors of D. */
    static final class Root {

        private final int n;
        private final double[] vectors;
        private final double[] transposed;
        private final double[] quotients;
        private final double[] bySoftening;
        private final double[] scratch;

        /**
         * The root's slopes.
         *
         * @param values lambda, &gt;= 0
         * @param vectors Q, component a of vector v at [a n + v]; kept by reference
         * @param softening epsilon / tr D
         */
        Root(double[] values, double[] vectors, double softening) {
            n = values.length;
            this.vectors = vectors;
            transposed = new double[n * n];
            quotients = new double[n * n];
            bySoftening = new double[n];
            scratch = new double[n * n];
            double epsilon = softening * Arrays.stream(values).sum();
            for (int v = 0; v < n; v++) {
                double r = Math.sqrt(values[v] + epsilon);
                bySoftening[v] = -softening * values[v] / (2 * r * r * r);
                for (int w = 0; w < n; w++) {
                    double other = Math.sqrt(values[w] + epsilon);
                    quotients[v * n + w] = (1 + epsilon / (r * other)) / (r + other);
                    transposed[v * n + w] = vectors[w * n + v];
                }
            }
        }

        /** From the slopes by S_ce to those by D_ab. */
        void pullBack(double[] slopes) {
            multiply(transposed, slopes, scratch);
            multiply(scratch, vectors, slopes);
            double byTrace = 0;
            for (int v = 0; v < n; v++) {
                byTrace += bySoftening[v] * slopes[v * n + v];
                for (int w = 0; w < n; w++) {
                    slopes[v * n + w] *= quotients[v * n + w];
                }
            }
            multiply(vectors, slopes, scratch);
            multiply(scratch, transposed, slopes);
            for (int a = 0; a < n; a++) {
                slopes[a * n + a] += byTrace;
                for (int b = a + 1; b < n; b++) {
                    slopes[a * n + b] += slopes[b * n + a];
                }
            }
        }

        private void multiply(double[] a, double[] b, double[] result) {
            Arrays.fill(result, 0);
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    Kernels.add(result, i * n, a[i * n + k], b, k * n, n);
                }
            }
        }
    }
}
