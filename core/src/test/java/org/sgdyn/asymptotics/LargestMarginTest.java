package org.sgdyn.asymptotics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LargestMarginTest {

    private static double[] gram(double[][] vectors) {
        int n = vectors.length;
        double[] gram = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                for (int k = 0; k < vectors[i].length; k++) {
                    gram[i * n + j] += vectors[i][k] * vectors[j][k];
                }
            }
        }
        return gram;
    }

    /** Of (1, 0) and (1, 1) only the first one binds: w = (1, 0). */
    @Test
    void oneVectorMayDecide() {
        double[] multipliers = new double[2];
        double square = LargestMargin.solve(gram(new double[][] {{1, 0}, {1, 1}}), multipliers)
                .orElseThrow();
        assertThat(square).isCloseTo(1, within(1e-12));
        assertThat(multipliers).containsExactly(new double[] {1, 0}, within(1e-12));
    }

    /** Two that both bind in the plane: w solves w . nu_i = 1. */
    @Test
    void allMayDecide() {
        double[][] vectors = {{1, 0.5}, {-0.2, 1}};
        double[] multipliers = new double[2];
        double square = LargestMargin.solve(gram(vectors), multipliers).orElseThrow();
        double determinant = 1 * 1 + 0.2 * 0.5;
        double x = (1 - 0.5) / determinant;
        double y = (1 + 0.2) / determinant;
        assertThat(square).isCloseTo(x * x + y * y, within(1e-12));
        assertThat(multipliers[0] * 1 + multipliers[1] * -0.2).isCloseTo(x, within(1e-12));
    }

    @Test
    void whatNothingSeparatesHasNone() {
        assertThat(LargestMargin.solve(gram(new double[][] {{1, 0}, {-1, 0}}), new double[2]))
                .isEmpty();
        assertThat(LargestMargin.solve(gram(new double[][] {{1, 0}, {-0.5, 1}, {-0.5, -1}}), new double[3]))
                .isEmpty();
        assertThat(LargestMargin.solve(gram(new double[][] {{1, 0}, {0, 0}}), new double[2]))
                .isEmpty();
    }
}
