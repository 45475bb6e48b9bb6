package org.sgdyn.spectra;

import org.sgdyn.plugin.PluginModule;

/** Names the covariance spectra and profiles of this package. */
public final class SpectraPlugin extends PluginModule {

    /** For the plug-in loader. */
    public SpectraPlugin() {}

    @Override
    protected void configure() {
        spectrum("isotropic", IsotropicSpectrum::of);
        spectrum("zero-one", ZeroOneSpectrum::of);
        spectrum("power-law", PowerLawSpectrum::of);
        spectrum("rank-one", RankOneSpectrum::of);
        spectrum("spiked", SpikedSpectrum::of);
        spectrum("blocks", BlocksSpectrum::of);
        spectrum("marchenko-pastur", MarchenkoPasturSpectrum::of);
        spectrum("table", TableSpectrum::of);

        profile("zero", ZeroProfile::of);
        profile("constant", ConstantProfile::of);
        profile("power-law", PowerLawProfile::of);
        profile("band", BandProfile::of);
        profile("mode", ModeProfile::of);
        profile("gaussian", GaussianProfile::of);
        profile("sum", SumProfile::of);
        profile("table", TableProfile::of);
    }
}
