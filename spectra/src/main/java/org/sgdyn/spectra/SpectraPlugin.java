package org.sgdyn.spectra;

import java.util.List;
import java.util.function.BiFunction;
import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Range;
import org.sgdyn.spi.Reference;

/** Names the covariance spectra and profiles of this package. */
public final class SpectraPlugin extends PluginModule {

    private static final Reference MARCHENKO_PASTUR = Reference.of("""
            @article{marchenko1967distribution,
              author = {Marchenko, Vladimir A. and Pastur, Leonid A.},
              title = {Distribution of Eigenvalues for Some Sets of Random Matrices},
              journal = {Mathematics of the USSR-Sbornik},
              volume = {1},
              number = {4},
              pages = {457--483},
              year = {1967}
            }""");

    private static final Reference SPIKES = Reference.of("""
            @article{johnstone2001distribution,
              author = {Johnstone, Iain M.},
              title = {On the Distribution of the Largest Eigenvalue in Principal Components Analysis},
              journal = {The Annals of Statistics},
              volume = {29},
              number = {2},
              pages = {295--327},
              year = {2001}
            }""");

    @Override
    protected void configure() {
        spectrum(
                "isotropic",
                parameters -> new IsotropicSpectrum(parameters.number("value", Range.NON_NEGATIVE, 1)),
                Description.of("the same on every mode")
                        .formula("lambda = value")
                        .parameter("value", "the eigenvalue"));
        spectrum(
                "zero-one",
                parameters -> new ZeroOneSpectrum(
                        parameters.number("zeroFraction", Range.UNIT, 0.5),
                        parameters.number("value", Range.NON_NEGATIVE, 1)),
                Description.of("clean modes without variance, then noisy ones")
                        .formula("0 where u <= zeroFraction, else value")
                        .parameter("zeroFraction", "fraction of clean modes")
                        .parameter("value", "eigenvalue of the others")
                        .reference(Reference.THEORY));
        spectrum(
                "power-law",
                powerLaw("scale", Range.NON_NEGATIVE, PowerLawSpectrum::new),
                Description.of("a power of the mode's position")
                        .formula("scale u^exponent")
                        .parameter("exponent", "the power")
                        .parameter("scale", "eigenvalue at u = 1")
                        .reference(Reference.THEORY));
        spectrum(
                "rank-one",
                parameters -> new RankOneSpectrum(
                        parameters.number("spike", Range.NON_NEGATIVE),
                        parameters.modeIndex("index", false),
                        parameters.number("base", Range.NON_NEGATIVE, 0)),
                Description.of("flat with one outlier")
                        .formula("base, plus spike on one mode")
                        .parameter("spike", "what the outlier adds")
                        .parameter("index", "the outlier's mode")
                        .parameter("base", "eigenvalue of all modes")
                        .reference(SPIKES));
        spectrum(
                "spiked",
                SpectraPlugin::spiked,
                Description.of("outliers on top of another spectrum")
                        .formula("bulk, plus the values of the spikes on their modes")
                        .parameter("bulk", "the spectrum underneath")
                        .parameter("spikes", "the outliers")
                        .parameter("spikes.index", "its mode")
                        .parameter("spikes.value", "what it adds")
                        .reference(SPIKES));
        spectrum(
                "blocks",
                parameters -> BlocksSpectrum.of(
                        parameters.numbers("values", Range.NON_NEGATIVE),
                        parameters.numbers("fractions", BlocksSpectrum.FRACTION)),
                Description.of("piecewise constant")
                        .formula("values[k] on the k-th of consecutive fractions of the modes")
                        .parameter("values", "an eigenvalue per block")
                        .parameter("fractions", "how much of the modes each block takes; they sum to 1")
                        .example("{type: blocks, values: [0.1, 1.0], fractions: [0.5, 0.5]}"));
        spectrum(
                "marchenko-pastur",
                parameters -> new MarchenkoPasturSpectrum(
                        parameters.number("ratio", Range.POSITIVE), parameters.number("scale", Range.NON_NEGATIVE, 1)),
                Description.of("the spectrum of a sample covariance of white noise")
                        .formula("scale Q(u), Q the quantile function of the Marchenko-Pastur law of ratio d / n")
                        .parameter("ratio", "d / n")
                        .parameter("scale", "the mean eigenvalue")
                        .reference(MARCHENKO_PASTUR));
        spectrum(
                "table",
                parameters -> TableSpectrum.of(parameters.csvColumn("file", "column", Range.NON_NEGATIVE)),
                Description.of("eigenvalues from a column of a CSV file")
                        .formula("row rho of the column")
                        .parameter("file", "a header line, then a row per mode")
                        .parameter("column", "which column"));

        profile(
                "zero",
                parameters -> new ZeroProfile(),
                Description.of("the zero vector").formula("0"));
        profile(
                "constant",
                parameters -> new ConstantProfile(parameters.number("amplitude", Range.ANY, 1)),
                Description.of("the same on every mode")
                        .formula("amplitude / sqrt(d)")
                        .parameter("amplitude", "the norm, with a sign"));
        profile(
                "power-law",
                powerLaw("amplitude", Range.ANY, PowerLawProfile::new),
                Description.of("a power of the mode's position")
                        .formula("amplitude u^exponent / sqrt(d)")
                        .parameter("exponent", "the power")
                        .parameter("amplitude", "the factor")
                        .reference(Reference.THEORY));
        profile(
                "band",
                parameters -> new BandProfile(
                        parameters.number("from", Range.UNIT, 0),
                        parameters.number("to", Range.UNIT, 1),
                        parameters.number("amplitude", Range.ANY, 1)),
                Description.of("constant on a band of modes")
                        .formula("amplitude / sqrt(d) where from < u <= to, else 0")
                        .parameter("from", "lower end")
                        .parameter("to", "upper end")
                        .parameter("amplitude", "the factor"));
        profile(
                "mode",
                parameters -> new ModeProfile(
                        parameters.modeIndex("index", true), parameters.number("amplitude", Range.ANY, 1)),
                Description.of("all on one mode, not divided by sqrt(d)")
                        .formula("amplitude on the mode, else 0")
                        .parameter("index", "the mode")
                        .parameter("amplitude", "the norm, with a sign"));
        profile(
                "gaussian",
                parameters -> new GaussianProfile(parameters.number("norm", Range.NON_NEGATIVE, 1)),
                Description.of("a random direction, drawn from the seed")
                        .formula("norm z_rho / sqrt(d), z ~ N(0, 1)")
                        .parameter("norm", "root mean square norm"));
        profile(
                "sum",
                parameters -> new SumProfile(parameters.parts("of", Profile.class)),
                Description.of("the sum of profiles")
                        .formula("sum of the parts")
                        .parameter("of", "the parts"));
        profile(
                "table",
                parameters -> TableProfile.of(parameters.csvColumn("file", "column", Range.ANY)),
                Description.of("coordinates from a column of a CSV file, not rescaled")
                        .formula("row rho of the column")
                        .parameter("file", "a header line, then a row per mode")
                        .parameter("column", "which column"));
    }

    /** A factor, 1 unless given, times u^exponent, which must be finite down to the first mode if d is known. */
    private static <T> PartFactory<T> powerLaw(String factorKey, Range factors, BiFunction<Double, Double, T> law) {
        return parameters -> {
            double exponent = parameters.number("exponent", Range.ANY);
            double factor = parameters.number(factorKey, factors, 1);
            int dimension = parameters.dimension().orElse(1);
            if (!Double.isFinite(factor * Math.pow(1.0 / dimension, exponent))) {
                throw new IllegalArgumentException("exponent " + exponent + " overflows on the first of " + dimension
                        + " modes: u^exponent must be finite at u = 1/d");
            }
            return law.apply(exponent, factor);
        };
    }

    private static SpikedSpectrum spiked(Parameters parameters) {
        // The spikes first: a bulk that cannot be created ends the reading, and the spikes' problems should be found
        // too.
        List<SpikedSpectrum.Spike> spikes = parameters.objects("spikes").stream()
                .map(spike -> new SpikedSpectrum.Spike(
                        spike.modeIndex("index", true), spike.number("value", Range.NON_NEGATIVE)))
                .toList();
        return new SpikedSpectrum(parameters.part("bulk", CovarianceSpectrum.class), spikes);
    }
}
