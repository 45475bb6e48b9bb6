package org.sgdyn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.Profile;
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
