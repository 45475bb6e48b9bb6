package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.rng.LongJumpableUniformRandomProvider;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
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

    /** Commons RNG has its own xoshiro256++ with jumps. */
    @Test
    void wordsAndJumpsAreThoseOfAnIndependentImplementation() {
        long[] state = {0x123456789abcdefL, -77, 0x5555aaaa5555aaaaL, 42};
        LongJumpableUniformRandomProvider reference =
                (LongJumpableUniformRandomProvider) RandomSource.XO_SHI_RO_256_PP.create(state);
        ZigguratStream stream = ZigguratStream.ofState(state);
        requireSameWords(stream, reference);
        stream.jump();
        reference.jump();
        requireSameWords(stream, reference);
        stream.longJump();
        reference.longJump();
        requireSameWords(stream, reference);
    }

    private static void requireSameWords(ZigguratStream stream, UniformRandomProvider reference) {
        for (int k = 0; k < 1000; k++) {
            assertThat(stream.next()).isEqualTo(reference.nextLong());
        }
    }

    /** Enough numbers that the tail and every edge are met. */
    @Test
    void blocksOfAnySizeHoldTheSameNormals() {
        int n = 200_000;
        RandomStream one = RandomStreams.of(9, 0, 1);
        RandomStream blocks = RandomStreams.of(9, 0, 1);
        double[] filled = new double[n];
        int from = 0;
        for (int size = 0; from < n; size = (size * 3 + 1) % 1009) {
            int to = Math.min(n, from + size);
            blocks.fillNormals(filled, from, to);
            from = to;
        }
        for (int k = 0; k < n; k++) {
            assertThat(filled[k]).isEqualTo(one.normal());
        }
        assertThat(blocks.uniform()).isEqualTo(one.uniform());
    }

    /**
     * Pearson's statistic over 2000 cells of equal probability, of which the ziggurat's layers and its tail know nothing:
     * chi-squared with 1999 degrees of freedom, that is 1999 +- 63.
     */
    @Test
    void normalsFillEqualCellsEqually() {
        int cells = 2000;
        int n = 20_000_000;
        int[] counts = new int[cells];
        RandomStream random = RandomStreams.of(4, 0, 2);
        double[] block = new double[1000];
        for (int k = 0; k < n; k += block.length) {
            random.fillNormals(block, 0, block.length);
            for (double z : block) {
                counts[(int) (cells * StandardNormal.cdf(z))]++;
            }
        }
        double expected = (double) n / cells;
        double statistic = 0;
        for (int count : counts) {
            statistic += (count - expected) * (count - expected) / expected;
        }
        // Five standard deviations to either side.
        assertThat(statistic).isCloseTo(cells - 1.0, within(5 * Math.sqrt(2.0 * (cells - 1))));
    }

    /** Beyond 4, far in the last layer's tail: P(|z| &gt; 4) = 6.334e-5, P(|z| &gt; 4.5) = 6.795e-6. */
    @Test
    void theTailIsThatOfANormal() {
        int n = 50_000_000;
        long beyondFour = 0;
        long beyondMore = 0;
        RandomStream random = RandomStreams.of(4, 0, 3);
        double[] block = new double[1000];
        for (int k = 0; k < n; k += block.length) {
            random.fillNormals(block, 0, block.length);
            for (double z : block) {
                beyondFour += Math.abs(z) > 4 ? 1 : 0;
                beyondMore += Math.abs(z) > 4.5 ? 1 : 0;
            }
        }
        // Poisson counts: five standard deviations.
        double four = 2 * n * StandardNormal.cdf(-4);
        double more = 2 * n * StandardNormal.cdf(-4.5);
        assertThat((double) beyondFour).isCloseTo(four, within(5 * Math.sqrt(four)));
        assertThat((double) beyondMore).isCloseTo(more, within(5 * Math.sqrt(more)));
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
