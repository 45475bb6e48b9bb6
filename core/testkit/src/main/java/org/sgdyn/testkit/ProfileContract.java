package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.ProfileLimit;
import org.sgdyn.spi.RandomStream;

/** What every {@link Profile} must satisfy; extend it and hand out the profile under test. */
public abstract class ProfileContract {

    private static final long SEED = 20251014;

    /** For subclasses. */
    protected ProfileContract() {}

    /**
     * The profile under test.
     *
     * @param dimension the d that it will be asked for, which only tabulated profiles depend on
     * @return an equal profile at every call
     */
    protected abstract Profile profile(int dimension);

    /**
     * There are d coordinates, all finite.
     *
     * @param dimension d
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 150, 1000})
    final void coordinatesAreFiniteAndAsManyAsTheDimension(int dimension) {
        double[] coordinates = profile(dimension).coordinates(dimension, stream());
        assertThat(coordinates).hasSize(dimension);
        for (double coordinate : coordinates) {
            assertThat(coordinate).isFinite();
        }
    }

    /**
     * The same stream gives the same bits, in a fresh array, whatever the caller did to the previous one.
     *
     * @param dimension d
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 150, 1000})
    final void theSameStreamGivesTheSameCoordinatesInAFreshArray(int dimension) {
        Profile profile = profile(dimension);
        double[] first = profile.coordinates(dimension, stream());
        double[] expected = first.clone();
        Arrays.fill(first, Double.NaN);
        assertThat(profile.coordinates(dimension, stream())).isEqualTo(expected);
        assertThat(profile(dimension).coordinates(dimension, stream())).isEqualTo(expected);
    }

    /**
     * A profile draws random numbers exactly if it says so; otherwise an experiment would run without a needed seed.
     *
     * @param dimension d
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 150, 1000})
    final void itDrawsRandomNumbersExactlyIfItSaysSo(int dimension) {
        Profile profile = profile(dimension);
        CountingStream stream = new CountingStream(stream());
        profile.coordinates(dimension, stream);
        assertThat(stream.draws > 0).as("drew random numbers").isEqualTo(profile.isRandom());
    }

    /**
     * If there is a limit, sqrt(d) v_rho of a large dimension has the limit's density as mean and its Gaussian density as
     * deviation, and outliers their coordinate.
     */
    @Test
    final void largeDimensionsApproachTheLimit() {
        int dimension = 100_000;
        Profile profile = profile(dimension);
        assumeTrue(profile.limit().isPresent(), "the profile has no limit");
        ProfileLimit limit = profile.limit().orElseThrow();
        double[] coordinates = profile.coordinates(dimension, stream());
        double chiSquared = 0;
        int random = 0;
        for (int mode = 17; mode < dimension; mode += 7) {
            double u = (double) mode / dimension;
            boolean nearJump = Arrays.stream(limit.breakpoints()).anyMatch(b -> Math.abs(u - b) < 2e-5);
            if (nearJump || limit.outliers().containsKey(mode)) {
                continue;
            }
            double rest = coordinates[mode - 1] * Math.sqrt(dimension)
                    - limit.density().applyAsDouble(u);
            double deviation = limit.gaussianDensity().applyAsDouble(u);
            if (deviation == 0) {
                // Rounding of the density times sqrt(d), and the spacing of modes for sampled functions.
                assertThat(rest)
                        .as("coordinate at u = %s", u)
                        .isCloseTo(
                                0, within(1e-3 * (1 + Math.abs(limit.density().applyAsDouble(u)))));
            } else {
                chiSquared += rest * rest / (deviation * deviation);
                random++;
            }
        }
        // Five standard deviations of a chi-squared variable with that many degrees of freedom.
        assertThat(chiSquared).isCloseTo(random, within(5 * Math.sqrt(2.0 * random) + 1e-9));
        limit.outliers()
                .forEach((index, amplitude) -> assertThat(coordinates[index == 0 ? dimension - 1 : index - 1])
                        .as("outlier %d, with the bulk's coordinate of order 1 / sqrt(d) = 0.003", index)
                        .isCloseTo(amplitude, within(0.02 * (1 + Math.abs(amplitude)))));
    }

    /**
     * A profile that calls itself sampled from its limit is: on every mode away from breakpoints.
     *
     * @param dimension d
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 150, 1000})
    final void aSampledProfileIsItsLimitOnTheModes(int dimension) {
        Profile profile = profile(dimension);
        assumeTrue(profile.isSampledFromLimit(), "the profile is not sampled from its limit");
        ProfileLimit limit = profile.limit().orElseThrow();
        double[] coordinates = profile.coordinates(dimension, stream());
        for (int mode = 1; mode <= dimension; mode++) {
            double u = (double) mode / dimension;
            // Which side of a breakpoint a mode on it belongs to may depend on rounding.
            if (Arrays.stream(limit.breakpoints()).noneMatch(b -> Math.abs(u - b) < 1e-8)) {
                double expected = limit.density().applyAsDouble(u) / Math.sqrt(dimension)
                        + limit.outliers().getOrDefault(mode, 0.0)
                        + (mode == dimension ? limit.outliers().getOrDefault(0, 0.0) : 0.0);
                // The same function at the same u, evaluated in another order at most.
                assertThat(coordinates[mode - 1])
                        .as("mode %d of %d", mode, dimension)
                        .isCloseTo(expected, within(1e-12 * (1 + Math.abs(expected))));
            }
        }
    }

    private static RandomStream stream() {
        return RandomStreams.of(SEED, RandomStreams.CLASS_MEANS, 0);
    }

    private static final class CountingStream implements RandomStream {

        private final RandomStream source;
        private int draws;

        CountingStream(RandomStream source) {
            this.source = source;
        }

        @Override
        public double normal() {
            draws++;
            return source.normal();
        }

        @Override
        public double uniform() {
            draws++;
            return source.uniform();
        }
    }
}
