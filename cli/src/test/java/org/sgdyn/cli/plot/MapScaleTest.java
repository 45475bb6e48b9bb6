package org.sgdyn.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MapScaleTest {

    @Test
    void wideMeasuresAreLogarithmic() {
        assertThat(MapScale.of(1e-3, 1, Double.NaN)).isEqualTo(new MapScale(true, false, 1e-3, 1));
        assertThat(MapScale.of(0.1, 1, Double.POSITIVE_INFINITY)).isEqualTo(new MapScale(false, false, 0.1, 1));
        // A zero by rounding has the colour of the least value that is none.
        assertThat(MapScale.of(-1e-18, 1e-9, 1)).isEqualTo(new MapScale(true, false, 1e-9, 1));
    }

    @Test
    void signsCountWhereBothSidesDo() {
        assertThat(MapScale.of(-1, 2)).isEqualTo(new MapScale(false, true, -2, 2));
        assertThat(MapScale.of(-0.1, 2)).isEqualTo(new MapScale(false, false, -0.1, 2));
    }

    /** There is a scale before there is a value, and around a single one. */
    @Test
    void everyScaleHasAWidth() {
        assertThat(MapScale.of()).isEqualTo(new MapScale(false, false, 0, 1));
        MapScale single = MapScale.of(3);
        assertThat(single.least()).isLessThan(3);
        assertThat(single.greatest()).isGreaterThan(3);
    }

    @Test
    void coloursRunFromEndToEnd() {
        assertThat(MapScale.colours(false, 3)).hasSize(3).allMatch(colour -> colour.matches("#[0-9a-f]{6}"));
        assertThat(MapScale.colours(true, 3).get(1)).as("nearly white at 0").matches("#[ef].[ef].[ef].");
    }
}
