package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few points of a line look like all of them. */
final class ThinningTest {

    private static final int MANY = 100_000;
    private static final int COLUMNS = 1000;

    private static double[] counted() {
        return IntStream.range(0, MANY).asDoubleStream().toArray();
    }

    private static int[] kept(double[] x, double[] y) {
        return Thinning.kept(Thinning.columns(x, COLUMNS), List.of(y));
    }

    @Test
    void everyColumnKeepsItsHighestAndItsLowestPoint() {
        double[] x = counted();
        double[] y = new Random(1).doubles(MANY).toArray();
        int[] kept = kept(x, y);
        // The first of each column, two extremes, and the last point of all.
        assertThat(kept).isSorted().doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3 * COLUMNS + 1);
        for (int column = 0; column < COLUMNS; column++) {
            // 99 999 steps into 1000 columns: all but the borders of a column surely lie in it.
            // Its line ends at the first point of the next one.
            int from = MANY / COLUMNS * column + 1;
            int to = MANY / COLUMNS * (column + 1) - 1;
            double[] all = Arrays.copyOfRange(y, from, to);
            double[] left = IntStream.of(kept)
                    .filter(k -> k >= from - 1 && k <= to + 1)
                    .mapToDouble(k -> y[k])
                    .toArray();
            assertThat(Arrays.stream(left).max().orElseThrow())
                    .isGreaterThanOrEqualTo(Arrays.stream(all).max().orElseThrow());
            assertThat(Arrays.stream(left).min().orElseThrow())
                    .isLessThanOrEqualTo(Arrays.stream(all).min().orElseThrow());
        }
    }

    /** Wherever in its column it lies, first and last included. */
    @Test
    void noSpikeIsLost() {
        double[] x = counted();
        for (int at : IntStream.rangeClosed(50_000, 50_110).toArray()) {
            double[] y = new double[MANY];
            y[at] = at % 2 == 0 ? 1 : -1;
            assertThat(kept(x, y)).contains(at);
        }
    }

    @Test
    void aSmoothLineHasOnePointAColumn() {
        double[] x = counted();
        assertThat(kept(x, x)).hasSize(COLUMNS + 1);
    }

    @Test
    void gapsAndWhatStandsAloneInThemStay() {
        double[] x = counted();
        double[] y = new double[MANY];
        y[12_345] = Double.NaN;
        Arrays.fill(y, 60_000, 70_000, Double.NaN);
        y[65_432] = 7;
        int[] kept = kept(x, y);
        assertThat(kept).contains(12_345, 65_432);
        assertThat(IntStream.of(kept).filter(k -> Double.isNaN(y[k]))).hasSizeGreaterThan(COLUMNS / 20);
    }

    @Test
    void oneIndexServesSeveralLines() {
        double[] one = new double[MANY];
        double[] other = new double[MANY];
        one[7] = 1;
        other[77] = -1;
        assertThat(Thinning.kept(new int[] {0, 50_000, MANY - 1}, List.of(one, other)))
                .containsExactly(0, 7, 77, 50_000, MANY - 1);
    }

    /** Decades are as wide on the page as others, however few points they have. */
    @Test
    void onALogarithmicAxisColumnsAreEqualRatios() {
        double[] x = IntStream.rangeClosed(1, MANY).asDoubleStream().toArray();
        Chart.Curve curve = Chart.Curve.of("", new Tint.Category(0), x, x);
        Chart chart = new Chart("", new Chart.Axis("x", true), new Chart.Axis("y", false), List.of(curve));
        double[] left = chart.thinned(COLUMNS).curves().get(0).x();
        assertThat(left).startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).endsWith(MANY);
        // A decade of five is a fifth of the columns.
        assertThat(Arrays.stream(left).filter(value -> value > 10_000)).hasSizeBetween(198, 202);
        assertThat(chart.thinned(MANY / 2).curves().get(0).x()).hasSize(MANY);
    }
}
