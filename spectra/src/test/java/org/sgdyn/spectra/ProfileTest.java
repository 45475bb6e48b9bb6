package org.sgdyn.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.numerics.RandomStreams;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.RandomStream;
import org.sgdyn.testkit.InstalledParts;
import org.sgdyn.testkit.TestParameters;

/** The formulas of the profiles and the reading of their parameters. */
class ProfileTest {

    private static PartFactory<Profile> profile(String name) {
        return InstalledParts.factory(Profile.class, name);
    }

    private static RandomStream stream() {
        return RandomStreams.of(7, RandomStreams.CLASS_MEANS, 0);
    }

    private static double[] coordinates(
            PartFactory<? extends Profile> factory, int dimension, Object... keysAndValues) {
        return TestParameters.of(keysAndValues)
                .withDimension(dimension)
                .withPart(Profile.class, "constant", profile("constant"))
                .withPart(Profile.class, "gaussian", profile("gaussian"))
                .withPart(Profile.class, "mode", profile("mode"))
                .create(factory)
                .coordinates(dimension, stream());
    }

    private static double squaredNorm(double[] vector) {
        return DoubleStream.of(vector).map(v -> v * v).sum();
    }

    @Test
    void zeroIsZero() {
        assertThat(coordinates(profile("zero"), 3)).containsExactly(0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1000})
    void constantHasTheNormOfItsAmplitude(int dimension) {
        double[] vector = coordinates(profile("constant"), dimension, "amplitude", -2);
        assertThat(vector).containsOnly(-2 / Math.sqrt(dimension));
        // d roundings of equal sign at most
        assertThat(squaredNorm(vector)).isCloseTo(4, within(dimension * 1e-15));
    }

    @Test
    void powerLawIsAPowerOfThePosition() {
        assertThat(coordinates(profile("power-law"), 1, "exponent", 3, "amplitude", 5))
                .containsExactly(5);
        assertThat(coordinates(profile("power-law"), 4, "exponent", 1)).containsExactly(0.125, 0.25, 0.375, 0.5);
    }

    @Test
    void powerLawNormTendsToItsIntegral() {
        // sum (rho/d)^{2 beta} / d = 1 / (2 beta + 1) + 1 / (2 d) + O(d^{-2}), beta = 1.
        assertThat(squaredNorm(coordinates(profile("power-law"), 1000, "exponent", 1)))
                .isCloseTo(1 / 3.0 + 0.5e-3, within(1e-6));
    }

    @Test
    void bandsThatTouchPartitionTheModes() {
        for (int percent = 1; percent < 100; percent++) {
            double cut = percent / 100.0;
            double[] lower = coordinates(profile("band"), 300, "to", cut);
            double[] upper = coordinates(profile("band"), 300, "from", cut, "amplitude", 1);
            for (int k = 0; k < 300; k++) {
                assertThat(lower[k] != 0).isEqualTo(k + 1 <= 3 * percent);
                assertThat(upper[k] != 0).isEqualTo(k + 1 > 3 * percent);
            }
        }
    }

    @Test
    void bandMustNotBeEmpty() {
        assertThat(TestParameters.of("from", 0.5, "to", 0.5).problems(profile("band")))
                .singleElement()
                .asString()
                .contains("from must be < to");
    }

    @Test
    void modeCarriesItsAmplitudeWhatTheDimension() {
        assertThat(coordinates(profile("mode"), 4, "index", 2, "amplitude", 3)).containsExactly(0, 3, 0, 0);
        assertThat(coordinates(profile("mode"), 3, "index", "last")).containsExactly(0, 0, 1);
        assertThat(coordinates(profile("mode"), 1, "index", 1)).containsExactly(1);
        assertThat(TestParameters.of().problems(profile("mode"))).containsExactly("index: is required");
        assertThatThrownBy(() -> new ModeProfile(5, 1).coordinates(4, stream()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void gaussianHasItsNormOnAverage() {
        int dimension = 100_000;
        double[] vector = coordinates(profile("gaussian"), dimension, "norm", 3);
        // Five standard errors: norm^2 sqrt(2 / d) and norm / sqrt(d).
        assertThat(squaredNorm(vector)).isCloseTo(9, within(5 * 9 * Math.sqrt(2.0 / dimension)));
        assertThat(DoubleStream.of(vector).sum() / Math.sqrt(dimension))
                .isCloseTo(0, within(5 * 3.0 / Math.sqrt(dimension)));
    }

    @Test
    void sumAddsItsPartsAndDrawsThemInSequence() {
        assertThat(coordinates(
                        profile("sum"),
                        4,
                        "of",
                        List.of(Map.of("type", "constant", "amplitude", 2), Map.of("type", "mode", "index", 4))))
                .containsExactly(1, 1, 1, 2);
        RandomStream random = stream();
        double[] first = new GaussianProfile(1).coordinates(5, random);
        double[] second = new GaussianProfile(1).coordinates(5, random);
        double[] sum =
                coordinates(profile("sum"), 5, "of", List.of(Map.of("type", "gaussian"), Map.of("type", "gaussian")));
        for (int k = 0; k < 5; k++) {
            assertThat(sum[k]).isEqualTo(first[k] + second[k]);
            assertThat(second[k]).isNotEqualTo(first[k]);
        }
    }

    @Test
    void tableIsTakenAsItIs() {
        assertThat(coordinates(profile("table"), 2, "file", new double[] {-1, 4}, "column", 2))
                .containsExactly(-1, 4);
        assertThatThrownBy(() -> TableProfile.of(1, 2).coordinates(3, stream())).hasMessageContaining("2 rows");
    }
}
