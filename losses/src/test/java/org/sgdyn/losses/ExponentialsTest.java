package org.sgdyn.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.RandomStream;

final class ExponentialsTest {

    private static final int COUNT = 1 << 16;

    @Test
    void pairsAreWithinTwoUnitsOfTheLastPlace() {
        RandomStream random = RandomStreams.of(31, RandomStreams.SIMULATION, 0);
        for (double size : new double[] {1e-9, 0.3, 3, 40, Exponentials.LIMIT}) {
            double[] x = new double[COUNT];
            for (int k = 0; k < COUNT; k++) {
                x[k] = size * (2 * random.uniform() - 1);
            }
            double[] up = x.clone();
            double[] down = new double[COUNT];
            Exponentials.pairs(up, down, new double[COUNT], COUNT);
            for (int k = 0; k < COUNT; k++) {
                // Rounding to the nearest is off by one half, 1 + r e^r and its parts by less than one, StrictMath's by
                // one.
                double expected = StrictMath.exp(x[k]);
                double inverse = StrictMath.exp(-x[k]);
                assertThat(up[k]).as("exp(%s)", x[k]).isCloseTo(expected, within(2 * Math.ulp(expected)));
                assertThat(down[k]).as("exp(-%s)", x[k]).isCloseTo(inverse, within(2 * Math.ulp(inverse)));
            }
        }
    }

    @Test
    void halfIntegersOfLog2AndTheLimitsAreNoExceptions() {
        double[] x = new double[2005];
        for (int k = 0; k <= 2002; k++) {
            // Where x / log 2 is rounded up or down.
            x[k] = (k - 1001) * Math.log(2) / 2;
        }
        x[2003] = Exponentials.LIMIT;
        x[2004] = -Exponentials.LIMIT;
        double[] up = x.clone();
        double[] down = new double[x.length];
        Exponentials.pairs(up, down, new double[x.length], x.length);
        for (int k = 0; k < x.length; k++) {
            double expected = StrictMath.exp(x[k]);
            assertThat(up[k]).as("exp(%s)", x[k]).isCloseTo(expected, within(2 * Math.ulp(expected)));
            assertThat(up[k] * down[k]).as("at %s", x[k]).isCloseTo(1, within(5 * Math.ulp(1.0)));
        }
        assertThat(up[1001]).isEqualTo(1);
        assertThat(down[1001]).isEqualTo(1);
    }

    @Test
    void onlySoManyAreTouchedAndWhatIsNoNumberStaysNone() {
        double[] x = {1, Double.NaN, 2};
        double[] down = {7, 7, 7};
        Exponentials.pairs(x, down, new double[3], 2);
        assertThat(x[0]).isCloseTo(Math.E, within(2 * Math.ulp(Math.E)));
        assertThat(x[1]).isNaN();
        assertThat(x[2]).isEqualTo(2);
        assertThat(down[2]).isEqualTo(7);
    }
}
