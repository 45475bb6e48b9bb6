package org.sgdyn.spectra;

import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.testkit.SpectrumContract;

/** The contract of spectra, for each of them. */
@ParameterizedClass
@MethodSource("spectra")
final class SpectrumContractsTest extends SpectrumContract {

    @Parameter
    private IntFunction<CovarianceSpectrum> spectrum;

    @Override
    protected CovarianceSpectrum spectrum(int dimension) {
        return spectrum.apply(dimension);
    }

    static List<Named<IntFunction<CovarianceSpectrum>>> spectra() {
        return List.of(
                named("isotropic", d -> new IsotropicSpectrum(2.5)),
                named("zero-one", d -> new ZeroOneSpectrum(0.3, 2)),
                named("power law", d -> new PowerLawSpectrum(-1.5, 2)),
                named("rank one", d -> new RankOneSpectrum(5, 0, 0.5)),
                named(
                        "spiked",
                        d -> new SpikedSpectrum(
                                new PowerLawSpectrum(1, 1),
                                List.of(new SpikedSpectrum.Spike(1, 3), new SpikedSpectrum.Spike(0, 7)))),
                named("blocks", d -> BlocksSpectrum.of(List.of(1.0, 0.0, 4.0), List.of(0.1, 0.2, 0.7))),
                named("wide Marchenko-Pastur", d -> new MarchenkoPasturSpectrum(0.5, 1)),
                named("tall Marchenko-Pastur", d -> new MarchenkoPasturSpectrum(3, 2)),
                named(
                        "table",
                        d -> TableSpectrum.of(
                                IntStream.range(0, d).mapToDouble(k -> k % 3).toArray())));
    }
}
