package org.sgdyn.agreement;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's step-down correction of several tests (S. Holm, A simple sequentially rejective multiple test procedure, Scandinavian
 * Journal of Statistics 6, 65-70, 1979): whatever the dependence of the tests, the probability that any true hypothesis gets an
 * adjusted p-value below a level is at most that level.
 */
final class Holm {

    private Holm() {}

    /**
     * Adjusts p-values: with p(1) &lt;= ... &lt;= p(m), the j-th is max over i &lt;= j of min(1, (m - i + 1) p(i)).
     *
     * @param p m p-values, none of them NaN
     * @return the adjusted ones, in the order of the given
     */
    static double[] adjusted(double[] p) {
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> p[k]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = Arrays.copyOf(p, p.length);
        double largest = 0;
        for (int j = 0; j < order.length; j++) {
            largest = Math.max(largest, Math.min(1, (order.length - j) * p[order[j]]));
            adjusted[order[j]] = largest;
        }
        return adjusted;
    }
}
