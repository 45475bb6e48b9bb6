package org.sgdyn.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpectralQuadratureTest {

    private static final double[] NONE = {};

    private static double sum(SpectralQuadrature rule, DoubleUnaryOperator f) {
        double sum = 0;
        for (int q = 0; q < rule.size(); q++) {
            sum += rule.weight(q) * f.applyAsDouble(rule.node(q));
        }
        return sum;
    }

    private static double meanOverModes(int d, DoubleUnaryOperator f) {
        return IntStream.rangeClosed(1, d)
                        .mapToDouble(mode -> f.applyAsDouble((double) mode / d))
                        .sum()
                / d;
    }

    /** Powers of u and layers exp(-s u^alpha) are what the dynamics sums over the modes. */
    @ParameterizedTest
    @CsvSource({
        "1, 0.5, 0",
        "9, 0.5, 10",
        "10, 1, 10",
        "11, 1, 10",
        "401, 0.3, 0",
        "1000, 1.1, 1e2",
        "1000, 3, 1e8",
        "12345, 0.5, 1e4",
        "100000, 2, 1e6",
        "99991, 1, 1e3"
    })
    void sumsOverModesAreExactToRounding(int d, double power, double scale) {
        SpectralQuadrature rule = SpectralQuadrature.ofModes(d, new int[0], NONE, NONE, 10);
        DoubleUnaryOperator f = u -> Math.pow(u, power) * Math.exp(-scale * Math.pow(u, power));
        double exact = meanOverModes(d, f);
        // 5.83^{-20} = 5e-16 a panel for powers; a layer across a panel costs a few digits.
        assertThat(sum(rule, f)).isCloseTo(exact, within(1e-11 * Math.abs(exact)));
    }

    @Test
    void theNumberOfNodesFollowsTheLogarithmOfTheDimension() {
        int small = SpectralQuadrature.ofModes(1000, new int[0], NONE, NONE, 10).size();
        int large = SpectralQuadrature.ofModes(1_000_000_000, new int[0], NONE, NONE, 10)
                .size();
        assertThat(small).isLessThan(120);
        assertThat(large).isLessThan(320);
    }

    /** A jump at a breakpoint and excluded modes: each mode is counted once, on its own side. */
    @ParameterizedTest
    @ValueSource(ints = {7, 100, 999, 30_000})
    void breakpointsAndExcludedModesAreRespected(int d) {
        double cut = 0.29;
        int[] excluded = {1, 3, d};
        SpectralQuadrature rule = SpectralQuadrature.ofModes(d, excluded, new double[] {cut}, NONE, 10);
        DoubleUnaryOperator f = u -> u <= cut ? 1 + u : 5 - u * u;
        double exact = meanOverModes(d, f);
        for (int mode : excluded) {
            exact -= f.applyAsDouble((double) mode / d) / d;
        }
        assertThat(sum(rule, f)).isCloseTo(exact, within(1e-13));
        assertThat(sum(rule, u -> 1)).isCloseTo(1 - 3.0 / d, within(1e-13));
    }

    /** A square root at an inner point, as at the edge of a Marchenko-Pastur law. */
    @Test
    void panelsShrinkTowardsSingularPoints() {
        double singular = 0.37;
        DoubleUnaryOperator f = u -> u > singular ? Math.sqrt(u - singular) : 0;
        int d = 20_000;
        SpectralQuadrature modes = SpectralQuadrature.ofModes(d, new int[0], NONE, new double[] {singular}, 10);
        assertThat(sum(modes, f)).isCloseTo(meanOverModes(d, f), within(1e-13));
        SpectralQuadrature integral = SpectralQuadrature.of(NONE, new double[] {singular}, List.of(), 10);
        assertThat(sum(integral, f)).isCloseTo(2 / 3.0 * Math.pow(1 - singular, 1.5), within(1e-13));
    }

    /** A first interval that ends near 0 leaves the second one panels of its own: 0.001 to 1 is not one panel. */
    @Test
    void integralsBesideABreakpointNearZeroAreResolved() {
        SpectralQuadrature rule = SpectralQuadrature.of(new double[] {0.001}, NONE, List.of(), 10);
        // int of u^{-1/2} over (0.001, 1).
        assertThat(sum(rule, u -> u > 0.001 ? 1 / Math.sqrt(u) : 0)).isCloseTo(2 - 2 * Math.sqrt(0.001), within(1e-13));
    }
}
