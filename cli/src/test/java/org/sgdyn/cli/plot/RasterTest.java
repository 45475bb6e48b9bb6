package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Points of a grid become cells of a map. */
final class RasterTest {

    private static Raster full(int columns, int rows) {
        Raster raster = new Raster(Bins.of(columns), Bins.of(rows));
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < rows; j++) {
                raster.add(i, j, 1, 1, i + 1e4 * j);
            }
        }
        return raster;
    }

    @Test
    void neighboursShareACellWhereThereAreTooMany() {
        assertThat(Bins.of(1)).isEqualTo(new Bins(1, 1));
        assertThat(Bins.of(300)).isEqualTo(new Bins(300, 1));
        assertThat(Bins.of(301)).isEqualTo(new Bins(301, 2));
        assertThat(Bins.of(1000)).isEqualTo(new Bins(1000, 4));
        assertThat(Bins.of(1000).count()).isEqualTo(250);
        assertThat(Bins.of(Integer.MAX_VALUE / 2).count()).isLessThanOrEqualTo(Bins.MOST);
    }

    @Test
    void aCompleteGridGivesMeans() {
        Raster raster = full(1000, 5);
        // Of four neighbours along the first axis: 4 i + 3/2.
        assertThat(raster.value(0, 0)).isEqualTo(1.5);
        assertThat(raster.value(249, 4)).isEqualTo(997.5 + 4e4);
        // 301 positions are 150 pairs and one that is left.
        assertThat(full(301, 1).value(150, 0)).isEqualTo(300);
    }

    @Test
    void aSmallGridKeepsItsValues() {
        double[][] values = full(3, 2).values();
        assertThat(values).isDeepEqualTo(new double[][] {{0, 1e4}, {1, 1e4 + 1}, {2, 1e4 + 2}});
    }

    @Test
    void valuesThatAreNotFiniteDoNotCountBesideOthers() {
        Raster raster = new Raster(new Bins(6, 2), new Bins(1, 1));
        double[] values = {1, Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.NaN, Double.NaN};
        for (int i = 0; i < values.length; i++) {
            raster.add(i, 0, 1, 1, values[i]);
        }
        assertThat(Arrays.deepToString(raster.values())).isEqualTo("[[1.0], [Infinity], [NaN]]");
    }

    /** Every fourth point of a grid of 9 by 9, and all of the square from 4 to 8. */
    @Test
    void coarsePointsFillWhatNoFinerOneHas() {
        for (boolean isFineFirst : new boolean[] {false, true}) {
            Raster raster = new Raster(new Bins(9, 1), new Bins(9, 1));
            for (int pass = 0; pass < 2; pass++) {
                boolean isFine = isFineFirst == (pass == 0);
                int step = isFine ? 1 : 4;
                for (int i = isFine ? 4 : 0; i <= 8; i += step) {
                    for (int j = isFine ? 4 : 0; j <= 8; j += step) {
                        raster.add(i, j, step, step, 10 * i + j);
                    }
                }
            }
            assertThat(raster.value(0, 0)).isEqualTo(0);
            assertThat(raster.value(1, 1)).as("covered by the point 0, 0").isEqualTo(0);
            assertThat(raster.value(2, 1)).as("covered by the point 4, 0").isEqualTo(40);
            assertThat(raster.value(3, 5)).as("covered by the point 4, 4").isEqualTo(44);
            assertThat(raster.value(5, 6)).as("a fine point").isEqualTo(56);
            assertThat(raster.value(8, 8)).isEqualTo(88);
        }
    }

    @Test
    void aFailedPointKeepsTheBlockAroundIt() {
        Raster raster = new Raster(new Bins(4, 1), new Bins(1, 1));
        raster.add(1.5, 0, 4, 1, 7);
        raster.add(0, 0, 1, 1, Double.NaN);
        assertThat(Arrays.deepToString(raster.values())).isEqualTo("[[NaN], [7.0], [7.0], [7.0]]");
    }

    @Test
    void whatNobodyCoversIsEmpty() {
        Raster raster = new Raster(new Bins(8, 2), new Bins(2, 1));
        raster.add(1, 0, 4, 1, 3);
        assertThat(Arrays.deepToString(raster.values())).isEqualTo("[[3.0, NaN], [3.0, NaN], [NaN, NaN], [NaN, NaN]]");
    }

    @Test
    void axesAreGatheredAsTheCellsAre() {
        HeatMap.Axis fine = new HeatMap.Axis("x", true, new double[] {1, 10, 100, 1000, 1e4});
        HeatMap.Axis coarse = fine.gathered(new Bins(5, 2));
        // Rounding of logarithms.
        assertThat(coarse.values())
                .containsExactly(new double[] {Math.sqrt(10), 100 * Math.sqrt(10), 1e4}, within(1e-8));
        assertThat(coarse.edges()).containsExactly(fine.edges()[0], fine.edges()[2], fine.edges()[4], fine.edges()[5]);
        assertThat(fine.gathered(new Bins(5, 1))).isSameAs(fine);
    }
}
