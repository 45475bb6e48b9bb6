package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.FeatureLaw;

/** What every {@link FeatureLaw} must satisfy; extend it and hand out the law under test. */
public abstract class FeatureLawContract {

    private static final int DRAWS = 1_000_000;

    /** For subclasses. */
    protected FeatureLawContract() {}

    /**
     * The law under test; with a finite fourth moment, or the mean square has no error to speak of.
     *
     * @return an equal law at every call
     */
    protected abstract FeatureLaw law();

    private double[] draws(int block) {
        var random = RandomStreams.of(20251014, 0, 0);
        double[] z = new double[DRAWS];
        for (int from = 0; from < DRAWS; from += block) {
            law().fill(random, z, from, Math.min(DRAWS, from + block));
        }
        return z;
    }

    /** Mean 0 and variance 1 within five standard errors, which the sample itself tells. */
    @Test
    final void meanIsZeroAndVarianceOne() {
        double mean = 0;
        double square = 0;
        double fourth = 0;
        for (double z : draws(1000)) {
            assertThat(z).isFinite();
            mean += z / DRAWS;
            square += z * z / DRAWS;
            fourth += z * z * z * z / DRAWS;
        }
        assertThat(mean).isCloseTo(0, within(5 * Math.sqrt(square / DRAWS)));
        assertThat(square).isCloseTo(1, within(5 * Math.sqrt(Math.max(0, fourth - square * square) / DRAWS) + 1e-9));
    }

    /** Neighbours, and their squares, are uncorrelated: within five standard errors of independent draws. */
    @Test
    final void coordinatesAreUncorrelated() {
        double[] z = draws(1000);
        double product = 0;
        double squares = 0;
        double scale = 0;
        for (int k = 0; k + 1 < DRAWS; k++) {
            product += z[k] * z[k + 1] / DRAWS;
            squares += (z[k] * z[k] - 1) * (z[k + 1] * z[k + 1] - 1) / DRAWS;
            scale += (z[k] * z[k] - 1) * (z[k] * z[k] - 1) / DRAWS;
        }
        assertThat(product).isCloseTo(0, within(5 / Math.sqrt(DRAWS)));
        assertThat(squares).isCloseTo(0, within(5 * scale / Math.sqrt(DRAWS) + 1e-9));
    }

    /** The same stream gives the same bits, however the coordinates are cut, and nothing outside the slice is written. */
    @Test
    final void theStreamAloneDecides() {
        assertThat(draws(7)).isEqualTo(draws(1000));
        double[] z = {8, 8, 8, 8};
        law().fill(RandomStreams.of(1, 0, 0), z, 1, 3);
        assertThat(z[0]).isEqualTo(8);
        assertThat(z[3]).isEqualTo(8);
        law().fill(RandomStreams.of(1, 0, 0), z, 2, 2);
    }
}
