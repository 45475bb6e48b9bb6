package org.sgdyn.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.RandomStream;

class GeneralPositionTest {

    private static RandomStream stream(int seed) {
        return RandomStreams.of(seed, RandomStreams.SIMULATION, 0);
    }

    private static double[] normals(int d) {
        RandomStream random = stream(3);
        double[] z = new double[d];
        Arrays.setAll(z, s -> random.normal());
        return z;
    }

    private static double squaredNorm(double[] z) {
        return Arrays.stream(z).map(v -> v * v).sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64})
    void isOrthogonal(int d) {
        GeneralPosition position = GeneralPosition.of(d, stream(1));
        double[] z = normals(d);
        double[] there = z.clone();
        position.apply(there);
        double[] back = there.clone();
        position.applyTransposed(back);
        // Rounding of a dozen layers.
        assertThat(squaredNorm(there)).isCloseTo(squaredNorm(z), within(1e-14 * squaredNorm(z)));
        assertThat(back).containsExactly(z, within(1e-14));
        // The other way round, and the transpose is that of the matrix: <U y, z> = <y, U^T z>.
        double[] y = new double[d];
        Arrays.setAll(y, s -> 1 / (1.0 + s));
        double[] moved = y.clone();
        position.apply(moved);
        double[] pulled = z.clone();
        position.applyTransposed(pulled);
        assertThat(dot(moved, z)).isCloseTo(dot(y, pulled), within(1e-14 * d));
        position.apply(pulled);
        assertThat(pulled).containsExactly(z, within(1e-14));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int s = 0; s < a.length; s++) {
            sum += a[s] * b[s];
        }
        return sum;
    }

    /** The largest of d entries of a random unit vector is about sqrt(2 log d / d); twice that for an odd coordinate left alone. */
    @ParameterizedTest
    @ValueSource(ints = {64, 100, 1023})
    void spreadsEveryCoordinateOverAll(int d) {
        double bound = 2 * Math.sqrt(2 * Math.log(d) / d);
        for (int seed = 1; seed <= 10; seed++) {
            GeneralPosition position = GeneralPosition.of(d, stream(seed));
            double[] first = new double[d];
            first[0] = 1;
            position.apply(first);
            double[] last = new double[d];
            last[d - 1] = 1;
            position.apply(last);
            assertThat(Arrays.stream(first).map(Math::abs).max().orElseThrow()).isLessThan(bound);
            assertThat(Arrays.stream(last).map(Math::abs).max().orElseThrow()).isLessThan(bound);
        }
    }

    /** A smooth vector, such as a mean of power law, keeps no pattern of the modes: five deviations of a random direction's cosine. */
    @ParameterizedTest
    @ValueSource(ints = {64, 1023})
    void forgetsThePatternOfTheModes(int d) {
        double[] smooth = new double[d];
        Arrays.setAll(smooth, s -> Math.sqrt(s + 0.5) / d);
        for (int seed = 1; seed <= 10; seed++) {
            double[] moved = smooth.clone();
            GeneralPosition.of(d, stream(seed)).apply(moved);
            double cosine = dot(moved, smooth) / squaredNorm(smooth);
            assertThat(cosine).isBetween(-5 / Math.sqrt(d), 5 / Math.sqrt(d));
        }
    }
}
