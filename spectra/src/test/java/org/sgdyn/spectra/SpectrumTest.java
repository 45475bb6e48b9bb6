package org.sgdyn.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.testkit.InstalledParts;
import org.sgdyn.testkit.TestParameters;

/** The formulas of the spectra and the reading of their parameters. */
class SpectrumTest {

    private static PartFactory<CovarianceSpectrum> spectrum(String name) {
        return InstalledParts.factory(CovarianceSpectrum.class, name);
    }

    private static double[] at(CovarianceSpectrum spectrum, int dimension, int... modes) {
        return IntStream.of(modes)
                .mapToDouble(mode -> spectrum.eigenvalue(mode, dimension))
                .toArray();
    }

    private static long zeros(CovarianceSpectrum spectrum, int dimension) {
        long zeros = 0;
        for (int mode = 1; mode <= dimension; mode++) {
            zeros += spectrum.eigenvalue(mode, dimension) == 0 ? 1 : 0;
        }
        return zeros;
    }

    @Test
    void isotropicIsItsValue() {
        assertThat(TestParameters.of().create(spectrum("isotropic")).eigenvalue(3, 7))
                .isEqualTo(1);
        assertThat(TestParameters.of("value", 2.5).create(spectrum("isotropic")).eigenvalue(1, 1))
                .isEqualTo(2.5);
    }

    @ParameterizedTest
    @CsvSource({"0.5,1,0", "0.5,2,1", "0.5,3,1", "0.3,10,3", "0.29,100,29", "0.7,1000000,700000", "0,5,0", "1,5,5"})
    void zeroOneHasTheFloorOfItsFractionClean(double fraction, int dimension, int clean) {
        CovarianceSpectrum spectrum =
                TestParameters.of("zeroFraction", fraction).create(spectrum("zero-one"));
        assertThat(zeros(spectrum, dimension)).isEqualTo(clean);
    }

    @Test
    void everyDecimalFractionOfEveryRoundDimensionIsExact() {
        for (int percent = 0; percent <= 100; percent++) {
            for (int dimension = 100; dimension <= 1000; dimension += 100) {
                assertThat(zeros(new ZeroOneSpectrum(percent / 100.0, 1), dimension))
                        .isEqualTo((long) percent * dimension / 100);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 100})
    void powerLawIsAPowerOfThePosition(int dimension) {
        CovarianceSpectrum spectrum =
                TestParameters.of("exponent", 2, "scale", 3).create(spectrum("power-law"));
        assertThat(spectrum.eigenvalue(dimension, dimension)).isEqualTo(3);
        // Two roundings against three: a few units in the last place.
        assertThat(spectrum.eigenvalue(1, dimension)).isCloseTo(3.0 / dimension / dimension, within(1e-15));
    }

    @Test
    void powerLawRefusesAnExponentThatOverflows() {
        assertThat(TestParameters.of("exponent", -200.0).withDimension(100).problems(spectrum("power-law")))
                .singleElement()
                .asString()
                .contains("u^exponent must be finite");
        assertThat(TestParameters.of("exponent", -200.0).withDimension(2).problems(spectrum("power-law")))
                .isEmpty();
    }

    @Test
    void rankOneAddsToTheBaseOnOneMode() {
        CovarianceSpectrum last = TestParameters.of("spike", 4, "base", 0.5).create(spectrum("rank-one"));
        assertThat(last.eigenvalue(9, 10)).isEqualTo(0.5);
        assertThat(last.eigenvalue(10, 10)).isEqualTo(4.5);
        assertThat(last.eigenvalue(1, 1)).isEqualTo(4.5);
        CovarianceSpectrum second = TestParameters.of("spike", 4, "index", 2).create(spectrum("rank-one"));
        assertThat(second.eigenvalue(2, 10)).isEqualTo(4);
        assertThat(zeros(second, 10)).isEqualTo(9);
    }

    @Test
    void spikesAddToTheBulk() {
        CovarianceSpectrum spectrum = TestParameters.of(
                        "bulk",
                        Map.of("type", "isotropic", "value", 2),
                        "spikes",
                        List.of(
                                Map.of("index", 1, "value", 3),
                                Map.of("index", "last", "value", 5),
                                Map.of("index", 1, "value", 0.5)))
                .withPart(CovarianceSpectrum.class, "isotropic", spectrum("isotropic"))
                .create(spectrum("spiked"));
        assertThat(at(spectrum, 4, 1, 2, 4)).containsExactly(5.5, 2, 7);
        assertThat(at(spectrum, 1, 1)).containsExactly(10.5);
    }

    @Test
    void allProblemsOfANestedSpectrumAreFound() {
        assertThat(TestParameters.of(
                                "bulk",
                                Map.of("type", "isotropic", "valu", 2),
                                "spikes",
                                List.of(Map.of("index", 1, "value", -3), Map.of("value", 1)))
                        .withPart(CovarianceSpectrum.class, "isotropic", spectrum("isotropic"))
                        .problems(spectrum("spiked")))
                .containsExactly(
                        "spikes[0].value: must be >= 0, found -3",
                        "spikes[1].index: is required",
                        "bulk.valu: unknown key");
    }

    @Test
    void blocksAreConstantUpToTheirCumulatedFractions() {
        // 0.4 * 150 is 60 exactly: mode 60 closes the first block. 0.4 + 0.1 + 0.2 is not 0.7 in doubles.
        BlocksSpectrum spectrum = BlocksSpectrum.of(List.of(1.0, 2.0, 3.0, 4.0), List.of(0.4, 0.1, 0.2, 0.3));
        assertThat(at(spectrum, 150, 60, 61, 75, 76, 105, 106, 150)).containsExactly(1, 2, 2, 3, 3, 4, 4);
        assertThat(at(spectrum, 1, 1)).containsExactly(4);
    }

    @Test
    void blocksStateTheirRules() {
        assertThatThrownBy(() -> BlocksSpectrum.of(List.of(1.0), List.of(0.5, 0.5)))
                .hasMessageContaining("1 values and 2 fractions");
        assertThatThrownBy(() -> BlocksSpectrum.of(List.of(1.0, 2.0), List.of(0.5, 0.4)))
                .hasMessageContaining("sum to 1");
        assertThat(TestParameters.of("values", List.of(1, 2), "fractions", List.of(0.5, 0.5))
                        .create(spectrum("blocks"))
                        .eigenvalue(2, 2))
                .isEqualTo(2);
    }

    @Test
    void tableServesItsOwnDimensionOnly() {
        CovarianceSpectrum spectrum = TestParameters.of("file", new double[] {3, 0, 2}, "column", "b")
                .withDimension(3)
                .create(spectrum("table"));
        assertThat(spectrum.eigenvalue(1, 3)).isEqualTo(3);
        assertThat(spectrum.eigenvalue(3, 3)).isEqualTo(2);
        assertThatThrownBy(() -> spectrum.eigenvalue(1, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 rows");
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new IsotropicSpectrum(-1)).hasMessage("value must be >= 0, found -1.0");
        assertThatThrownBy(() -> new ZeroOneSpectrum(1.5, 1)).hasMessageContaining("zeroFraction");
        assertThatThrownBy(() -> new MarchenkoPasturSpectrum(0, 1)).hasMessageContaining("ratio");
    }
}
