package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.sgdyn.dynamics.Problems;
import org.sgdyn.dynamics.Problems.Quadratic;
import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.RandomStreams;

/** Samples that are drawn from a mixture of full covariances, and real ones in an order that chance decides. */
class SampleStreamsTest {

    private static final int DIMENSION = 3;
    private static final double[] WEIGHTS = {0.5, 0.3, 0.2};
    private static final int[] LABELS = {1, 0, 1};
    private static final double[][] MEANS = {{1, 0, -1}, {0, 2, 0.5}, {-1, -1, 1}};

    /** The second has no variance along (1, 1, 1) / 3^1/2: its root has a column of zeros. */
    private static final double[][] COVARIANCES = {
        {2, 0.5, -0.3, 0.5, 1, 0.2, -0.3, 0.2, 0.7}, {2, -1, -1, -1, 2, -1, -1, -1, 2}, {1, 0.9, 0, 0.9, 1, 0, 0, 0, 3}
    };

    private static LearningProblem problem() {
        double[] matrices =
                Arrays.stream(COVARIANCES).flatMapToDouble(Arrays::stream).toArray();
        ModeTable modes = ModeTable.dense(
                Problems.targets(WEIGHTS.length),
                WEIGHTS,
                MEANS,
                new double[0][],
                new double[1][DIMENSION],
                new DenseCovariances(LABELS, matrices, DIMENSION, DenseCovariances.Form.SECOND_MOMENT, DIMENSION));
        return Problems.of(modes, new Quadratic(1, 0, 0), Problems.constant(1), 0);
    }

    @Test
    void drawnSamplesHaveTheMomentsOfTheirComponents() {
        int draws = 200_000;
        MixtureStream stream = new MixtureStream(
                problem(), FeatureLaws.gaussian(), Optional.empty(), RandomStreams.of(1, RandomStreams.SIMULATION, 0));
        double[] counts = new double[WEIGHTS.length];
        double[][] sums = new double[WEIGHTS.length][DIMENSION];
        double[][] products = new double[WEIGHTS.length][DIMENSION * DIMENSION];
        double[] a = new double[DIMENSION];
        for (int k = 0; k < draws; k++) {
            int i = stream.next(0, a, 0);
            counts[i]++;
            for (int r = 0; r < DIMENSION; r++) {
                sums[i][r] += a[r];
                for (int s = 0; s < DIMENSION; s++) {
                    products[i][r * DIMENSION + s] += (a[r] - MEANS[i][r]) * (a[s] - MEANS[i][s]);
                }
            }
        }
        for (int i = 0; i < WEIGHTS.length; i++) {
            double p = WEIGHTS[i];
            double n = counts[i];
            // Five standard errors each: of a binomial count, a mean and a mean product of Gaussian numbers.
            assertThat(n / draws).isCloseTo(p, within(5 * Math.sqrt(p * (1 - p) / draws)));
            for (int r = 0; r < DIMENSION; r++) {
                double own = COVARIANCES[i][r * DIMENSION + r];
                assertThat(sums[i][r] / n).isCloseTo(MEANS[i][r], within(5 * Math.sqrt(own / n)));
                for (int s = 0; s < DIMENSION; s++) {
                    double other = COVARIANCES[i][s * DIMENSION + s];
                    double both = COVARIANCES[i][r * DIMENSION + s];
                    assertThat(products[i][r * DIMENSION + s] / n)
                            .isCloseTo(both, within(5 * Math.sqrt((own * other + both * both) / n)));
                }
            }
        }
    }

    /** What has no variance does not vary at all. */
    @Test
    void aSingularCovarianceKeepsToItsPlane() {
        MixtureStream stream = new MixtureStream(
                problem(), FeatureLaws.gaussian(), Optional.empty(), RandomStreams.of(2, RandomStreams.SIMULATION, 0));
        double[] a = new double[DIMENSION];
        for (int k = 0; k < 100; k++) {
            if (stream.next(0, a, 0) == 1) {
                // Rounding of numbers of order one.
                assertThat(a[0] + a[1] + a[2]).isCloseTo(2.5, within(1e-13));
            }
        }
    }

    @Test
    void onePassTakesEachSampleOnceInAnOrderOfItsOwn() {
        int n = 40;
        double[] rows = new double[n * DIMENSION];
        int[] labels = new int[n];
        for (int k = 0; k < n; k++) {
            rows[k * DIMENSION] = k;
            labels[k] = k % 2;
        }
        Samples samples = new Samples(rows, DIMENSION, labels);
        TreeSet<String> orders = new TreeSet<>();
        for (int replicate = 0; replicate < 3; replicate++) {
            ShuffledSamples stream =
                    new ShuffledSamples(samples, problem(), RandomStreams.of(1, RandomStreams.SIMULATION, replicate));
            StringBuilder order = new StringBuilder();
            TreeSet<Double> seen = new TreeSet<>();
            double[] a = new double[DIMENSION];
            for (int k = 0; k < n; k++) {
                int component = stream.next(0, a, 0);
                // Any of a label's components stands for it.
                assertThat(LABELS[component]).isEqualTo((int) a[0] % 2);
                seen.add(a[0]);
                order.append(a[0]).append(' ');
            }
            assertThat(seen).hasSize(n);
            orders.add(order.toString());
            assertThatThrownBy(() -> stream.next(0, a, 0)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(orders).hasSize(3);
    }
}
