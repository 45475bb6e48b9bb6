package org.sgdyn.numerics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.sgdyn.spi.RandomStream;

final class LargestLogitTest {

    // Over random covariances of every rank, sums over all winners were measured to miss 1 by up to 1.5e-3 (four
    // classes)
    // and 3.3e-3 (twenty), singular ones the most.
    private static final double SET_OF_FOUR = 2e-3;
    private static final double SET_OF_MANY = 5e-3;

    private static double tolerance(int l) {
        return l == 2 ? 1e-15 : l == 3 ? 1e-12 : l == 4 ? SET_OF_FOUR : SET_OF_MANY;
    }

    @Test
    void exchangeableLogitsWinAlike() {
        for (int l : new int[] {2, 3, 4, 10, 20}) {
            LargestLogit largest = LargestLogit.of(l);
            double[] covariance = new double[l * l];
            for (int a = 0; a < l; a++) {
                for (int b = 0; b < l; b++) {
                    covariance[a * l + b] = a == b ? 1.7 : 0.6;
                }
            }
            for (int k = 0; k < l; k++) {
                // The error is relative to the probability.
                assertThat(largest.probability(k, new double[l], covariance, l))
                        .isCloseTo(1.0 / l, within(tolerance(l) * (l > 4 ? 2.0 / l : 1)));
            }
        }
    }

    @Test
    void twoLogitsAreOneNormal() {
        LargestLogit largest = LargestLogit.of(2);
        double[] covariance = {2.0, 0.3, 0.3, 0.6};
        for (double gap : new double[] {-40, -7, 0, 0.4, 5}) {
            double exact = StandardNormal.cdf(gap / Math.sqrt(2.0));
            double[] mean = {gap + 1, 1};
            // The gap is rounded by 1e-16, which its square magnifies in the tail.
            assertThat(largest.probability(0, mean, covariance, 2)).isCloseTo(exact, within(1e-13 * exact));
            double[] turned = {1, gap + 1};
            double[] swapped = {0.6, 0.3, 0.3, 2.0};
            assertThat(largest.probability(1, turned, swapped, 2)).isCloseTo(exact, within(1e-13 * exact));
        }
    }

    @Test
    void centredLogitsFollowTheOrthantFormulas() {
        // P(all d > 0) = 1/4 + asin(rho) / (2 pi) for two, 1/8 + (sum of asin) / (4 pi) for three differences.
        for (int l : new int[] {3, 4}) {
            LargestLogit largest = LargestLogit.of(l);
            for (int rank : new int[] {2, 3, 4}) {
                double[] covariance = covariance(l, rank, 1.0, 5 + rank);
                for (int k = 0; k < l; k++) {
                    double angles = 0;
                    for (int i = 0; i < l; i++) {
                        for (int j = 0; j < i; j++) {
                            if (i != k && j != k) {
                                double cross = difference(covariance, l, k, i, j);
                                double norm = difference(covariance, l, k, i, i) * difference(covariance, l, k, j, j);
                                angles += Math.asin(Math.max(-1, Math.min(1, cross / Math.sqrt(norm))));
                            }
                        }
                    }
                    double exact = l == 3 ? 0.25 + angles / (2 * Math.PI) : 0.125 + angles / (4 * Math.PI);
                    assertThat(largest.probability(k, new double[l], covariance, l))
                            .as("l = %d, rank %d, k = %d", l, rank, k)
                            .isCloseTo(exact, within(tolerance(l)));
                }
            }
        }
    }

    @Test
    void independentLogitsAreALineIntegral() {
        for (int l : new int[] {3, 4, 10, 20}) {
            LargestLogit largest = LargestLogit.of(l);
            for (double advantage : new double[] {3, 0, -4, -8}) {
                double[] mean = new double[l];
                double[] covariance = new double[l * l];
                for (int a = 0; a < l; a++) {
                    mean[a] = 0.3 * Math.sin(a);
                    covariance[a * l + a] = 0.5 + 0.5 * Math.cos(a) * Math.cos(a);
                }
                mean[1] += advantage;
                double deviation = Math.sqrt(covariance[l + 1]);
                double exact = line(x -> {
                    double product = StandardNormal.density(x);
                    for (int a = 0; a < l; a++) {
                        if (a != 1) {
                            double gap = mean[1] + deviation * x - mean[a];
                            product *= StandardNormal.cdf(gap / Math.sqrt(covariance[a * l + a]));
                        }
                    }
                    return product;
                });
                // The error is relative down to 1e-27: measured 3e-14, 7e-5, and 4e-3 for twenty.
                double allowed = l == 3 ? 1e-12 : l == 4 ? 2e-4 : 1e-2;
                assertThat(largest.probability(1, mean, covariance, l))
                        .as("l = %d, advantage %s", l, advantage)
                        .isCloseTo(exact, within(allowed * exact));
            }
        }
    }

    @Test
    void oneOfTheClassesWins() {
        for (int l : new int[] {2, 3, 4, 7, 20}) {
            LargestLogit largest = LargestLogit.of(l);
            for (int rank : new int[] {0, 1, 2, 3, l}) {
                for (double scale : new double[] {1e-10, 0.1, 100}) {
                    double[] mean = mean(l);
                    double[] covariance = covariance(l, rank, scale, 31);
                    double sum = 0;
                    for (int k = 0; k < l; k++) {
                        double p = largest.probability(k, mean, covariance, l);
                        assertThat(p).isBetween(0.0, 1.0);
                        sum += p;
                    }
                    // Rank one is exact at any l; the covariance's own rounding blurs a singular one.
                    double allowed = rank <= 1 ? 1e-6 : Math.max(1e-6, tolerance(l));
                    assertThat(sum)
                            .as("l = %d, rank %d, scale %s", l, rank, scale)
                            .isCloseTo(1, within(allowed));
                }
            }
        }
    }

    @Test
    void agreesWithSampling() {
        int samples = 100_000;
        for (int l : new int[] {3, 5, 12}) {
            for (int rank : new int[] {1, 2, l}) {
                double[] mean = mean(l);
                double[] factor = factor(l, rank, 1.5, 41);
                double[] covariance = product(factor, l, rank);
                RandomStream random = RandomStreams.of(42, RandomStreams.SIMULATION, 0);
                int[] wins = new int[l];
                for (int s = 0; s < samples; s++) {
                    double[] r = mean.clone();
                    for (int q = 0; q < rank; q++) {
                        double z = random.normal();
                        for (int a = 0; a < l; a++) {
                            r[a] += factor[a * rank + q] * z;
                        }
                    }
                    int best = 0;
                    for (int a = 1; a < l; a++) {
                        best = r[a] > r[best] ? a : best;
                    }
                    wins[best]++;
                }
                LargestLogit largest = LargestLogit.of(l);
                for (int k = 0; k < l; k++) {
                    double p = largest.probability(k, mean, covariance, l);
                    double frequency = wins[k] / (double) samples;
                    // Five standard errors of the frequency, and of a count of one where none was seen.
                    double error = 5 * Math.sqrt((frequency * (1 - frequency) + 1.0 / samples) / samples);
                    assertThat(p)
                            .as("l = %d, rank %d, k = %d", l, rank, k)
                            .isCloseTo(frequency, within(error + (l > 3 ? SET_OF_MANY / l : 0)));
                }
            }
        }
    }

    @Test
    void tiesGoToTheLowestIndex() {
        for (int l : new int[] {2, 3, 4, 20}) {
            LargestLogit largest = LargestLogit.of(l);
            double[] common = new double[l * l];
            Arrays.fill(common, 0.7);
            for (double[] covariance : new double[][] {new double[l * l], common}) {
                for (int k = 0; k < l; k++) {
                    // All logits agree with probability one.
                    assertThat(largest.probability(k, new double[l], covariance, l))
                            .isEqualTo(k == 0 ? 1 : 0);
                    double[] mean = new double[l];
                    mean[l - 1] = 1e-9;
                    assertThat(largest.probability(k, mean, covariance, l)).isEqualTo(k == l - 1 ? 1 : 0);
                }
            }
        }
        // r_1 = r_2 always, r_0 independent: class 1 takes what 0 leaves, class 2 nothing.
        LargestLogit largest = LargestLogit.of(3);
        double[] covariance = {1, 0, 0, 0, 1, 1, 0, 1, 1};
        assertThat(largest.probability(0, new double[3], covariance, 3)).isCloseTo(0.5, within(1e-15));
        assertThat(largest.probability(1, new double[3], covariance, 3)).isCloseTo(0.5, within(1e-15));
        assertThat(largest.probability(2, new double[3], covariance, 3)).isZero();
    }

    /** Early SGD in ten outputs: one that is hopeless, in a direction in which covariance is small. */
    @Test
    void aHopelessLogitOfCorrelatedOnesHasAProbability() {
        double[] mean = {11, 224, -11, 99, -39, -37, -16, -55, -136, -112};
        long[] triangle = {
            44203, 2731, 199815, 7163, 4908, 2046, 7367, 77009, 4380, 55079, 69210, 51384, 13549, 25167, 140688, -80794,
            -112232, -16850, -67579, -157317, 219951, 19987, -6918, 4285, -2654, 37569, -31492, 17083, -53947, -83148,
            -11320, -46456, -109826, 150312, -24061, 110109, 21327, 3326, 3764, 2898, 40677, -41153, 12202, -24016,
            26814, -10800, -46452, -3139, -14892, -32370, 39543, -10690, 33538, -5428, 28280
        };
        int l = mean.length;
        double[] m = Arrays.stream(mean).map(x -> 1e-3 * x).toArray();
        double[] covariance = new double[l * l];
        for (int a = 0, next = 0; a < l; a++) {
            for (int b = 0; b <= a; b++) {
                covariance[a * l + b] = 1e-8 * triangle[next];
                covariance[b * l + a] = 1e-8 * triangle[next++];
            }
        }
        double sum = 0;
        for (int k = 0; k < l; k++) {
            sum += LargestLogit.of(l).probability(k, m, covariance, l);
        }
        // What a lattice of 1021 points leaves.
        assertThat(sum).isCloseTo(1, within(1e-3));
    }

    @Test
    void twoOfThreeNearlyEqualLogitsShare() {
        // r_1 and r_2 differ by a narrow independent normal: each wins half of what r_0 leaves, up to its width.
        LargestLogit largest = LargestLogit.of(3);
        for (double width : new double[] {1e-3, 1e-5, 1e-7}) {
            double v = width * width;
            double[] covariance = {1, 0, 0, 0, 1 + v, 1, 0, 1, 1 + v};
            assertThat(largest.probability(0, new double[3], covariance, 3)).isCloseTo(0.5, within(width));
            assertThat(largest.probability(1, new double[3], covariance, 3)).isCloseTo(0.25, within(width));
            assertThat(largest.probability(2, new double[3], covariance, 3)).isCloseTo(0.25, within(width));
        }
    }

    @Test
    void readsTheLeadingBlockOfALargerMatrix() {
        int l = 4;
        int stride = 6;
        double[] covariance = covariance(l, l, 1.0, 51);
        double[] larger = new double[stride * stride];
        Arrays.fill(larger, 17);
        for (int a = 0; a < l; a++) {
            System.arraycopy(covariance, a * l, larger, a * stride, l);
        }
        LargestLogit largest = LargestLogit.of(l);
        double[] mean = {0.1, 0.2, -0.3, 0.4, 99, 99};
        for (int k = 0; k < l; k++) {
            assertThat(largest.probability(k, mean, larger, stride))
                    .isEqualTo(LargestLogit.of(l).probability(k, mean, covariance, l));
        }
    }

    @Test
    void whatIsNotANumberStaysSo() {
        for (int l : new int[] {2, 3, 5}) {
            double[] mean = new double[l];
            mean[1] = Double.NaN;
            assertThat(LargestLogit.of(l).probability(0, mean, covariance(l, l, 1, 61), l))
                    .isNaN();
            double[] covariance = covariance(l, l, 1, 61);
            covariance[0] = Double.NaN;
            assertThat(LargestLogit.of(l).probability(0, new double[l], covariance, l))
                    .isNaN();
        }
        assertThatThrownBy(() -> LargestLogit.of(1)).hasMessageContaining("at least 2 outputs");
    }

    /** Gauss-Legendre on [-12, 12] by panels of a quarter: rounding level for products of normal functions. */
    private static double line(DoubleUnaryOperator f) {
        double[] nodes = GaussLegendre.nodes(12);
        double[] weights = GaussLegendre.weights(12);
        double sum = 0;
        for (int panel = -48; panel < 48; panel++) {
            for (int q = 0; q < nodes.length; q++) {
                sum += 0.125 * weights[q] * f.applyAsDouble(0.25 * panel + 0.125 * (1 + nodes[q]));
            }
        }
        return sum;
    }

    private static double difference(double[] b, int l, int k, int i, int j) {
        return b[k * l + k] - b[i * l + k] - b[k * l + j] + b[i * l + j];
    }

    private static double[] mean(int l) {
        RandomStream random = RandomStreams.of(32, RandomStreams.SIMULATION, 0);
        double[] mean = new double[l];
        for (int a = 0; a < l; a++) {
            mean[a] = 0.5 * random.normal();
        }
        return mean;
    }

    private static double[] covariance(int l, int rank, double scale, long seed) {
        return product(factor(l, rank, scale, seed), l, rank);
    }

    private static double[] factor(int l, int rank, double scale, long seed) {
        RandomStream random = RandomStreams.of(seed, RandomStreams.SIMULATION, 0);
        double[] factor = new double[l * rank];
        for (int k = 0; k < factor.length; k++) {
            factor[k] = Math.sqrt(scale / rank) * random.normal();
        }
        return factor;
    }

    private static double[] product(double[] factor, int l, int rank) {
        double[] covariance = new double[l * l];
        for (int a = 0; a < l; a++) {
            for (int b = 0; b < l; b++) {
                for (int q = 0; q < rank; q++) {
                    covariance[a * l + b] += factor[a * rank + q] * factor[b * rank + q];
                }
            }
        }
        return covariance;
    }
}
