package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The loops beside their formulas, in numbers whose sums and products are exact, and nothing outside the range touched. */
class RowPairTest {

    private static final double[] A = {1, 2, 3, 4, 5, 6, 7};
    private static final double[] B = {0.5, -1, 2, 0.25, 3, -2, 1};
    private static final double[] Q = {2, 1, 0, -1, 4, 0.5, 3};
    private static final int OFFSET = 3;
    private static final int FROM = 1;
    private static final int TO = 6;

    private final RowPair rate = RowPair.of(A, B);
    private final RowPair push = RowPair.of(Q, A);
    private final double[] y = new double[OFFSET + A.length];
    private final double[] result = new double[y.length];

    RowPairTest() {
        rate.set(0.5, -2, 4);
        push.set(8, 3, -1);
        Arrays.setAll(y, k -> k - 4.5);
        Arrays.fill(result, 1000);
    }

    private static double rate(int k) {
        return 0.5 - 2 * A[k] + 4 * B[k];
    }

    private static double push(int k) {
        return 8 + 3 * Q[k] - A[k];
    }

    @Test
    void respondsToAMean() {
        rate.respond(y, 3, Q, result, FROM, TO);
        assertThat(result).isEqualTo(expected(k -> rate(k) * y[k] + 3 * Q[k], 0, 0));
    }

    @Test
    void invertsShiftedRates() {
        double[] inverses = new double[2 * A.length];
        rate.invertTwice(0.75, A.length, inverses, TO);
        for (int k = 0; k < A.length; k++) {
            assertThat(inverses[k]).isEqualTo(k < TO ? 1 / rate(k) : 0);
            assertThat(inverses[A.length + k]).isEqualTo(k < TO ? 1 / (2 * rate(k) - 0.75) : 0);
        }
    }

    @Test
    void addsTheResponseToAMean() {
        rate.addResponse(y, 3, Q, result, FROM, TO);
        assertThat(result).isEqualTo(expected(k -> rate(k) * y[k] + 3 * Q[k], 0, 1000));
    }

    @Test
    void respondsToAVariance() {
        rate.respondBehind(y, OFFSET, push, result, FROM, TO);
        assertThat(result).isEqualTo(expected(k -> rate(k) * y[OFFSET + k] + push(k), OFFSET, 0));
    }

    @Test
    void addsTheResponseToAVariance() {
        rate.addResponseBehind(y, OFFSET, push, result, FROM, TO);
        assertThat(result).isEqualTo(expected(k -> rate(k) * y[OFFSET + k] + push(k), OFFSET, 1000));
    }

    private double[] expected(IntToDoubleFunction response, int offset, double before) {
        double[] expected = new double[result.length];
        Arrays.fill(expected, 1000);
        for (int k = FROM; k < TO; k++) {
            expected[offset + k] = before + response.applyAsDouble(k);
        }
        return expected;
    }

    @Test
    void respondsToAMeanAndItsVariance() {
        RowPair noise = RowPair.of(A, B);
        noise.set(0, 16, -8);
        double[] two = new double[2 * A.length];
        Arrays.setAll(two, k -> k - 4.5);
        double[] derivative = new double[two.length];
        rate.respondTwice(two, 3, Q, A.length, noise, derivative, FROM, TO);
        double[] expected = new double[two.length];
        for (int k = FROM; k < TO; k++) {
            expected[k] = rate(k) * two[k] + 3 * Q[k];
            expected[A.length + k] = 2 * rate(k) * two[A.length + k] + 16 * A[k] - 8 * B[k];
        }
        assertThat(derivative).isEqualTo(expected);
    }
}
