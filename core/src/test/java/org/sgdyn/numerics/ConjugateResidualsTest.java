package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.ConjugateResiduals.Operator;
import org.sgdyn.spi.RandomStream;

class ConjugateResidualsTest {

    private static final int N = 60;
    private static final int RANK = 5;

    private static final double[] LEFT = normals(1, RANK * N);
    private static final double[] RIGHT = normals(2, RANK * N);

    /** The identity plus a matrix of rank 5, not symmetric. */
    private static final Operator NEAR_IDENTITY = (x, result) -> {
        System.arraycopy(x, 0, result, 0, N);
        for (int k = 0; k < RANK; k++) {
            Kernels.add(result, 0, Kernels.dotSlices(LEFT, k * N, x, 0, N) / N, RIGHT, k * N, N);
        }
    };

    private int products;

    private static double[] normals(int number, int n) {
        RandomStream random = RandomStreams.of(7, 0, number);
        double[] result = new double[n];
        Arrays.setAll(result, k -> random.normal());
        return result;
    }

    private void count(double[] x, double[] result) {
        products++;
        NEAR_IDENTITY.apply(x, result);
    }

    @Test
    void lowRankTakesAsManyProductsAndRemembersThem() {
        ConjugateResiduals solver = ConjugateResiduals.of(N, this::count);
        double[] b = new double[N];
        for (int side = 0; side < 5; side++) {
            double[] x = normals(3 + side, N);
            for (int time = 0; time < 2; time++) {
                NEAR_IDENTITY.apply(x, b);
                products = 0;
                solver.solve(b);
                // The residual, 1e-12 |b|, times the inverse's norm.
                assertThat(b).containsExactly(x, within(1e-9));
                // A minimal polynomial of degree 6; nothing new the second time.
                assertThat(products).isBetween(time == 0 ? 1 : 0, time == 0 ? RANK + 1 : 0);
            }
        }
    }

    @Test
    void whatCannotBeSolvedIsNotANumber() {
        ConjugateResiduals solver = ConjugateResiduals.of(2, (x, result) -> {
            result[0] = x[0];
            result[1] = 0;
        });
        double[] b = {1, 1};
        solver.solve(b);
        assertThat(b).containsOnly(Double.NaN);
    }

    @Test
    void aChangedOperatorNeedsARestart() {
        double[] factor = {2};
        ConjugateResiduals solver = ConjugateResiduals.of(1, (x, result) -> result[0] = factor[0] * x[0]);
        double[] b = {6};
        solver.solve(b);
        assertThat(b[0]).isEqualTo(3);
        factor[0] = 4;
        solver.restart();
        b[0] = 6;
        solver.solve(b);
        assertThat(b[0]).isEqualTo(1.5);
    }
}
