package org.sgdyn.spectra;

import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.Description;
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

    /** For the plug-in loader. */
    public SpectraPlugin() {}

    @Override
    protected void configure() {
        spectrum(
                "isotropic",
                IsotropicSpectrum::of,
                Description.of("the same on every mode")
                        .formula("lambda = value")
                        .parameter("value", "the eigenvalue"));
        spectrum(
                "zero-one",
                ZeroOneSpectrum::of,
                Description.of("clean modes without variance, then noisy ones")
                        .formula("0 where u <= zeroFraction, else value")
                        .parameter("zeroFraction", "fraction of clean modes")
                        .parameter("value", "eigenvalue of the others")
                        .reference(Reference.THEORY));
        spectrum(
                "power-law",
                PowerLawSpectrum::of,
                Description.of("a power of the mode's position")
                        .formula("scale u^exponent")
                        .parameter("exponent", "the power")
                        .parameter("scale", "eigenvalue at u = 1")
                        .reference(Reference.THEORY));
        spectrum(
                "rank-one",
                RankOneSpectrum::of,
                Description.of("flat with one outlier")
                        .formula("base, plus spike on one mode")
                        .parameter("spike", "what the outlier adds")
                        .parameter("index", "the outlier's mode")
                        .parameter("base", "eigenvalue of all modes")
                        .reference(SPIKES));
        spectrum(
                "spiked",
                SpikedSpectrum::of,
                Description.of("outliers on top of another spectrum")
                        .formula("bulk, plus the values of the spikes on their modes")
                        .parameter("bulk", "the spectrum underneath")
                        .parameter("spikes", "the outliers")
                        .parameter("spikes.index", "its mode")
                        .parameter("spikes.value", "what it adds")
                        .reference(SPIKES));
        spectrum(
                "blocks",
                BlocksSpectrum::of,
                Description.of("piecewise constant")
                        .formula("values[k] on the k-th of consecutive fractions of the modes")
                        .parameter("values", "an eigenvalue per block")
                        .parameter("fractions", "how much of the modes each block takes; they sum to 1")
                        .example("{type: blocks, values: [0.1, 1.0], fractions: [0.5, 0.5]}"));
        spectrum(
                "marchenko-pastur",
                MarchenkoPasturSpectrum::of,
                Description.of("the spectrum of a sample covariance of white noise")
                        .formula("scale Q(u), Q the quantile function of the Marchenko-Pastur law of ratio d / n")
                        .parameter("ratio", "d / n")
                        .parameter("scale", "the mean eigenvalue")
                        .reference(MARCHENKO_PASTUR));
        spectrum(
                "table",
                TableSpectrum::of,
                Description.of("eigenvalues from a column of a CSV file")
                        .formula("row rho of the column")
                        .parameter("file", "a header line, then a row per mode")
                        .parameter("column", "which column"));

        profile("zero", ZeroProfile::of, Description.of("the zero vector").formula("0"));
        profile(
                "constant",
                ConstantProfile::of,
                Description.of("the same on every mode")
                        .formula("amplitude / sqrt(d)")
                        .parameter("amplitude", "the norm, with a sign"));
        profile(
                "power-law",
                PowerLawProfile::of,
                Description.of("a power of the mode's position")
                        .formula("amplitude u^exponent / sqrt(d)")
                        .parameter("exponent", "the power")
                        .parameter("amplitude", "the factor")
                        .reference(Reference.THEORY));
        profile(
                "band",
                BandProfile::of,
                Description.of("constant on a band of modes")
                        .formula("amplitude / sqrt(d) where from < u <= to, else 0")
                        .parameter("from", "lower end")
                        .parameter("to", "upper end")
                        .parameter("amplitude", "the factor"));
        profile(
                "mode",
                ModeProfile::of,
                Description.of("all on one mode, not divided by sqrt(d)")
                        .formula("amplitude on the mode, else 0")
                        .parameter("index", "the mode")
                        .parameter("amplitude", "the norm, with a sign"));
        profile(
                "gaussian",
                GaussianProfile::of,
                Description.of("a random direction, drawn from the seed")
                        .formula("norm z_rho / sqrt(d), z ~ N(0, 1)")
                        .parameter("norm", "root mean square norm"));
        profile(
                "sum",
                SumProfile::of,
                Description.of("the sum of profiles")
                        .formula("sum of the parts")
                        .parameter("of", "the parts"));
        profile(
                "table",
                TableProfile::of,
                Description.of("coordinates from a column of a CSV file, not rescaled")
                        .formula("row rho of the column")
                        .parameter("file", "a header line, then a row per mode")
                        .parameter("column", "which column"));
    }
}
