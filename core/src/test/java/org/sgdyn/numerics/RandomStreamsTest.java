package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.RandomStream;

class RandomStreamsTest {

    @Test
    void sameKeysSameNumbers() {
        RandomStream first = RandomStreams.of(3, 2, 4);
        RandomStream second = RandomStreams.of(3, 2, 4);
        for (int k = 0; k < 100; k++) {
            assertThat(first.normal()).isEqualTo(second.normal());
            assertThat(first.uniform()).isEqualTo(second.uniform());
        }
    }

    @Test
    void differentKeysDifferentNumbers() {
        Set<Double> seen = new HashSet<>();
        for (long seed = 1; seed <= 3; seed++) {
            for (int purpose = 0; purpose < 5; purpose++) {
                for (int replicate = 0; replicate < 5; replicate++) {
                    seen.add(RandomStreams.of(seed, purpose, replicate).uniform());
                }
            }
        }
        assertThat(seen).hasSize(75);
    }

    @Test
    void normalsHaveTheMomentsOfANormal() {
        RandomStream random = RandomStreams.of(1, 0, 0);
        int n = 400_000;
        double[] moments = new double[4];
        for (int k = 0; k < n; k++) {
            double z = random.normal();
            double power = z;
            for (int q = 0; q < 4; q++) {
                moments[q] += power / n;
                power *= z;
            }
        }
        // Five standard errors: the variances of z, z^2, z^3, z^4 are 1, 2, 15, 96.
        assertThat(moments[0]).isCloseTo(0, within(5 * Math.sqrt(1.0 / n)));
        assertThat(moments[1]).isCloseTo(1, within(5 * Math.sqrt(2.0 / n)));
        assertThat(moments[2]).isCloseTo(0, within(5 * Math.sqrt(15.0 / n)));
        assertThat(moments[3]).isCloseTo(3, within(5 * Math.sqrt(96.0 / n)));
    }
}
